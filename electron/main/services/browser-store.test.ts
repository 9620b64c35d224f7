import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { setAsideBrowserStore } from "./browser-store.ts";

test("the browser's databases are put aside, not deleted, and the last that were put aside are kept", async () => {
  const profile = mkdtempSync(join(tmpdir(), "headroom-browser-store-"));
  try {
    for (const [at, bytes] of [
      [1, "first"],
      [2, "second"],
    ] as const) {
      mkdirSync(join(profile, "IndexedDB/app_console_0.indexeddb.leveldb"), { recursive: true });
      writeFileSync(join(profile, "IndexedDB/app_console_0.indexeddb.leveldb/000003.log"), bytes);
      await setAsideBrowserStore(profile, at);
    }
    await setAsideBrowserStore(profile, 3);
    expect(readdirSync(profile)).toEqual(["IndexedDB.lost-2"]);
    expect(readFileSync(join(profile, "IndexedDB.lost-2/app_console_0.indexeddb.leveldb/000003.log"), "utf8")).toBe("second");
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
});
