import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeRuns, readNarrative, readTitle, writeNarrative } from "./narrative.ts";
import type { Paragraph, Run } from "./review-document.ts";

const said = (key: string): string => (key === "usage.peak#q" ? "112 k" : `‹${key}›`);
const run = (text: string, style: Partial<Run> = {}): Run => ({ text, key: null, bold: false, italic: false, ...style });

test("paragraphs, items, bold, italics and bound values", () => {
  expect(readNarrative("Peak **{{usage.peak#q}}**, _up_.\n\n- one\r\n- 华南**更**高", said)).toEqual([
    {
      type: "text",
      runs: [run("Peak "), run("112 k", { key: "usage.peak#q", bold: true }), run(", "), run("up", { italic: true }), run(".")],
    },
    { type: "item", runs: [run("one")] },
    { type: "item", runs: [run("华南"), run("更", { bold: true }), run("高")] },
  ]);
});

test.each([
  ["a mark that is not closed", "2 ** 3 and snake_case_name, _open", "2 ** 3 and snake_case_name, _open"],
  ["escapes", String.raw`\{{x}} \*\* \_ \\ \- a`, String.raw`{{x}} ** _ \ - a`],
  ["script", `<script>alert("{x}")</script> {{}} {{{`, `<script>alert("{x}")</script> {{}} {{{`],
  ["control characters", "a\u0000\u0008\u001bb\tc", "ab c"],
])("%s is plain text", (_, text, plain) => {
  expect(readNarrative(text, said)).toEqual([{ type: "text", runs: [run(plain)] }]);
});

test("a key that is not known is said to be so, and stays a key", () => {
  expect(readNarrative("{{nothing#q}}", said)).toEqual([{ type: "text", runs: [run("‹nothing#q›", { key: "nothing#q" })] }]);
});

test("a title is one line", () => {
  expect(readTitle("Peak\n{{usage.peak#q}}", said)).toEqual([run("Peak "), run("112 k", { key: "usage.peak#q" })]);
});

const text = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", "华", "1", " ", "*", "_", "\\", "{", "}", "-", "<", "&", "."), minLength: 1, maxLength: 8 }),
  // oxlint-disable-next-line no-control-regex
  fc.string({ unit: "grapheme", minLength: 1 }).map((s) => s.replaceAll(/[\u0000-\u001F\u007F\uFFFE\uFFFF\u2028\u2029]/g, "")),
);
const anyRun = fc.record({
  text,
  key: fc.option(fc.constantFrom("usage.peak#q", "quality.join_5s_rate?region=cn-south#q~change:p"), { freq: 4 }),
  bold: fc.boolean(),
  italic: fc.boolean(),
});

test("what is written is read again", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ type: fc.constantFrom("text" as const, "item" as const), runs: fc.array(anyRun) })), (drawn) => {
      const paragraphs: Paragraph[] = drawn
        .map(({ type, runs }) => ({ type, runs: mergeRuns(runs.map((one) => (one.key === null ? one : { ...one, text: said(one.key) }))) }))
        .filter(({ runs }) => runs.some((one) => one.key !== null || one.text.trim() !== ""));
      expect(readNarrative(writeNarrative(paragraphs), said)).toEqual(paragraphs);
    }),
    { numRuns: 1000 },
  );
});

test("any text is read without harm, and what is read stays what it is when it is written and read again", () => {
  fc.assert(
    fc.property(fc.oneof(text, fc.string()), (drawn) => {
      const once = readNarrative(drawn, said);
      expect(readNarrative(writeNarrative(once), said)).toEqual(once);
    }),
    { numRuns: 1000 },
  );
});
