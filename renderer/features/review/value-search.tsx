import { Search } from "lucide-react";
import type { KeyboardEvent, ReactNode } from "react";
import { useEffect, useId, useMemo, useRef, useState } from "react";
import { scopeWords } from "../../../shared/domain/review/compose/question-words.ts";
import { valueText } from "../../../shared/domain/review/compose/value-text.ts";
import { readReviewKey } from "../../../shared/domain/review/model/review-question.ts";
import { metricName } from "../../../shared/domain/review/words/definition-words.ts";
import type { ReviewSnapshot } from "../../../shared/domain/review/model/review-snapshot.ts";
import type { Romanize } from "../../../shared/domain/search/romanize.ts";
import { type SearchKey, searchKey } from "../../../shared/domain/search/search-key.ts";
import { romanizer } from "../../data/queries/romanizer.ts";
import { cx } from "../../ui/cx.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { useText } from "../../ui/text.ts";
import { valuesOf } from "./also-used.ts";
import { answered } from "./number-facts.ts";
import styles from "./number.module.css";
import type { Builder } from "./use-builder.ts";
import { useNumberWords } from "./use-number-words.ts";
import { findValues, type ValueChoice, valueChoices } from "./value-finder.ts";

interface SearchProps {
  readonly builder: Builder;
  /** null = nothing was chosen. */
  readonly onChoose: (key: string | null) => void;
}

const shownAtMost = 40;

/** Finds a value by metric, dimension and time, in both languages or by pinyin, and shows what each is now. Enter takes it. */
export function ValueSearch({ builder, onChoose }: SearchProps): ReactNode {
  const t = useText("reviewBuilder");
  const id = useId();
  const { snapshot, document } = builder;
  const words = useNumberWords(snapshot);
  const [typed, setTyped] = useState("");
  const [cursor, setCursor] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const choices = useMemo(() => {
    const used = document.sections.flatMap(({ id: section }) => valuesOf(document, section)).flatMap((key) => readReviewKey(key) ?? []);
    return valueChoices(snapshot, used);
  }, [snapshot, document]);
  const keyOf = useSearchKeys(snapshot);
  const found = useMemo(() => findValues(choices, keyOf, typed, shownAtMost), [choices, keyOf, typed]);
  const current = Math.min(cursor, Math.max(0, found.length - 1));
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [current, found]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setCursor((current + step + found.length) % Math.max(1, found.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      onChoose(found[current]?.key ?? null);
    }
  };
  return (
    <Dialog open title={t("value.find")} onClose={() => onChoose(null)} width={640}>
      <div className={styles.finder}>
        <Search size={16} aria-hidden="true" />
        <input
          data-autofocus
          type="text"
          role="combobox"
          aria-label={t("value.find")}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={found.length === 0 ? undefined : `${id}-${current}`}
          autoComplete="off"
          spellCheck={false}
          placeholder={t("value.placeholder")}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setCursor(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={t("value.found")} className={styles.found}>
        {found.map(({ key, question }, index) => {
          const value = answered(snapshot, question);
          return (
            <div
              key={key}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === current}
              className={cx(styles.choice, index === current && styles.chosen)}
              onClick={() => onChoose(key)}
            >
              <span>{words.metric(question.metric)}</span>
              <span className={styles.choiceScope}>{words.scope(question)}</span>
              <b>{value === null || value.value === null ? t("value.none") : valueText(value, document.locale, snapshot.timeZone)}</b>
            </div>
          );
        })}
        {found.length === 0 && <p className={styles.note}>{t("value.nothing")}</p>}
      </div>
    </Dialog>
  );
}

/** How choices are found: their names in both languages, and how the Chinese ones sound once the dictionary is here. */
function useSearchKeys(snapshot: ReviewSnapshot): (choice: ValueChoice) => SearchKey {
  const [romanize, setRomanize] = useState<Romanize | null>(null);
  useEffect(() => {
    let gone = false;
    void romanizer().then(
      (loaded) => {
        if (!gone) setRomanize(() => loaded);
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, []);
  return useMemo(() => searchKeys(snapshot, romanize), [snapshot, romanize]);
}

/** Keys are made when they are first asked for, and kept. */
function searchKeys(snapshot: ReviewSnapshot, romanize: Romanize | null): (choice: ValueChoice) => SearchKey {
  const kept = new Map<string, SearchKey>();
  return ({ key, question }) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const names = (["zh-CN", "en"] as const).flatMap((one) => [metricName(question.metric, one), scopeWords(question, snapshot, one)]);
    const made = searchKey([...names, ...Object.values(question.filter), question.metric].join(" "), romanize);
    kept.set(key, made);
    return made;
  };
}
