import type { Text } from "../../../shared/i18n/catalogues.ts";
import type { ReviewFinding } from "./literal-numbers.ts";

/** A finding in words of the reader's language. */
export function findingWords(
  { code, section, text }: ReviewFinding,
  t: Text<"reviewBuilder">,
  nameOf: (section: string) => string,
): string {
  return t(`finding.${code}`, { name: nameOf(section), text });
}
