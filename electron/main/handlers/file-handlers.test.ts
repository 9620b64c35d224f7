import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fileHandlers, safeFileName } from "./file-handlers.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headroom-save-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("saving a file", () => {
  it("writes text or bytes where the user said, and tells the window only the name", async () => {
    const handlers = fileHandlers(
      () => folder,
      async (path) => path,
    );
    expect(await handlers["file.save"]({ suggestedName: "用量.csv", content: "a,b\n" })).toEqual({ ok: true, value: { name: "用量.csv" } });
    expect(readFileSync(join(folder, "用量.csv"), "utf8")).toBe("a,b\n");
    expect(await handlers["file.save"]({ suggestedName: "x.bin", content: new Uint8Array([0, 255]) })).toEqual({
      ok: true,
      value: { name: "x.bin" },
    });
    expect([...readFileSync(join(folder, "x.bin"))]).toEqual([0, 255]);
  });

  it("writes nothing when the user cancels", async () => {
    const handlers = fileHandlers(
      () => folder,
      async () => null,
    );
    expect(await handlers["file.save"]({ suggestedName: "a.csv", content: "a" })).toEqual({ ok: true, value: null });
  });

  it("says what the disk says", async () => {
    const handlers = fileHandlers(
      () => folder,
      async () => join(folder, "missing", "a.csv"),
    );
    expect(await handlers["file.save"]({ suggestedName: "a.csv", content: "a" })).toEqual({
      ok: false,
      error: { code: "io", message: "the disk answered ENOENT" },
    });
  });

  it.each([
    ["../../etc/passwd", "-..-etc-passwd"],
    ["C:\\Windows\\x", "C--Windows-x"],
    [".bashrc", "bashrc"],
    ["con.txt", "-con.txt"],
    ["report\u202efdp.exe", "report-fdp.exe"],
    ["...", "headroom"],
    ["季度报告 Q3.pdf", "季度报告 Q3.pdf"],
  ])("suggests a name that every system takes: %j", (suggested, name) => {
    expect(safeFileName(suggested)).toBe(name);
  });

  it("never suggests another folder", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (suggested) => {
        const name = safeFileName(suggested);
        return name !== "" && basename(name) === name && !name.startsWith(".") && !/[\\/\0]/.test(name);
      }),
      { numRuns: 1000 },
    );
  });
});
