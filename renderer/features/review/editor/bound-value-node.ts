import { mergeAttributes, Node } from "@tiptap/core";

export interface BoundValueOptions {
  /** The value as it is written in the language of the text; null = its question has no answer. */
  readonly textOf: (key: string) => string | null;
  /** Of a value without one. */
  readonly missing: string;
  readonly className: string;
}

/** A bound value within a text: one whole that is moved over, deleted and copied, and never edited. */
export const boundValueNode = Node.create<BoundValueOptions>({
  name: "boundValue",
  group: "inline",
  inline: true,
  atom: true,
  selectable: true,
  draggable: false,
  addOptions: () => ({ textOf: () => null, missing: "", className: "" }),
  addAttributes: () => ({ key: { default: "" } }),
  parseHTML: () => [],
  renderHTML: ({ HTMLAttributes }) => ["span", mergeAttributes(HTMLAttributes, { "data-bound": "" })],
  renderText({ node }) {
    return this.options.textOf(String(node.attrs["key"])) ?? this.options.missing;
  },
  addNodeView() {
    return ({ node }) => {
      const key = String(node.attrs["key"]);
      const dom = document.createElement("span");
      dom.className = this.options.className;
      dom.dataset["bound"] = key;
      dom.textContent = this.options.textOf(key) ?? this.options.missing;
      return { dom };
    };
  },
});
