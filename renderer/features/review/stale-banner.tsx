import type { ReactNode } from "react";
import { valueText } from "../../../shared/domain/review/compose/value-text.ts";
import { Button } from "../../ui/button.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./review.module.css";
import type { Builder } from "./use-builder.ts";
import { useNumberWords } from "./use-number-words.ts";
import type { Stale } from "./use-staleness.ts";

interface StaleProps {
  readonly builder: Builder;
  readonly stale: Stale;
  readonly onRefresh: () => void;
}

/** Says of the open section what has changed since its rows were taken; its numbers stay as they are until somebody refreshes them. */
export function StaleBanner({ builder, stale, onRefresh }: StaleProps): ReactNode {
  const t = useText("reviewBuilder");
  const { at, locale, snapshot } = builder;
  const words = useNumberWords(snapshot);
  const own = stale.changes.filter(({ sections }) => sections.includes(at));
  const [first] = own;
  if (first === undefined) return null;
  const text = (value: typeof first.from): string => (value.value === null ? t("value.none") : valueText(value, locale, snapshot.timeZone));
  return (
    <div className={styles.banner} role="status">
      <StateMark state="watch" label={t("stale.title")} />
      <p>
        {words.metric(first.question.metric)} {words.scope(first.question)}: <b>{text(first.from)}</b> → <b>{text(first.to)}</b>
        {own.length > 1 && ` · ${t("stale.more", { count: own.length - 1 })}`}
      </p>
      <Button size="small" keyHint="r" onClick={onRefresh}>
        {t("stale.see")}
      </Button>
    </div>
  );
}
