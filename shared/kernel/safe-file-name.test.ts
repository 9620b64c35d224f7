import { basename } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { safeFileName } from "./safe-file-name.ts";

it.each([
  ["../../etc/passwd", "-..-etc-passwd"],
  ["C:\\Windows\\x", "C--Windows-x"],
  [".bashrc", "bashrc"],
  ["con.txt", "-con.txt"],
  ["report\u202efdp.exe", "report-fdp.exe"],
  ["...", "headroom"],
  ["季度报告 Q3.pdf", "季度报告 Q3.pdf"],
  [`${"客".repeat(300)}-2026-Q3.pptx`, `${"客".repeat(65)}.pptx`],
  ["a".repeat(300), "a".repeat(200)],
])("suggests a name that every system takes: %j", (suggested, name) => {
  expect(safeFileName(suggested)).toBe(name);
});

it("never suggests another folder, and never more than a system takes", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 400 }), (suggested) => {
      const name = safeFileName(suggested);
      return (
        name !== "" &&
        basename(name) === name &&
        !name.startsWith(".") &&
        !/[\\/\0]/.test(name) &&
        Buffer.byteLength(name) <= 201 &&
        name.isWellFormed()
      );
    }),
    { numRuns: 1000 },
  );
});
