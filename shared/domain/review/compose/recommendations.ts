import { severities } from "../../incident/incident.ts";
import type { ReviewKey } from "../model/review-question.ts";
import { numberOf, type Pen } from "./pen.ts";
import type { Run } from "./review-document.ts";
import { distinct, mainMetric, regionsIn } from "./scope.ts";

export type RecommendationRule = "edge" | "sdk" | "capacity" | "repeats" | "response" | "contact";

/** Something that the numbers call for, with what says so. */
export interface Recommendation {
  readonly subject: RecommendationRule;
  /** Region that it is for; null = none. */
  readonly region: string | null;
  readonly what: readonly Run[];
  readonly evidence: readonly Run[];
  /** What it brings, in the numbers of the rows it helps. */
  readonly benefit: readonly Run[];
  readonly cost: readonly Run[];
  readonly who: "ours" | "theirs" | "both";
  /** 0–1, how pressing: see each rule. */
  readonly weight: number;
}

/**
 * From where on each rule speaks. A rate 25 % over its target on evenings of a region and carrier with at least 1,000 sessions: an edge is worth its work;
 * a tenth of the users on versions behind, or any on a vulnerable one; any week above the capacity target; a cause that came back twice;
 * a median first answer that takes 80 % of what is promised (the SLA's own warning share), of at least three; a third of at least three messages unanswered.
 */
export const recommendationThresholds = {
  edgeOverTarget: 1.25,
  edgeSessions: 1000,
  behindShare: 0.1,
  weeksNearCapacity: 1,
  repeats: 2,
  acknowledgeShare: 0.8,
  acknowledged: 3,
  unansweredShare: 1 / 3,
  messages: 3,
} as const;

const t = recommendationThresholds;
const known = new WeakMap<Pen, readonly Recommendation[]>();

/** Most pressing first; of the same weight in the order of the rules. Empty where no rule speaks. */
export function recommendationsOf(pen: Pen): readonly Recommendation[] {
  const made =
    known.get(pen) ??
    [...edges(pen), ...sdk(pen), ...capacity(pen), ...repeats(pen), ...response(pen), ...contact(pen)].toSorted(
      (a, b) => b.weight - a.weight,
    );
  known.set(pen, made);
  return made;
}

/** Keys that a recommendation rests on. */
export function evidenceKeys({ evidence, benefit }: Recommendation): readonly ReviewKey[] {
  return [...evidence, ...benefit].flatMap(({ key }) => (key === null ? [] : [key]));
}

/** No rule weighs more than an open hole does. */
const most = 0.9;

function clamp(value: number): number {
  return Math.min(most, Math.max(0, value));
}

/** The worst pair of each region; the weight grows with how far it is over its target. */
function edges(pen: Pen): readonly Recommendation[] {
  const metric = mainMetric(pen);
  const target = pen.ask("target.share", { measure: metric });
  const limit = numberOf(target);
  if (limit === null) return [];
  return regionsIn(pen, "quality").flatMap((region) => {
    const carriers = distinct(
      pen
        .rows("quality", "q")
        .filter((row) => row.region === region && row.metric === metric)
        .map((row) => row.carrier),
    );
    const [worst] = carriers
      .map((carrier) => ({ carrier, rate: pen.ask(`quality.${metric}`, { region, carrier, hours: "evening" }) }))
      .filter(({ rate }) => rate.n >= t.edgeSessions && (numberOf(rate) ?? 0) >= limit * t.edgeOverTarget)
      .toSorted((a, b) => (numberOf(b.rate) ?? 0) - (numberOf(a.rate) ?? 0));
    if (worst === undefined) return [];
    const names = { region: pen.name("region", region), carrier: pen.name("carrier", worst.carrier) };
    const sessions = pen.ask(`sessions_over.${metric}`, { region, carrier: worst.carrier, hours: "evening" });
    return {
      subject: "edge",
      region,
      what: pen.say("recommend.edge.what", names),
      evidence: pen.say("recommend.edge.evidence", { ...names, measure: pen.word(`rate.${metric}`), rate: worst.rate, target }),
      benefit: pen.say("recommend.edge.benefit", { sessions }),
      cost: pen.say("recommend.edge.cost"),
      who: "ours",
      weight: clamp(0.4 + ((numberOf(worst.rate) ?? 0) / limit - t.edgeOverTarget) * 0.3),
    } satisfies Recommendation;
  });
}

/** One for all platforms: the upgrade is one decision. An open hole comes before everything. */
function sdk(pen: Pen): readonly Recommendation[] {
  const vulnerable = pen.ask("sdk.vulnerable_share");
  const behind = pen.ask("sdk.behind_share");
  const open = (numberOf(vulnerable) ?? 0) > 0;
  if (!open && (numberOf(behind) ?? 0) < t.behindShare) return [];
  const [row] = pen
    .rows("sdk")
    .filter((one) => (open ? one.vulnerable === 1 : true) && typeof one.latest === "string")
    .toSorted((a, b) => Number(b.share) - Number(a.share));
  const latest = typeof row?.latest === "string" ? row.latest : null;
  const metric = mainMetric(pen);
  const version = String(row?.version ?? "");
  const old = pen.ask(`parts.${metric}`, { sdk: version });
  const fresh = pen.ask(`parts.${metric}`, { sdk: latest ?? "" });
  const better = old.value !== null && fresh.value !== null && Number(old.value) > Number(fresh.value);
  return [
    {
      subject: "sdk",
      region: null,
      what: latest === null ? pen.say("recommend.sdk.what_newest") : pen.say("recommend.sdk.what", { latest }),
      evidence: open ? pen.say("recommend.sdk.vulnerable", { share: vulnerable }) : pen.say("recommend.sdk.behind", { share: behind }),
      benefit: better
        ? pen.say("recommend.sdk.better", { measure: pen.word(`rate.all.${metric}`), version, latest: latest ?? "", old, fresh })
        : pen.say(open ? "recommend.sdk.safe" : "recommend.sdk.supported"),
      cost: pen.say("recommend.sdk.cost"),
      who: "theirs",
      weight: open ? 0.95 : clamp(0.3 + (numberOf(behind) ?? 0) * 0.5),
    },
  ];
}

function capacity(pen: Pen): readonly Recommendation[] {
  return regionsIn(pen, "peaks").flatMap((region) => {
    const weeks = pen.ask("peaks.weeks_near_capacity", { region });
    const count = numberOf(weeks);
    if (count === null || count < t.weeksNearCapacity) return [];
    const use = pen.ask("peaks.highest_use", { region });
    const needed = pen.ask("peaks.capacity_needed", { region });
    const name = pen.name("region", region);
    const target = pen.ask("target.share", { measure: "capacity_use" });
    return {
      subject: "capacity",
      region,
      what: pen.say("recommend.capacity.what", { region: name, needed }),
      evidence: pen.say("recommend.capacity.evidence", { weeks, target, use }, count),
      benefit: pen.say("recommend.capacity.benefit", { target }),
      cost: pen.say("recommend.capacity.cost"),
      who: "both",
      weight: clamp((numberOf(use) ?? 0) - 0.15),
    } satisfies Recommendation;
  });
}

function repeats(pen: Pen): readonly Recommendation[] {
  return distinct(pen.rows("incidents", "q").map((row) => row.cause)).flatMap((cause) => {
    const again = pen.ask("incidents.repeats", { cause });
    const count = numberOf(again) ?? 0;
    if (cause === "unknown" || count < t.repeats) return [];
    return {
      subject: "repeats",
      region: null,
      what: pen.say("recommend.repeats.what", { cause: pen.name("cause", cause) }),
      evidence: pen.say("recommend.repeats.evidence", { again, opened: pen.ask("incidents.opened", { cause }) }),
      benefit: pen.say("recommend.repeats.benefit", { again }),
      cost: pen.say("recommend.repeats.cost"),
      who: cause === "customer_side" ? "theirs" : "ours",
      weight: clamp(0.5 + count * 0.08),
    } satisfies Recommendation;
  });
}

function response(pen: Pen): readonly Recommendation[] {
  const found = severities.flatMap((severity) => {
    const median = pen.ask("incidents.acknowledge_median", { severity });
    const limit = pen.ask("sla.limit_least", { clock: "first_response", severity });
    const [took, promised] = [numberOf(median), numberOf(limit)];
    if (took === null || promised === null || promised <= 0 || median.n < t.acknowledged || took < promised * t.acknowledgeShare) return [];
    return {
      subject: "response",
      region: null,
      what: pen.say("recommend.response.what", { severity }),
      evidence: pen.say("recommend.response.evidence", { severity, median, limit }),
      benefit: pen.say("recommend.response.benefit"),
      cost: pen.say("recommend.response.cost"),
      who: "ours",
      weight: clamp(0.35 + (took / promised - t.acknowledgeShare) * 0.5),
    } satisfies Recommendation;
  });
  return found.slice(0, 1);
}

function contact(pen: Pen): readonly Recommendation[] {
  const sent = pen.ask("outreach.sent");
  const open = pen.ask("outreach.sent", { answer: "none" });
  const [all, none] = [numberOf(sent) ?? 0, numberOf(open) ?? 0];
  if (all < t.messages || none / all < t.unansweredShare) return [];
  return [
    {
      subject: "contact",
      region: null,
      what: pen.say("recommend.contact.what"),
      evidence: pen.say("recommend.contact.evidence", { open, sent }, none),
      benefit: pen.say("recommend.contact.benefit"),
      cost: pen.say("recommend.contact.cost"),
      who: "theirs",
      weight: clamp(0.2 + (none / all) * 0.4),
    },
  ];
}
