import type { StandardSection } from "../model/review-sections.ts";
import type { ReviewValue } from "../model/review-question.ts";
import { numberOf, type Pen } from "./pen.ts";
import type { Run } from "./review-document.ts";
import { isOver, type MainMetric, mainMetric, regionsIn } from "./scope.ts";

export type FindingSubject = "growth" | "quality" | "sla" | "incidents" | "repeats" | "capacity" | "outreach" | "commitments" | "sdk";

/** Something that the numbers show, as a clause without its full stop. */
export interface Finding {
  readonly subject: FindingSubject;
  /** Where it is shown with its rows. */
  readonly section: StandardSection;
  readonly text: readonly Run[];
  /** What stands behind it, as a sentence; empty = nothing is to be added. */
  readonly detail: readonly Run[];
  /** 0–1: see each subject. */
  readonly size: number;
  /** 0–1: how much it rests on. */
  readonly certainty: number;
}

/**
 * What counts as the greatest size of each subject, and as enough to be certain. A third more or fewer user-hours; a rate twice its target; thrice
 * the misses that the target lets be; twice the incidents; half of the incidents repeated; capacity used up; half of the messages unanswered; every
 * commitment overdue; a quarter of the users on old versions. Certain: a month of hours, 10,000 sessions, 20 promises, 6 incidents, 4 weeks, 5 messages.
 */
const full = {
  growth: 1 / 3,
  incidents: 1,
  repeats: 0.5,
  outreach: 0.5,
  sdk: 0.25,
  hours: 720,
  sessions: 10_000,
  promises: 20,
  opened: 6,
  weeks: 4,
  messages: 5,
} as const;

/** What is well is worth a word, but less than what is not. */
const wellShare = 0.4;

/** All of them, the greatest size × certainty first; of the same weight in the order of the subjects. At most one of each subject. */
export function findingsOf(pen: Pen): readonly Finding[] {
  return [growth, quality, sla, capacity, incidents, repeats, commitments, outreach, sdk]
    .flatMap((find) => find(pen) ?? [])
    .filter(({ size, certainty }) => size * certainty > 0)
    .toSorted((a, b) => b.size * b.certainty - a.size * a.certainty);
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function growth(pen: Pen): Finding | null {
  const hours = pen.ask("usage.hours");
  const change = numberOf(pen.ask("usage.hours", {}, "q", "change:p"));
  if (hours.value === null || change === null) return null;
  const size = pen.ask("usage.hours", {}, "q", "size:p");
  const rose = change > 0;
  return {
    subject: "growth",
    section: "usage_growth",
    text: pen.say(rose ? "find.growth.rose" : "find.growth.fell", { size, hours, before: pen.period("p") }),
    detail: peakDetail(pen),
    size: clamp(Math.abs(change) / full.growth) * (rose ? 0.7 : 1),
    certainty: clamp((numberOf(pen.ask("usage.known_hours")) ?? 0) / full.hours),
  };
}

function quality(pen: Pen): Finding | null {
  const metric = mainMetric(pen);
  const target = pen.ask("target.share", { measure: metric });
  const limit = numberOf(target);
  const [worst] = regionsIn(pen, "quality")
    .map((region) => ({ region, rate: pen.ask(`quality.${metric}`, { region, hours: "evening" }) }))
    .filter(({ rate }) => rate.value !== null)
    .toSorted((a, b) => (numberOf(b.rate) ?? 0) - (numberOf(a.rate) ?? 0));
  if (worst === undefined || limit === null || limit === 0) return null;
  const rate = numberOf(worst.rate) ?? 0;
  const over = isOver(pen, metric, rate) === true;
  const holes = { region: pen.name("region", worst.region), measure: pen.word(`rate.${metric}`), rate: worst.rate };
  return {
    subject: "quality",
    section: "quality_region",
    text: over ? pen.say("find.quality.over", { ...holes, target }) : pen.say("find.quality.within", holes),
    detail: over ? weeksDetail(pen, metric, worst.region) : [],
    size: over ? clamp(0.4 + (rate - limit) / limit) : wellShare * clamp(1 - rate / limit),
    certainty: clamp(worst.rate.n / full.sessions),
  };
}

function sla(pen: Pen): Finding | null {
  const attainment = pen.ask("sla.attainment");
  const target = pen.ask("target.share", { measure: "sla_attainment" });
  const [kept, limit] = [numberOf(attainment), numberOf(target)];
  if (kept === null || limit === null) return null;
  const missed = kept < limit;
  return {
    subject: "sla",
    section: "sla",
    text: pen.say(missed ? "find.sla.missed" : "find.sla.met", { attainment, target }),
    detail: pen.say("find.sla.detail", { misses: pen.ask("sla.misses"), near: pen.ask("sla.near_misses") }),
    size: missed ? clamp(0.4 + (limit - kept) / (3 * Math.max(1 - limit, 0.01))) : wellShare,
    certainty: clamp(attainment.n / full.promises),
  };
}

function capacity(pen: Pen): Finding | null {
  const target = pen.ask("target.share", { measure: "capacity_use" });
  const limit = numberOf(target);
  const [fullest] = regionsIn(pen, "peaks")
    .map((region) => ({ region, use: pen.ask("peaks.highest_use", { region }) }))
    .filter(({ use }) => use.value !== null)
    .toSorted((a, b) => (numberOf(b.use) ?? 0) - (numberOf(a.use) ?? 0));
  if (fullest === undefined || limit === null) return null;
  const use = numberOf(fullest.use) ?? 0;
  const over = use > limit;
  return {
    subject: "capacity",
    section: "peaks",
    text: over
      ? pen.say("find.capacity.over", { region: pen.name("region", fullest.region), use: fullest.use, target })
      : pen.say("find.capacity.within", { use: fullest.use }),
    detail: over ? pen.say("find.capacity.detail", { needed: pen.ask("peaks.capacity_needed", { region: fullest.region }), target }) : [],
    size: over ? clamp(0.5 + (use - limit) / (1 - limit) / 2) : wellShare * clamp(1 - use / limit),
    certainty: clamp(fullest.use.n / full.weeks),
  };
}

function incidents(pen: Pen): Finding | null {
  const opened = pen.ask("incidents.opened");
  const earlier = pen.ask("incidents.opened", {}, "p");
  const [now, then] = [numberOf(opened), numberOf(earlier)];
  if (now === null || then === null || now === then) return null;
  const rose = now > then;
  return {
    subject: "incidents",
    section: "incident_timeline",
    text: pen.say(rose ? "find.incidents.rose" : "find.incidents.fell", { opened, earlier, before: pen.period("p") }),
    detail: resolveDetail(pen),
    size: clamp(Math.abs(now - then) / Math.max(then, 3) / full.incidents) * (rose ? 0.8 : 0.5),
    certainty: clamp((now + then) / (2 * full.opened)),
  };
}

function repeats(pen: Pen): Finding | null {
  const again = pen.ask("incidents.repeats");
  const opened = pen.ask("incidents.opened");
  const [count, all] = [numberOf(again) ?? 0, numberOf(opened) ?? 0];
  if (count === 0 || all === 0) return null;
  return {
    subject: "repeats",
    section: "root_causes",
    text: pen.say("find.repeats", { again, opened }),
    detail: preventionDetail(pen),
    size: clamp(count / all / full.repeats) * 0.8,
    certainty: clamp(all / full.opened),
  };
}

function commitments(pen: Pen): Finding | null {
  const overdue = pen.ask("commitments.made", { state: "overdue" });
  const made = pen.ask("commitments.made");
  const [count, all] = [numberOf(overdue) ?? 0, numberOf(made) ?? 0];
  if (count === 0 || all === 0) return null;
  return {
    subject: "commitments",
    section: "commitments",
    text: pen.say("find.commitments", { overdue, made }, count),
    detail: [],
    size: clamp(0.4 + count / all / 2),
    certainty: 1,
  };
}

function outreach(pen: Pen): Finding | null {
  const open = pen.ask("outreach.sent", { answer: "none" });
  const sent = pen.ask("outreach.sent");
  const [count, all] = [numberOf(open) ?? 0, numberOf(sent) ?? 0];
  if (count === 0 || all === 0) return null;
  return {
    subject: "outreach",
    section: "outreach",
    text: pen.say("find.outreach", { open, sent }),
    detail: [],
    size: clamp(count / all / full.outreach) * 0.6,
    certainty: clamp(all / full.messages),
  };
}

function sdk(pen: Pen): Finding | null {
  const vulnerable = pen.ask("sdk.vulnerable_share");
  const behind = pen.ask("sdk.behind_share");
  const open = (numberOf(vulnerable) ?? 0) > 0;
  const share: ReviewValue = open ? vulnerable : behind;
  const part = numberOf(share) ?? 0;
  if (part === 0) return null;
  return {
    subject: "sdk",
    section: "recommendations",
    text: pen.say(open ? "find.sdk.vulnerable" : "find.sdk.behind", { share }),
    detail: [],
    size: clamp(part / full.sdk) * (open ? 0.9 : 0.5),
    certainty: 1,
  };
}

function peakDetail(pen: Pen): readonly Run[] {
  const [peak, at] = [pen.ask("usage.peak"), pen.ask("usage.peak_at")];
  return peak.value === null || at.value === null ? [] : pen.say("growth.peak", { peak, at });
}

function weeksDetail(pen: Pen, metric: MainMetric, region: string): readonly Run[] {
  const filter = { region, hours: "evening" };
  const weeks = pen.ask(`weeks_over.${metric}`, filter);
  const count = numberOf(weeks);
  if (count === null || count === 0) return [];
  return pen.say("quality.saw.weeks", { weeks, sessions: pen.ask(`sessions_over.${metric}`, filter) }, count);
}

function resolveDetail(pen: Pen): readonly Run[] {
  const resolve = pen.ask("incidents.resolve_mean");
  return resolve.value === null ? [] : pen.say("find.incidents.detail", { resolve });
}

function preventionDetail(pen: Pen): readonly Run[] {
  const [items, done] = [pen.ask("postmortems.prevention"), pen.ask("postmortems.prevention_done")];
  return (numberOf(items) ?? 0) === 0 || done.value === null ? [] : pen.say("find.repeats.detail", { items, done });
}
