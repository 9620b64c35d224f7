import { expect, it } from "vitest";
import { migrations } from "../../renderer/data/migrations.ts";
import { storeVersion } from "../../shared/domain/update/store-version.ts";

it("releases say which version of the local database they read: the newest there is", () => {
  expect(storeVersion).toBe(migrations.at(-1)?.version);
});
