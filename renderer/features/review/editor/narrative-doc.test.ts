import { expect, test } from "vitest";
import type { Paragraph } from "../../../../shared/domain/review/compose/review-document.ts";
import { type DocNode, docOfParagraphs, paragraphsOfDoc } from "./narrative-doc.ts";

const run = (text: string, more: Partial<Paragraph["runs"][number]> = {}) => ({ text, key: null, bold: false, italic: false, ...more });
const paragraphs: readonly Paragraph[] = [
  { type: "text", runs: [run("Freeze rose to "), run("", { key: "quality.video_freeze_600_rate#q", bold: true }), run(".")] },
  { type: "item", runs: [run("upgrade ", { italic: true }), run("now", { bold: true })] },
  { type: "item", runs: [run("add an edge")] },
  { type: "text", runs: [run("After the list.")] },
];

test("what is written comes back from the editor as it was: values, marks and lists", () => {
  const doc = docOfParagraphs(paragraphs);
  expect(doc.content?.map(({ type, content }) => [type, content?.length])).toEqual([
    ["paragraph", 3],
    ["bulletList", 2],
    ["paragraph", 1],
  ]);
  expect(paragraphsOfDoc(doc)).toEqual(paragraphs);
});

test("nothing written is one empty paragraph, and nothing again", () => {
  expect(docOfParagraphs([])).toEqual({ type: "doc", content: [{ type: "paragraph" }] });
  expect(paragraphsOfDoc(docOfParagraphs([]))).toEqual([]);
});

test("a list within a list becomes items of one; empty lines stay between texts and go at the end", () => {
  const item = (text: string, ...inside: readonly DocNode[]): DocNode => ({
    type: "listItem",
    content: [{ type: "paragraph", content: [{ type: "text", text }] }, ...inside],
  });
  const doc: DocNode = {
    type: "doc",
    content: [
      { type: "paragraph" },
      { type: "bulletList", content: [item("a", { type: "bulletList", content: [item("b")] })] },
      { type: "paragraph" },
    ],
  };
  expect(paragraphsOfDoc(doc)).toEqual([
    { type: "text", runs: [] },
    { type: "item", runs: [run("a")] },
    { type: "item", runs: [run("b")] },
  ]);
});
