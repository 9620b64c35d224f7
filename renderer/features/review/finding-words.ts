import type { ReviewFinding } from "../../../shared/domain/review/check/check-review.ts";
import type { Text } from "../../../shared/i18n/catalogues.ts";

/** A finding in words of the reader's language. */
export function findingWords(finding: ReviewFinding, t: Text<"reviewBuilder">, nameOf: (section: string) => string): string {
  const { kind, section, place, locale, text } = finding;
  const name = nameOf(section);
  if (kind === "stale_translation") {
    return t("finding.stale_translation", { name, field: t(`field.${place}`), language: t(`language.${locale}`) });
  }
  return t(`finding.${kind}`, { name, text });
}
