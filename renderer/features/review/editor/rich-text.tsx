import { EditorContent, useEditor } from "@tiptap/react";
import { Bold, Italic, List } from "lucide-react";
import type { ReactNode } from "react";
import { useEffect, useRef } from "react";
import type { ReviewLocale } from "../../../../shared/domain/review/compose/review-document.ts";
import { Button } from "../../../ui/button.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { useText } from "../../../ui/text.ts";
import styles from "./editor.module.css";
import { editorContent, narrativeEditor, type NarrativeEvents } from "./narrative-editor.ts";
import { useLatest } from "./use-latest.ts";

export interface RichTextProps extends Omit<NarrativeEvents, "find"> {
  /** What is written here, read out. */
  readonly label: string;
  readonly locale: ReviewLocale;
  /** Narrative. */
  readonly value: string;
  /** One paragraph without items. */
  readonly single: boolean;
  /** Lets a value be chosen; `insert` writes it where the cursor was, and `insert(null)` goes back there. */
  readonly onFind: (insert: (key: string | null) => void) => void;
  /** After the tools of the text. */
  readonly tail: ReactNode;
}

/** Narrative as it is written: bold, italic where the script has one, items, and bound values as wholes. It undoes by itself. */
export function RichText(props: RichTextProps): ReactNode {
  const { label, locale, value, single, tail } = props;
  const t = useText("reviewBuilder");
  /** What the editor holds: what comes from elsewhere is another text. */
  const held = useRef(value);
  const latest = useLatest(props);
  const wish = { label, locale, single, missing: t("value.none"), textClass: styles.text ?? "", boundClass: styles.bound ?? "" };
  const editor = useEditor(
    narrativeEditor(wish, value, () => ({
      ...latest(),
      onChange: (narrative) => {
        held.current = narrative;
        latest().onChange(narrative);
      },
      find: () => find(),
    })),
    [label, locale, single],
  );
  const find = (): void =>
    latest().onFind((key) => {
      if (key === null) editor.commands.focus();
      else editor.chain().focus().insertContent({ type: "boundValue", attrs: { key } }).run();
    });
  useEffect(() => {
    if (value === held.current || editor.isDestroyed) return;
    held.current = value;
    editor.commands.setContent(editorContent(value, locale), { emitUpdate: false });
  }, [editor, value, locale]);
  return (
    <>
      <EditorContent editor={editor} className={styles.editor} />
      <footer className={styles.tools}>
        <IconButton
          size="small"
          label={t("text.bold")}
          icon={<Bold size={14} aria-hidden="true" />}
          onClick={() => editor.chain().focus().toggleBold().run()}
        />
        {locale === "en" && (
          <IconButton
            size="small"
            label={t("text.italic")}
            icon={<Italic size={14} aria-hidden="true" />}
            onClick={() => editor.chain().focus().toggleItalic().run()}
          />
        )}
        {!single && (
          <IconButton
            size="small"
            label={t("text.list")}
            icon={<List size={14} aria-hidden="true" />}
            onClick={() => editor.chain().focus().toggleBulletList().run()}
          />
        )}
        <Button size="small" variant="ghost" keyHint="/" onClick={find}>
          {t("value.insert")}
        </Button>
        <span className={styles.tail}>{tail}</span>
      </footer>
    </>
  );
}
