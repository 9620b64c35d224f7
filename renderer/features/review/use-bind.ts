import { useMemo } from "react";
import { changeSection } from "../../data/review/review-edits.ts";
import { useText } from "../../ui/text.ts";
import { fieldOf } from "./composed-narrative.ts";
import { bindLiteral, type ReviewFinding } from "./literal-numbers.ts";
import { valuesOf } from "./also-used.ts";
import type { Builder } from "./use-builder.ts";
import { useReviewEdit } from "./use-review-edit.ts";

/** Makes a typed number a bound value, where the review itself says a value that is written so; its own section's come first. */
export function useBind(builder: Builder): {
  readonly keyFor: (finding: ReviewFinding) => string | null;
  readonly take: (finding: ReviewFinding) => void;
} {
  const t = useText("reviewBuilder");
  const run = useReviewEdit();
  const { work, document, locale, textOf } = builder;
  const said = useMemo(
    () => document.sections.map(({ id }) => ({ id, values: valuesOf(document, id).map((key) => ({ key, text: textOf(key) })) })),
    [document, textOf],
  );
  const keyFor = ({ code, section, text }: ReviewFinding): string | null => {
    if (code !== "literal") return null;
    const own = said.filter(({ id }) => id === section);
    const ordered = [...own, ...said.filter(({ id }) => id !== section)].flatMap(({ values }) => values);
    return ordered.find((value) => value.text === text)?.key ?? null;
  };
  return {
    keyFor,
    take: (finding) => {
      const key = keyFor(finding);
      const record = work.sections.find(({ section }) => section === finding.section) ?? null;
      const field = fieldOf(finding.field, locale);
      const text = record?.[field] ?? null;
      if (key === null || record === null || text === null) return;
      const fields = { [field]: bindLiteral(text, finding.text, key) };
      void run(changeSection(work.review, finding.section, record, fields), t("finding.bound", { text: finding.text }));
    },
  };
}
