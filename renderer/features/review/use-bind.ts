import type { ReviewFinding } from "../../../shared/domain/review/check/check-review.ts";
import { changeSection } from "../../data/review/review-edits.ts";
import { useText } from "../../ui/text.ts";
import { bindLiteral } from "./bind-literal.ts";
import { fieldOf } from "./composed-narrative.ts";
import type { Builder } from "./use-builder.ts";
import { useReviewEdit } from "./use-review-edit.ts";

/** Makes a typed number the bound value that it is nearly or just as written. */
export function useBind({ work }: Builder): (finding: ReviewFinding) => void {
  const t = useText("reviewBuilder");
  const run = useReviewEdit();
  return ({ key, section, place, locale, text: literal }) => {
    const record = work.sections.find((one) => one.section === section) ?? null;
    const field = fieldOf(place, locale);
    const text = record?.[field] ?? null;
    if (key === null || record === null || text === null) return;
    void run(
      changeSection(work.review, section, record, { [field]: bindLiteral(text, literal, key) }),
      t("finding.bound", { text: literal }),
    );
  };
}
