import { safeFileName } from "../../../kernel/safe-file-name.ts";
import type { ReviewFormat } from "../check/file-texts.ts";
import type { ReviewDocument } from "../compose/review-document.ts";
import type { ReviewSnapshot } from "../model/review-snapshot.ts";

/** Characters of the customer's name: enough to know it by, and the rest of the name stays whole. */
const longestAccount = 50;

/** What an exported file is called: `Starisle Live-2026-Q3-QSR-en.pptx`; a monthly letter has `letter`, what is not for the customer says `internal`. */
export function reviewFileName(
  { account, period, kind }: Pick<ReviewSnapshot, "account" | "period" | "kind">,
  { locale, audience }: Pick<ReviewDocument, "locale" | "audience">,
  format: ReviewFormat,
): string {
  const name = Array.from(account.name.trim()).slice(0, longestAccount).join("").trim();
  const parts = [name === "" ? account.code : name, period, kind === "quarterly" ? "QSR" : "letter", locale];
  return safeFileName(`${[...parts, ...(audience === "internal" ? ["internal"] : [])].join("-")}.${format}`);
}
