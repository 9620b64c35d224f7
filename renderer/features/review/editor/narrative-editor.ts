import { type Editor, type EditorOptions, type JSONContent, Node } from "@tiptap/core";
import { StarterKit } from "@tiptap/starter-kit";
import { readNarrative, writeNarrative } from "../../../../shared/domain/review/compose/narrative.ts";
import type { ReviewLocale } from "../../../../shared/domain/review/compose/review-document.ts";
import { boundValueNode } from "./bound-value-node.ts";
import { type DocNode, docOfParagraphs, paragraphsOfDoc } from "./narrative-doc.ts";
import { copyAsText, pastePlain } from "./plain-paste.ts";

/** What the editor tells; the functions are asked for when they are needed. */
export interface NarrativeEvents {
  readonly textOf: (key: string) => string | null;
  readonly onChange: (narrative: string) => void;
  readonly onBlur: () => void;
  readonly onEscape: () => void;
  readonly onValue: (key: string) => void;
  /** Lets a value be chosen and written where the cursor is. */
  readonly find: () => void;
}

export interface NarrativeWish {
  readonly label: string;
  readonly locale: ReviewLocale;
  /** One paragraph without items. */
  readonly single: boolean;
  /** Of a value that has none. */
  readonly missing: string;
  readonly textClass: string;
  readonly boundClass: string;
}

/** A paragraph alone: titles. */
const oneParagraph = Node.create({ name: "doc", topNode: true, content: "paragraph" });

const unused = {
  blockquote: false,
  code: false,
  codeBlock: false,
  dropcursor: false,
  gapcursor: false,
  hardBreak: false,
  heading: false,
  horizontalRule: false,
  link: false,
  orderedList: false,
  strike: false,
  trailingNode: false,
  underline: false,
} as const;

/**
 * How a narrative is edited. Nothing of it needs markup or a style sheet of the library's own: the window's policy lets in neither. Values are found
 * with `{{`, with `/` at the beginning of a word, or with Ctrl/Cmd+Shift+V.
 */
export function narrativeEditor(wish: NarrativeWish, narrative: string, events: () => NarrativeEvents): Partial<EditorOptions> {
  const { label, locale, single, missing, textClass, boundClass } = wish;
  // Chinese has no italic: a slanted Han character is a fault of type, not emphasis.
  const upright = locale === "zh-CN" ? ({ italic: false } as const) : {};
  const lone = { document: false, bulletList: false, listItem: false, listKeymap: false } as const;
  return {
    extensions: [
      ...(single
        ? [oneParagraph, StarterKit.configure({ ...unused, ...lone, ...upright })]
        : [StarterKit.configure({ ...unused, ...upright })]),
      boundValueNode.configure({ textOf: (key) => events().textOf(key), missing, className: boundClass }),
    ],
    content: editorContent(narrative, locale),
    injectCSS: false,
    enablePasteRules: false,
    editorProps: {
      attributes: {
        class: textClass,
        role: "textbox",
        "aria-label": label,
        "aria-multiline": String(!single),
        lang: locale,
        spellcheck: "false",
      },
      clipboardTextSerializer: (slice) => copyAsText(slice, (key) => events().textOf(key)),
      handleTextInput: (view, from, _to, typed) => {
        const before = view.state.doc.textBetween(view.state.selection.$from.start(), from, "\n", "\uFFFC");
        const opens = typed === "{" && before.endsWith("{");
        if (!opens && !(typed === "/" && /(?:^|\s)$/u.test(before))) return false;
        if (opens) view.dispatch(view.state.tr.delete(from - 1, from));
        events().find();
        return true;
      },
      handleDOMEvents: {
        paste: (view, event) => pastePlain(view, event, single),
        drop: (_view, event) => {
          event.preventDefault();
          return true;
        },
        keydown: (_view, event) => onKey(event, single, events()),
        click: (_view, event) => {
          const key = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>("[data-bound]")?.dataset["bound"] : undefined;
          if (key !== undefined) events().onValue(key);
          return false;
        },
        blur: () => {
          events().onBlur();
          return false;
        },
      },
    },
    onUpdate: ({ editor }) => events().onChange(narrativeOf(editor)),
  };
}

/** What the editor holds. */
function narrativeOf(editor: Editor): string {
  return writeNarrative(paragraphsOfDoc(editor.getJSON() as unknown as DocNode));
}

/** Narrative as the editor takes it in. */
export function editorContent(narrative: string, locale: ReviewLocale): JSONContent {
  const paragraphs = readNarrative(narrative, () => "");
  const shown =
    locale === "en" ? paragraphs : paragraphs.map(({ type, runs }) => ({ type, runs: runs.map((run) => ({ ...run, italic: false })) }));
  return docOfParagraphs(shown) as unknown as JSONContent;
}

/** true = the editor leaves it alone. */
function onKey(event: KeyboardEvent, single: boolean, events: NarrativeEvents): boolean {
  if (event.isComposing) return false;
  // Leaves the text, as everywhere in the window: the editor would make a deeper list of it.
  if (event.key === "Tab") return true;
  if (event.key === "Enter" && single) {
    event.preventDefault();
    return true;
  }
  const finds = event.key.toLowerCase() === "v" && event.shiftKey && (event.ctrlKey || event.metaKey);
  if (event.key !== "Escape" && !finds) return false;
  event.preventDefault();
  event.stopPropagation();
  if (finds) events.find();
  else events.onEscape();
  return true;
}
