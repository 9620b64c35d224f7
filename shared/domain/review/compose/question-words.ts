import { reviewMetric } from "../metrics/review-metrics.ts";
import type { ComparedAs, ReviewQuestion } from "../model/review-question.ts";
import type { ReviewSnapshot } from "../model/review-snapshot.ts";
import { type EvidenceColumnName, evidenceWords } from "../words/evidence-words.ts";
import { memberWords } from "../words/member-words.ts";
import { periodWords } from "./period-words.ts";
import type { ReviewLocale } from "./review-document.ts";
import { dayText } from "./value-text.ts";

type Reviewed = Pick<ReviewSnapshot, "kind" | "period">;

const compared: Readonly<Record<ReviewLocale, Readonly<Record<ComparedAs | "all" | "rest", string>>>> = {
  en: {
    change: "change since {to}",
    difference: "difference to {to}",
    ratio: "times {to}",
    share: "share of {to}",
    size: "change since {to}",
    gap: "difference to {to}",
    all: "held against all by {to}",
    rest: "held against the rest by {to}",
  },
  "zh-CN": {
    change: "较 {to}的变化",
    difference: "与 {to}之差",
    ratio: "为 {to}的倍数",
    share: "占 {to}的比例",
    size: "较 {to}的变化",
    gap: "与 {to}之差",
    all: "与按{to}的整体相比",
    rest: "与按{to}的其余部分相比",
  },
};

/** A time that a question names: `Q3 2026`, `2026 年三季度`, a month, a week by its Monday, or a day. */
export function timeWords(ref: string, { kind, period }: Reviewed, locale: ReviewLocale): string {
  if (ref === "q" || ref === "p" || ref === "y") return periodWords(kind, period, ref, locale);
  if (ref.startsWith("W")) return locale === "en" ? `week of ${dayText(ref.slice(1), locale)}` : `${dayText(ref.slice(1), locale)}起的一周`;
  return ref.length === 10 ? dayText(ref, locale) : periodWords("letter", ref, "q", locale);
}

/** What a number is of besides its metric, in words: members, time, and what it is held against, `South China · Q3 2026 · change since Q2 2026`. */
export function scopeWords(question: ReviewQuestion, reviewed: Reviewed, locale: ReviewLocale): string {
  const { metric, filter, period, compare } = question;
  const members = Object.entries(filter).map(([dimension, member]) => memberWords(dimension, member, locale));
  const time = reviewMetric(metric).at === null ? [] : [timeWords(period, reviewed, locale)];
  const [which, dimension] = compare?.to.split(".") ?? [];
  const words = compared[locale];
  const against =
    compare === null
      ? []
      : dimension === undefined
        ? [words[compare.as].replace("{to}", timeWords(compare.to, reviewed, locale))]
        : [
            words[which === "rest" ? "rest" : "all"].replace(
              "{to}",
              evidenceWords[locale].columns[dimension as EvidenceColumnName] ?? dimension,
            ),
          ];
  return [...members, ...time, ...against].join(" · ");
}
