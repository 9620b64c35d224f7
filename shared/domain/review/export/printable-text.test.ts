import fc from "fast-check";
import { expect, test } from "vitest";
import { printableText } from "./printable-text.ts";

/** Char of XML 1.0, fifth edition, production 2, without the characters that Unicode keeps for nobody. */
function isWritable(codePoint: number): boolean {
  if (codePoint === 0x9 || codePoint === 0xa) return true;
  if (codePoint < 0x20 || (codePoint >= 0x7f && codePoint <= 0x9f)) return false;
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return false;
  return (codePoint & 0xfffe) !== 0xfffe && !(codePoint >= 0xfdd0 && codePoint <= 0xfdef);
}

test("whatever a text holds, a file of Office can be written of it, and what could be written before is left alone", () => {
  const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }).map((codes) => String.fromCharCode(...codes));
  fc.assert(
    fc.property(fc.oneof(units, fc.string({ unit: "binary" })), (text) => {
      const clean = printableText(text);
      expect(Array.from(clean).filter((one) => !isWritable(one.codePointAt(0) ?? 0))).toEqual([]);
      expect(printableText(clean)).toBe(clean);
      const kept = Array.from(text.replaceAll("\r\n", "\n").replaceAll("\r", "\n")).filter((one) => isWritable(one.codePointAt(0) ?? 0));
      expect(clean).toBe(kept.join(""));
    }),
    { numRuns: 3000 },
  );
});
