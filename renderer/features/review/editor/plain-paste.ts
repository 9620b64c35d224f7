import { Fragment, Slice } from "@tiptap/pm/model";
import type { EditorView } from "@tiptap/pm/view";

/** What was last copied out of a text of this window: pasted again it keeps its bound values. */
let copied: { readonly text: string; readonly slice: Slice } | null = null;

/** The plain text of a copied piece, and what it was. */
export function copyAsText(slice: Slice, textOf: (key: string) => string | null): string {
  const text = slice.content.textBetween(0, slice.content.size, "\n", (node) => textOf(String(node.attrs["key"] ?? "")) ?? "");
  copied = { text, slice };
  return text;
}

/**
 * Pastes as plain text, whatever comes along with it: the window's policy lets no markup in. A line is a paragraph; a text of one line takes
 * them with spaces between.
 */
export function pastePlain(view: EditorView, event: ClipboardEvent, single: boolean): boolean {
  const text = event.clipboardData?.getData("text/plain").replaceAll(/\r\n?/g, "\n") ?? "";
  event.preventDefault();
  if (text === "") return true;
  const { schema, tr } = view.state;
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  if (copied !== null && copied.text === text && copied.slice.content.firstChild?.type.schema === schema) {
    view.dispatch(tr.replaceSelection(copied.slice).scrollIntoView());
  } else if (single || lines.length < 2) view.dispatch(tr.insertText(lines.map((line) => line.trim()).join(" ")).scrollIntoView());
  else {
    const paragraphs = lines.map((line) => schema.node("paragraph", null, schema.text(line)));
    view.dispatch(tr.replaceSelection(new Slice(Fragment.fromArray(paragraphs), 1, 1)).scrollIntoView());
  }
  return true;
}
