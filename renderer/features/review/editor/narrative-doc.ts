import type { Paragraph, Run } from "../../../../shared/domain/review/compose/review-document.ts";

/** A node of the editor's document, as it keeps it: ProseMirror JSON. */
export interface DocNode {
  readonly type: string;
  readonly attrs?: { readonly key: string };
  readonly marks?: readonly { readonly type: string }[];
  readonly text?: string;
  readonly content?: readonly DocNode[];
}

/** Paragraphs as the editor's document: items that follow each other are one list; a bound value is a node that cannot be cut. */
export function docOfParagraphs(paragraphs: readonly Paragraph[]): DocNode {
  const content: DocNode[] = [];
  let items: DocNode[] = [];
  const endList = (): void => {
    if (items.length > 0) content.push({ type: "bulletList", content: items });
    items = [];
  };
  for (const paragraph of paragraphs) {
    const node = paragraphNode(paragraph.runs);
    if (paragraph.type === "item") items.push({ type: "listItem", content: [node] });
    else {
      endList();
      content.push(node);
    }
  }
  endList();
  return { type: "doc", content: content.length === 0 ? [{ type: "paragraph" }] : content };
}

function paragraphNode(runs: readonly Run[]): DocNode {
  const content = runs.flatMap((run): readonly DocNode[] => {
    const marks = [...(run.bold ? [{ type: "bold" }] : []), ...(run.italic ? [{ type: "italic" }] : [])];
    const marked = marks.length === 0 ? {} : { marks };
    if (run.key !== null) return [{ type: "boundValue", attrs: { key: run.key }, ...marked }];
    return run.text === "" ? [] : [{ type: "text", text: run.text, ...marked }];
  });
  return content.length === 0 ? { type: "paragraph" } : { type: "paragraph", content };
}

/** What the editor holds as paragraphs again; lists within lists become items of one. Empty paragraphs at the end are left out. */
export function paragraphsOfDoc(doc: DocNode): readonly Paragraph[] {
  const all = (doc.content ?? []).flatMap((node) => paragraphsOf(node, "text"));
  const last = all.findLastIndex(({ runs }) => runs.length > 0);
  return all.slice(0, last + 1);
}

function paragraphsOf(node: DocNode, type: Paragraph["type"]): readonly Paragraph[] {
  if (node.type === "paragraph") return [{ type, runs: (node.content ?? []).flatMap(runsOf) }];
  return (node.content ?? []).flatMap((child) => paragraphsOf(child, node.type === "listItem" ? "item" : type));
}

function runsOf(node: DocNode): readonly Run[] {
  const bold = node.marks?.some(({ type }) => type === "bold") ?? false;
  const italic = node.marks?.some(({ type }) => type === "italic") ?? false;
  if (node.type === "boundValue" && node.attrs !== undefined) return [{ text: "", key: node.attrs.key, bold, italic }];
  return node.text === undefined ? [] : [{ text: node.text, key: null, bold, italic }];
}
