import { answerKey } from "../metrics/answer-question.ts";
import { reviewMetric } from "../metrics/review-metrics.ts";
import { type ReviewKey, readReviewKey, reviewKey, type ReviewQuestion } from "../model/review-question.ts";
import type { ReviewSnapshot } from "../model/review-snapshot.ts";
import type { Claim, ClaimKind } from "./claims.ts";

/** From where on a word for a multiple is true of what was counted: people round. */
const multiples = { doubled: 1.75, tripled: 2.5, halved: 0.6 } as const;

/** The bound value that says otherwise; null = none does, or it cannot be told. */
export function contradictedBy(snapshot: ReviewSnapshot, claim: Claim): ReviewKey | null {
  const { kind } = claim;
  if (kind === "above" || kind === "below" || kind === "met" || kind === "missed") return againstOther(snapshot, claim, kind);
  // What a verb is about stands behind it, else before it: "rose to 4 %", "4 % worse".
  for (const key of [...claim.after, ...claim.before.toReversed()]) {
    const went = wentOf(snapshot, key, claim);
    if (went === null) continue;
    return isTrue(kind, went) === claim.negated ? key : null;
  }
  return null;
}

interface Went {
  /** now − then, and now ÷ then where it is known. */
  readonly by: number;
  readonly times: number | null;
  readonly better: "more" | "less" | null;
}

function isTrue(kind: Exclude<ClaimKind, "above" | "below" | "met" | "missed">, { by, times, better }: Went): boolean | null {
  switch (kind) {
    case "up":
      return by > 0;
    case "down":
      return by < 0;
    case "better":
      return better === null ? null : better === "more" ? by > 0 : by < 0;
    case "worse":
      return better === null ? null : better === "more" ? by < 0 : by > 0;
    case "doubled":
    case "tripled":
      return times === null ? null : times >= multiples[kind];
    case "halved":
      return times === null ? null : times <= multiples.halved;
  }
}

/** How a value went: since the time that it is compared with, else since the period before (or the year before, where the clause says so). */
function wentOf(snapshot: ReviewSnapshot, key: ReviewKey, { ofYear }: Pick<Claim, "ofYear">): Went | null {
  const question = readReviewKey(key);
  if (question === null || question.period === "p" || question.period === "y") return null;
  const { compare } = question;
  const metric = reviewMetric(question.metric);
  if (metric.at === null || (compare !== null && compare.to.includes("."))) return null;
  if (compare === null && question.period !== "q") return null;
  const to = compare?.to ?? (ofYear ? "y" : "p");
  const by = numberOf(snapshot, { ...question, compare: { as: "difference", to } });
  return by === null ? null : { by, times: numberOf(snapshot, { ...question, compare: { as: "ratio", to } }), better: metric.better };
}

function againstOther(snapshot: ReviewSnapshot, claim: Claim, kind: "above" | "below" | "met" | "missed"): ReviewKey | null {
  const { subject, after, negated, ofTarget } = claim;
  const question = subject === null ? null : readReviewKey(subject);
  if (subject === null || question === null || question.compare !== null || question.metric.startsWith("target.")) return null;
  const value = answerKey(snapshot, subject);
  const other = after[0] === undefined ? (ofTarget ? targetOf(question) : null) : after[0];
  const against = other === null ? null : answerKey(snapshot, other);
  if (value === null || against === null || value.unit !== against.unit || readReviewKey(against.key)?.compare !== null) return null;
  const [now, limit] = [value.value, against.value];
  if (typeof now !== "number" || typeof limit !== "number") return null;
  const { better } = reviewMetric(question.metric);
  const said = ((): boolean | null => {
    switch (kind) {
      case "above":
        return now > limit;
      case "below":
        return now < limit;
      case "met":
        return better === null ? null : better === "more" ? now >= limit : now <= limit;
      case "missed":
        return better === null ? null : better === "more" ? now < limit : now > limit;
    }
  })();
  return said === negated ? subject : null;
}

/** The target in force for a metric, as a question; null = there is none by definition. */
function targetOf({ metric }: ReviewQuestion): ReviewKey | null {
  const measure =
    /^(?:quality|parts)\.(?<rate>.+)$/.exec(metric)?.groups?.["rate"] ??
    { "sla.attainment": "sla_attainment", "peaks.highest_use": "capacity_use", "peaks.use": "capacity_use", "surveys.csat": "csat" }[
      metric as string
    ];
  if (measure === undefined) return null;
  return reviewKey({
    metric: metric === "surveys.csat" ? "target.score" : "target.share",
    filter: { measure },
    period: "q",
    compare: null,
  });
}

function numberOf(snapshot: ReviewSnapshot, question: ReviewQuestion): number | null {
  const value = answerKey(snapshot, reviewKey(question))?.value;
  return typeof value === "number" ? value : null;
}
