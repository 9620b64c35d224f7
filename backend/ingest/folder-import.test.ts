import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { accountsCsv, accountsEntry } from "../../test/support/ingest/import-files.ts";
import { MemoryImportStore } from "../../test/support/ingest/memory-import-store.ts";
import { importFolder } from "./folder-import.ts";
import { checkMapping } from "./mapping.ts";

const base = mkdtempSync(join(tmpdir(), "headroom-folder-"));
const folder = join(base, "in");
mkdirSync(join(folder, "sub/deeper"), { recursive: true });
const [header = "", nyc = "", v2x = ""] = accountsCsv.split("\n");
writeFileSync(join(base, "outside.csv"), accountsCsv);
writeFileSync(join(folder, "a-2026.csv"), `${header}\n${nyc}\n`);
writeFileSync(join(folder, "a-2027.csv"), `${header}\n${nyc.replace("Hudson Social", "Hudson")}\n`);
writeFileSync(join(folder, "sub/deeper/b.csv"), `${header}\n${v2x}\n`);
symlinkSync(join(base, "outside.csv"), join(folder, "linked.csv"));
symlinkSync(folder, join(folder, "sub/loop"));
afterAll(() => rmSync(base, { recursive: true, force: true }));

async function imported(
  files: string,
  more: object = {},
): Promise<{ readonly files: readonly string[]; readonly names: readonly unknown[] }> {
  const mapping = checkMapping({ version: 1, files: [{ ...accountsEntry, files, ...more }] });
  if (!mapping.ok) throw new Error(mapping.error.message);
  const store = new MemoryImportStore();
  const summary = await importFolder(folder, mapping.value, store, () => undefined);
  return {
    files: summary.files.map(({ file, error }) => (error === null ? file : `${file}! ${error}`)),
    names: store.of("account").map(({ name }) => name),
  };
}

describe("importFolder", () => {
  it("reads what a glob names, subfolders only when it says so, the first file of a record winning", async () => {
    expect(await imported("a-*.csv")).toEqual({ files: ["a-2026.csv", "a-2027.csv"], names: ["Hudson Social"] });
    expect(await imported("a-*.csv", { order: "descending" })).toEqual({ files: ["a-2027.csv", "a-2026.csv"], names: ["Hudson"] });
    expect(await imported("**/b.csv")).toEqual({ files: ["sub/deeper/b.csv"], names: ["V2 社区"] });
  });

  it.each(["../outside.csv", "sub/../../outside.csv", "/etc/passwd", "..\\outside.csv", "C:/outside.csv"])(
    "does not leave the folder by %s",
    async (files) => {
      expect(await imported(files)).toEqual({
        files: [`${files}! it names a place outside the folder; use a path below it, without ..`],
        names: [],
      });
    },
  );

  it("does not follow a link out of the folder, and says so", async () => {
    expect(await imported("linked.csv")).toEqual({
      files: ["linked.csv! no file of that name is in the folder; links out of the folder are not followed (linked.csv, sub/loop)"],
      names: [],
    });
  });
});
