import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { flipFuses } from "@electron/fuses";
import { afterAll, expect, it } from "vitest";
import { makeDummyDist } from "./dummy-dist.ts";
import { fuses, wrongFuses } from "./fuses.ts";

const folder = mkdtempSync(join(tmpdir(), "headroom-fuses-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("sets all nine fuses of an executable and reads them back", async () => {
  const dist = join(folder, "dist");
  makeDummyDist(dist, "45.4.1");
  const executable = join(dist, "electron");
  expect(await wrongFuses(executable)).not.toEqual([]);
  await flipFuses(executable, fuses);
  expect(await wrongFuses(executable)).toEqual([]);
});
