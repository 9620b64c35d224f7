import type { ReactNode } from "react";
import type { ReviewLocale } from "../../../shared/domain/review/compose/review-document.ts";
import type { BrandReading } from "../../../shared/domain/review/export/pptx/brand/brand-reading.ts";
import { StateMark } from "../state-mark.tsx";
import { useText } from "../text.ts";
import { templateFindingText } from "./template-finding-text.ts";
import styles from "./template-findings.module.css";

interface FindingsProps {
  readonly reading: BrandReading;
  /** Languages of the decks that are to be made. */
  readonly locales: readonly ReviewLocale[];
}

/** What will look otherwise in decks of a template's look: nothing of it keeps them from being made. */
export function TemplateFindings({ reading, locales }: FindingsProps): ReactNode {
  const t = useText("brandTemplates");
  const texts = new Set(locales.flatMap((locale) => reading.findings[locale].map((finding) => templateFindingText(finding, t))));
  if (texts.size === 0) return <StateMark state="good" label={t("findings.none")} />;
  return (
    <ul className={styles.findings} aria-label={t("findings")}>
      {[...texts].map((text) => (
        <li key={text}>
          <StateMark state="watch" label={text} />
        </li>
      ))}
    </ul>
  );
}
