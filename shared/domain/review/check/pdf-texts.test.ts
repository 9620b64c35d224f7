import { zlibSync } from "fflate";
import fc from "fast-check";
import { expect, it } from "vitest";
import { pdfTexts } from "./pdf-texts.ts";

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.codePointAt(0) ?? 0);
const text = (of: Uint8Array): string => Array.from(of, (byte) => String.fromCodePoint(byte)).join("");
const stream = (content: string): string => {
  const packed = text(zlibSync(bytes(content)));
  return `<</Filter /FlateDecode /Length ${packed.length}>>\nstream\n${packed}\nendstream`;
};

/** A page as browsers print it: letters are numbers of a font, some of one byte and some of two, each drawn by itself. */
const printed = bytes(
  [
    "%PDF-1.4",
    "1 0 obj\n<</Title <FEFF00410063 006D0065> /Author (Lin \\(CSM\\))>>\nendobj",
    "2 0 obj\n<</Type /Page /Resources <</Font <</F4 4 0 R /F5 5 0 R>>>>>>\nendobj",
    "4 0 obj\n<</Type /Font /ToUnicode 6 0 R>>\nendobj",
    "5 0 obj\n<</Type /Font /ToUnicode 7 0 R>>\nendobj",
    `6 0 obj\n${stream("1 begincodespacerange\n<00> <FF>\nendcodespacerange\n1 beginbfchar\n<CE> <6A59>\nendbfchar\n1 beginbfrange\n<10> <12> <0061>\nendbfrange")}\nendobj`,
    `7 0 obj\n${stream("1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n1 beginbfrange\n<0001> <0002> [<661F> <5C7F>]\nendbfrange")}\nendobj`,
    `8 0 obj\n${stream("BT /F4 12 Tf <CE> Tj 5 0 Td <10> Tj <1112> Tj ET BT /F5 12 Tf 1 0 0 1 0 0 Tm [<0001> 20 <0002>] TJ ET")}\nendobj`,
    "%%EOF",
  ].join("\n"),
);

it("reads titles, and what the pages draw by the letters of their fonts", () => {
  expect(pdfTexts(printed)).toEqual(["Acme\nLin (CSM)", "橙abc星屿", "橙abc\n星屿\n"]);
});

it("comes to an end with whatever it is given", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(printed.length - 1), (noise, at) => {
      pdfTexts(noise);
      pdfTexts(new Uint8Array([...printed.subarray(0, at), ...noise, ...printed.subarray(at)]));
    }),
    { numRuns: 300 },
  );
});
