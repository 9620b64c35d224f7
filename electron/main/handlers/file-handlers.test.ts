import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { savingFault } from "../services/save-file.ts";
import { fileHandlers } from "./file-handlers.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headroom-save-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const handlersAt = (choosePlace: (path: string) => Promise<string | null>, chooseFolder = async (): Promise<string | null> => folder) =>
  fileHandlers({ downloads: () => folder, choosePlace, chooseFolder });
const never = async (): Promise<string | null> => null;

describe("saving a file", () => {
  it("writes text or bytes where the user said, and tells the window only the name", async () => {
    const handlers = handlersAt(async (path) => path);
    expect(await handlers["file.save"]({ suggestedName: "用量.csv", content: "a,b\n" })).toEqual({ ok: true, value: { name: "用量.csv" } });
    expect(readFileSync(join(folder, "用量.csv"), "utf8")).toBe("a,b\n");
    expect(await handlers["file.save"]({ suggestedName: "x.bin", content: new Uint8Array([0, 255]) })).toEqual({
      ok: true,
      value: { name: "x.bin" },
    });
    expect([...readFileSync(join(folder, "x.bin"))]).toEqual([0, 255]);
  });

  it("writes nothing when the user cancels", async () => {
    const handlers = handlersAt(async () => null);
    expect(await handlers["file.save"]({ suggestedName: "a.csv", content: "a" })).toEqual({ ok: true, value: null });
  });

  it("replaces a file as a whole and leaves nothing beside it", async () => {
    writeFileSync(join(folder, "a.csv"), "a longer text that was there before");
    await handlersAt(async (path) => path)["file.save"]({ suggestedName: "a.csv", content: "new" });
    expect(readdirSync(folder)).toEqual(["a.csv"]);
    expect(readFileSync(join(folder, "a.csv"), "utf8")).toBe("new");
  });

  it("says what the disk says", async () => {
    const handlers = handlersAt(async () => join(folder, "missing", "a.csv"));
    expect(await handlers["file.save"]({ suggestedName: "a.csv", content: "a" })).toEqual({
      ok: false,
      error: { code: "io", message: "the disk answered ENOENT" },
    });
  });
});

describe("saving several files", () => {
  const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
  const names = (...of: readonly string[]) => of.map((suggestedName) => ({ suggestedName, content: bytes(suggestedName) }));

  it("asks once for a folder and writes them all", async () => {
    let asked = 0;
    const handlers = handlersAt(never, async () => {
      asked += 1;
      return folder;
    });
    expect(await handlers["files.save"]({ files: names("客户-2026-Q3-QSR-zh-CN.pptx", "../x/b.xlsx") })).toEqual({
      ok: true,
      value: {
        folder: basename(folder),
        files: [
          { name: "客户-2026-Q3-QSR-zh-CN.pptx", fault: null },
          { name: "-x-b.xlsx", fault: null },
        ],
      },
    });
    expect(asked).toBe(1);
    expect(readdirSync(folder).toSorted()).toEqual(["-x-b.xlsx", "客户-2026-Q3-QSR-zh-CN.pptx"]);
  });

  it("writes nothing when the user cancels", async () => {
    expect(await handlersAt(never, never)["files.save"]({ files: names("a.pptx") })).toEqual({ ok: true, value: null });
    expect(readdirSync(folder)).toEqual([]);
  });

  it("keeps a file of that name that somebody has worked on, and writes the same content only once", async () => {
    writeFileSync(join(folder, "a.pptx"), "edited by hand");
    writeFileSync(join(folder, "b.pptx"), "b.pptx");
    const saved = await handlersAt(never)["files.save"]({ files: names("a.pptx", "b.pptx") });
    expect(saved).toMatchObject({
      value: {
        files: [
          { name: "a (2).pptx", fault: null },
          { name: "b.pptx", fault: null },
        ],
      },
    });
    expect(readFileSync(join(folder, "a.pptx"), "utf8")).toBe("edited by hand");
    expect(readdirSync(folder).toSorted()).toEqual(["a (2).pptx", "a.pptx", "b.pptx"]);
  });

  it("names the one that cannot be written, and saves the others", async () => {
    // A folder where the file should be cannot be replaced by it, for whichever user the tests run.
    for (const i of ["", ...Array.from({ length: 998 }, (_, n) => ` (${n + 2})`)]) mkdirSync(join(folder, `a${i}.pptx`));
    const saved = await handlersAt(never)["files.save"]({ files: names("a.pptx", "b.pptx") });
    expect(saved).toMatchObject({
      value: {
        files: [
          { name: "a.pptx", fault: "io" },
          { name: "b.pptx", fault: null },
        ],
      },
    });
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it.each([
    ["EBUSY", "linux", "file-in-use"],
    ["EPERM", "win32", "file-in-use"],
    ["EACCES", "win32", "file-in-use"],
    ["EACCES", "linux", "io"],
    ["ENOSPC", "win32", "disk-full"],
  ] as const)("says what %s means on %s", (code, platform, said) => {
    expect(savingFault(Object.assign(new Error("x"), { code }), platform)?.code).toBe(said);
  });
});
