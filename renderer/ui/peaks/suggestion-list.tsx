import type { ReactNode } from "react";
import type { AccountSuggestion } from "../../../shared/domain/peak/suggest-events.ts";
import { regionShort } from "../../../shared/domain/regions.ts";
import { joinDots } from "../../../shared/i18n/format-number.ts";
import { Button } from "../button.tsx";
import { useFormats } from "../formats.ts";
import { useLanguage, useText } from "../text.ts";
import styles from "./suggestion-list.module.css";

interface SuggestionListProps {
  readonly suggestions: readonly AccountSuggestion[];
  /** Clock of the audience. */
  readonly zone: string;
  /** `name` null = a person must say what it was. */
  readonly onAccept: (suggestion: AccountSuggestion, name: string | null) => void;
}

/** Past hours that stand out and have no name: naming them teaches the forecast what such an occasion does. */
export function SuggestionList({ suggestions, zone, onAccept }: SuggestionListProps): ReactNode {
  const t = useText("peaks");
  const formats = useFormats();
  const language = useLanguage();
  return (
    <ul className={styles.list}>
      {suggestions.map((one) => {
        const name =
          one.hint === null
            ? null
            : one.hint.kind === "last_year"
              ? one.hint.label
              : language === "en"
                ? one.hint.name.en
                : one.hint.name.zh;
        return (
          <li key={one.startMs}>
            <span className={styles.main}>
              {name ?? t("suggest.unnamed")}
              <span className={styles.side}>
                {joinDots([
                  `${formats.day(one.startMs, zone)} ${formats.time(one.startMs, zone)}`,
                  formats.duration(one.endMs - one.startMs),
                  `×${formats.number(one.factor, 1)}`,
                  `${formats.number(one.peakPcu)} PCU`,
                  one.regions.map(regionShort).join(" "),
                ])}
              </span>
            </span>
            <Button size="small" onClick={() => onAccept(one, name)}>
              {t(name === null ? "suggest.name" : "suggest.accept")}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
