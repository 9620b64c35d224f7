import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { compareVersions } from "../../../shared/domain/sdk/compare-versions.ts";
import { defineQuery } from "../query.ts";

/** Releases of the SDK, the newest version first. */
export const releaseList = defineQuery<undefined, readonly RecordOf<"sdkRelease">[]>({
  dependsOn: ["sdkRelease"],
  run: (store) => store.all("sdkRelease").toSorted((a, b) => compareVersions(b.version, a.version)),
});
