import { Modal } from "@mantine/core";
import { Search } from "lucide-react";
import type { KeyboardEvent, ReactNode } from "react";
import { useCallback, useEffect, useId, useRef, useState } from "react";
import { cx } from "../../ui/cx.ts";
import { Kbd } from "../../ui/kbd.tsx";
import type { Navigation } from "../../ui/navigation.ts";
import { useText } from "../../ui/text.ts";
import type { PaletteEntry } from "./palette-entries.ts";
import { usePaletteStore } from "./palette-store.ts";
import styles from "./palette.module.css";
import { type Shown, useSections } from "./use-sections.ts";

export interface PaletteProps {
  /** null = it is closed; `history` = it opens on what can be taken back. */
  readonly open: "everything" | "history" | null;
  readonly onClose: () => void;
  readonly onGo: Navigation["navigate"];
  readonly onUndo: (id: number) => void;
  readonly onRedo: (id: number) => void;
}

/** Search over accounts, contacts, incidents, reviews, articles and every command, from everywhere, with Ctrl/Cmd-K. */
export function Palette({ open, onClose, ...rest }: PaletteProps): ReactNode {
  const t = useText("palette");
  const before = useRef<Element | null>(null);
  const noteFocus = useCallback((focused: Element | null) => {
    before.current = focused;
  }, []);
  /** The focus goes back before a command acts, so that the command may put it elsewhere. */
  const close = (): void => {
    onClose();
    if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
  };
  return (
    <Modal.Root
      opened={open !== null}
      onClose={close}
      size={620}
      lockScroll={false}
      returnFocus={false}
      transitionProps={{ duration: 0 }}
      classNames={{ overlay: styles.overlay, inner: styles.inner, content: styles.content, body: styles.body }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t("title")}>
        <Modal.Body>
          <PaletteBox first={open ?? "everything"} onOpened={noteFocus} onClose={close} {...rest} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

interface BoxProps extends Omit<PaletteProps, "open"> {
  readonly first: "everything" | "history";
  /** Hears what had the focus when the palette opened. */
  readonly onOpened: (focused: Element | null) => void;
}

function PaletteBox({ first, onOpened, onClose, onGo, onUndo, onRedo }: BoxProps): ReactNode {
  const t = useText("palette");
  const id = useId();
  const [text, setText] = useState("");
  const [shown, setShown] = useState<Shown>({ list: first });
  /** Id of the entry that was moved to; null = the first. Results that come later do not put another one in its place. */
  const [chosen, setChosen] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const [focused] = useState(() => document.activeElement);
  useEffect(() => onOpened(focused), [onOpened, focused]);
  const show = (next: Shown): void => {
    setShown(next);
    setText("");
    setChosen(null);
  };
  const sections = useSections({ shown, text, onGo, onUndo, onRedo });
  const entries = sections.flatMap((section) => section.entries);
  const current = Math.max(
    0,
    entries.findIndex((entry) => entry.id === chosen),
  );
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [current, text]);

  const take = (entry: PaletteEntry | undefined): void => {
    if (entry === undefined) return;
    remember(entry);
    onClose();
    entry.run();
  };
  const item = entries[current]?.item;
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    // While an input method composes, its keys choose Han characters and not entries.
    if (event.nativeEvent.isComposing) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const atEnd = event.currentTarget.selectionStart === text.length;
    if (step !== 0) {
      setChosen(entries[(current + step + entries.length) % Math.max(1, entries.length)]?.id ?? null);
    } else if (event.key === "Enter") {
      take(entries[current]);
    } else if ((event.key === "Tab" || (event.key === "ArrowRight" && atEnd)) && item !== undefined) {
      show({ list: "actions", item });
    } else if ((event.key === "Backspace" || event.key === "ArrowLeft") && text === "" && shown.list !== "everything") {
      show({ list: "everything" });
    } else return;
    event.preventDefault();
  };
  return (
    <>
      <div className={styles.field}>
        <Search size={16} aria-hidden="true" />
        {shown.list === "history" && <span className={styles.of}>{t("group.history")}</span>}
        {shown.list === "actions" && <span className={styles.of}>{shown.item.title}</span>}
        <input
          data-autofocus
          type="text"
          role="combobox"
          aria-label={t("title")}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={entries[current] === undefined ? undefined : `${id}-${entries[current].id}`}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={t(`placeholder.${shown.list}`)}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setChosen(null);
          }}
          onKeyDown={onKeyDown}
        />
        <Kbd keys="Escape" />
      </div>
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={t("title")} className={styles.list} tabIndex={-1}>
        {sections.map((section) => (
          <div key={section.id} role="group" aria-labelledby={`${id}-${section.id}`}>
            <div id={`${id}-${section.id}`} className={styles.section}>
              {t(`group.${section.id}`)}
            </div>
            {section.entries.map((entry) => (
              <div
                key={entry.id}
                id={`${id}-${entry.id}`}
                role="option"
                aria-selected={entries[current] === entry}
                className={cx(styles.entry, entries[current] === entry && styles.chosen)}
                onClick={() => take(entry)}
                onPointerMove={() => setChosen(entry.id)}
              >
                <span className={styles.title}>{entry.title}</span>
                <span className={styles.detail}>{entry.detail}</span>
                {entry.keys !== undefined && <Kbd keys={entry.keys} />}
              </div>
            ))}
          </div>
        ))}
      </div>
      {entries.length === 0 && (
        <div className={styles.none} role="status">
          <p>{shown.list === "history" && text === "" ? t("history.none") : t("none", { query: text })}</p>
          {shown.list === "everything" && <p className={styles.hint}>{t("none.hint")}</p>}
        </div>
      )}
      <div className={styles.foot} aria-hidden="true">
        <span>
          <Kbd keys="ArrowUp" /> <Kbd keys="ArrowDown" /> {t("hint.move")}
        </span>
        <span>
          <Kbd keys="Enter" /> {t("hint.open")}
        </span>
        {item !== undefined && (
          <span>
            <Kbd keys="ArrowRight" /> {t("hint.actions")}
          </span>
        )}
        {shown.list !== "everything" && (
          <span>
            <Kbd keys="Backspace" /> {t("hint.back")}
          </span>
        )}
        <span>
          <Kbd keys="Escape" /> {t("hint.close")}
        </span>
      </div>
    </>
  );
}

function remember(entry: PaletteEntry): void {
  const { take } = usePaletteStore.getState();
  if (entry.item !== undefined) take({ item: entry.item });
  else if (entry.id.startsWith("command:")) take({ command: entry.id.slice("command:".length) });
}
