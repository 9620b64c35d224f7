import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { isBuildStale } from "./build-if-stale.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "headroom-stale-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(file: string, at: number): void {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, "");
  utimesSync(path, at, at);
  for (let folder = dirname(path); folder !== root; folder = dirname(folder)) utimesSync(folder, at, at);
}

function putBuild(at: number): void {
  for (const file of ["out/main/index.js", "out/main/backend.js", "out/preload/index.cjs", "out/renderer/index.html"]) put(file, at);
}

it("builds when there is no build, and when a source is newer than it", () => {
  put("shared/a.ts", 100);
  expect(isBuildStale(root)).toBe(true);
  putBuild(200);
  expect(isBuildStale(root)).toBe(false);
  put("renderer/app/main.tsx", 300);
  expect(isBuildStale(root)).toBe(true);
});

it("builds when a file of the sources went away, not when a test changed", () => {
  put("shared/deep/a.ts", 100);
  putBuild(200);
  writeFileSync(join(root, "shared/deep/a.test.ts"), "");
  utimesSync(join(root, "shared/deep/a.test.ts"), 300, 300);
  utimesSync(join(root, "shared/deep"), 100, 100);
  expect(isBuildStale(root)).toBe(false);
  rmSync(join(root, "shared/deep/a.ts"));
  expect(isBuildStale(root)).toBe(true);
});
