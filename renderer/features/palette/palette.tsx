import { Modal } from "@mantine/core";
import { Search } from "lucide-react";
import type { KeyboardEvent, ReactNode } from "react";
import { useEffect, useId, useRef, useState } from "react";
import { useQuery } from "../../data/hooks.ts";
import type { SearchItem } from "../../data/queries/search.ts";
import { cx } from "../../ui/cx.ts";
import { Kbd } from "../../ui/kbd.tsx";
import type { Navigation } from "../../ui/navigation.ts";
import { periodText } from "../../ui/review/period-text.ts";
import { useLanguage, useText } from "../../ui/text.ts";
import { paletteSections } from "./palette-entries.ts";
import type { PaletteEntry } from "./palette-entries.ts";
import styles from "./palette.module.css";
import { useCommands } from "./use-commands.ts";

export interface PaletteProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onGo: Navigation["navigate"];
  readonly onKeys: () => void;
}

/** Search over accounts, contacts, incidents, articles and commands, from everywhere, with Ctrl/Cmd-K. */
export function Palette({ open, onClose, onGo, onKeys }: PaletteProps): ReactNode {
  const t = useText("palette");
  return (
    <Modal.Root
      opened={open}
      onClose={onClose}
      size={620}
      lockScroll={false}
      transitionProps={{ duration: 0 }}
      classNames={{ overlay: styles.overlay, inner: styles.inner, content: styles.content, body: styles.body }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t("title")}>
        <Modal.Body>
          <PaletteBox onClose={onClose} onGo={onGo} onKeys={onKeys} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

const resultLimit = 24;

function PaletteBox({ onClose, onGo, onKeys }: Omit<PaletteProps, "open">): ReactNode {
  const t = useText("palette");
  const reviews = useText("reviews");
  const id = useId();
  const language = useLanguage();
  const [text, setText] = useState("");
  /** Id of the entry that was moved to; null = the first. Results that come later do not put another one in its place. */
  const [chosen, setChosen] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const commands = useCommands(onGo, onKeys);
  const found = useQuery("search", { text, limit: resultLimit, language: language === "zh-CN" ? "zh" : "en" }).data ?? [];
  const openItem = (item: SearchItem): void => {
    if (item.type === "article") onGo({ screen: "article", articleKey: item.id });
    else if (item.type === "review") onGo({ screen: "review", reviewId: item.id });
    else if (item.type === "incident") onGo({ screen: "incident", incidentId: item.id });
    else if (item.accountId !== null)
      onGo({ screen: "account", accountId: item.accountId, tab: item.type === "contact" ? "contacts" : "overview" });
  };
  const named = found.map((item) => (item.type === "review" ? { ...item, subtitle: periodText(item.subtitle, reviews) } : item));
  const sections = paletteSections(text, commands, named, openItem);
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
    onClose();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // While an input method composes, its keys choose Han characters and not entries.
    if (event.nativeEvent.isComposing) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setChosen(entries[(current + step + entries.length) % Math.max(1, entries.length)]?.id ?? null);
    } else if (event.key === "Enter") {
      event.preventDefault();
      take(entries[current]);
    }
  };
  return (
    <>
      <div className={styles.field}>
        <Search size={16} aria-hidden="true" />
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
          placeholder={t("placeholder")}
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
          <p>{t("none", { query: text })}</p>
          <p className={styles.hint}>{t("none.hint")}</p>
        </div>
      )}
      <div className={styles.foot} aria-hidden="true">
        <span>
          <Kbd keys="ArrowUp" /> <Kbd keys="ArrowDown" /> {t("hint.move")}
        </span>
        <span>
          <Kbd keys="Enter" /> {t("hint.open")}
        </span>
        <span>
          <Kbd keys="Escape" /> {t("hint.close")}
        </span>
      </div>
    </>
  );
}
