import { useMemo } from "react";
import { boundNumbers } from "../../../shared/domain/review/export/bound-numbers.ts";
import { changeSection } from "../../data/review/review-edits.ts";
import { useText } from "../../ui/text.ts";
import { fieldOf } from "./composed-narrative.ts";
import { bindLiteral, type ReviewFinding } from "./literal-numbers.ts";
import type { Builder } from "./use-builder.ts";
import { useReviewEdit } from "./use-review-edit.ts";

/** Makes a typed number a bound value, where the review itself says a value that is written so; its own section's come first. */
export function useBind(builder: Builder): {
  readonly keyFor: (finding: ReviewFinding) => string | null;
  readonly take: (finding: ReviewFinding) => void;
} {
  const t = useText("reviewBuilder");
  const run = useReviewEdit();
  const { work, composed, locale } = builder;
  // Points of charts are not written.
  const said = useMemo(() => boundNumbers(composed).filter(({ place }) => place !== "chart"), [composed]);
  const keyFor = (finding: ReviewFinding): string | null => {
    const { code, section, text } = finding;
    // The other language writes its numbers otherwise.
    if (code !== "literal" || finding.locale !== locale) return null;
    const alike = said.filter(({ written }) => written === text);
    return (alike.find((one) => one.section.id === section) ?? alike[0])?.key ?? null;
  };
  return {
    keyFor,
    take: (finding) => {
      const key = keyFor(finding);
      const record = work.sections.find(({ section }) => section === finding.section) ?? null;
      const field = fieldOf(finding.field, finding.locale);
      const text = record?.[field] ?? null;
      if (key === null || record === null || text === null) return;
      const fields = { [field]: bindLiteral(text, finding.text, key) };
      void run(changeSection(work.review, finding.section, record, fields), t("finding.bound", { text: finding.text }));
    },
  };
}
