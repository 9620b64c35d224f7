import type { ReviewMetricId } from "../../metrics/review-metrics.ts";
import { reviewMetric } from "../../metrics/review-metrics.ts";
import type { ReviewValue } from "../../model/review-question.ts";
import { cell, type Draft, notes, nothing, sourceLine, tableBlock, textBlock } from "../draft.ts";
import { numberOf, type Pen, plain, sentence } from "../pen.ts";
import type { ReviewBlock, Run, Verdict } from "../review-document.ts";
import { mainMetric } from "../scope.ts";

interface Measure {
  readonly name: string;
  /** Within a sentence. */
  readonly said: string;
  readonly metric: ReviewMetricId;
  readonly filter: Readonly<Record<string, string>>;
  readonly target: ReviewValue | null;
  /** Left out where nothing was ever recorded: not every company asks its users. */
  readonly optional: boolean;
}

interface Scored extends Measure {
  readonly value: ReviewValue;
  readonly verdict: Verdict;
  /** How far past its target, as a part of it; ≤ 0 = it meets it, null = no target or no data. */
  readonly missedBy: number | null;
}

/** A quarter past its target is more than a slip. */
const farPast = 0.25;

/** The key figures against their targets, the quarter before and the year before. */
export function composeScorecard(pen: Pen): Draft {
  const scored = measuresOf(pen)
    .map((measure) => scoredOf(pen, measure))
    .filter(
      ({ optional, value, metric, filter }) =>
        !optional || value.value !== null || (["p", "y"] as const).some((ref) => pen.ask(metric, filter, ref).value !== null),
    );
  const known = scored.filter(({ value }) => value.value !== null);
  const [first] = known;
  if (first === undefined) return nothing(pen, "scorecard", "usageDays");
  const targeted = known.filter(({ missedBy }) => missedBy !== null);
  const missed = targeted.filter(({ missedBy }) => (missedBy ?? 0) > 0).toSorted((a, b) => (b.missedBy ?? 0) - (a.missedBy ?? 0));
  return {
    layout: "table",
    title: titleOf(pen, first, targeted, missed),
    blocks: [
      tableBlock(
        pen.say("score.table", { period: pen.period("q") }),
        [
          { label: pen.word("column.measure"), weight: 2.4 },
          { label: pen.period("q"), end: true, weight: 1.2 },
          { label: pen.word("column.target"), end: true },
          { label: pen.period("p"), end: true, weight: 1.2 },
          { label: pen.period("y"), end: true, weight: 1.2 },
        ],
        scored.map((one) => [
          cell(pen, one.name),
          cell(pen, one.value, one.verdict),
          cell(pen, targetRuns(pen, one)),
          cell(pen, pen.ask(one.metric, one.filter, "p")),
          cell(pen, pen.ask(one.metric, one.filter, "y")),
        ]),
      ),
      ...textBlock(targeted.length === 0 ? [] : pen.say("score.targets")),
    ],
    source: sourceLine(pen, "several", null),
    notes: notes(
      pen.say(missed.length === 0 ? "score.notes.met" : "score.notes.missed"),
      known.length < scored.length ? pen.say("score.notes.gaps") : [],
    ),
  };
}

/** What the quarter is known by at a glance: audience, experience, promises, capacity. Empty where none of them was measured. */
export function keyFigures(pen: Pen): readonly ReviewBlock[] {
  const wanted: readonly ReviewMetricId[] = ["usage.hours", `quality.${mainMetric(pen)}`, "sla.attainment", "peaks.highest_use"];
  const figures = measuresOf(pen)
    .filter(({ metric }) => wanted.includes(metric))
    .map((measure) => scoredOf(pen, measure))
    .filter(({ value }) => value.value !== null)
    .map((one) => ({
      // A figure has no room for how its rate is defined: the scorecard says it.
      label: one.metric.startsWith("quality.") ? `${one.said.charAt(0).toUpperCase()}${one.said.slice(1)}` : one.name,
      value: pen.run(one.value),
      note: targetNote(pen, one) ?? pen.say("figure.before", { before: pen.period("p"), value: pen.ask(one.metric, one.filter, "p") }),
      verdict: one.verdict,
    }));
  return figures.length === 0 ? [] : [{ type: "figures", figures }];
}

function targetNote(pen: Pen, { metric, target }: Measure): readonly Run[] | null {
  if (target === null || target.value === null) return null;
  return pen.say(reviewMetric(metric).better === "less" ? "figure.target_most" : "figure.target_least", { target });
}

function measuresOf(pen: Pen): readonly Measure[] {
  const main = mainMetric(pen);
  const share = (measure: string): ReviewValue => pen.ask("target.share", { measure });
  const of = (name: string, metric: ReviewMetricId, more: Partial<Measure> = {}): Measure => ({
    name,
    said: withinSentence(pen, name),
    metric,
    filter: {},
    target: null,
    optional: false,
    ...more,
  });
  return [
    of(pen.word("score.peak"), "usage.peak"),
    of(pen.word("score.hours"), "usage.hours"),
    of(pen.word("score.rate", { rate: pen.name("metric", main) }), `quality.${main}`, {
      said: pen.word(`rate.${main}`),
      filter: { hours: "evening" },
      target: share(main),
    }),
    of(pen.word("score.join_5s"), "quality.join_5s_rate", { target: share("join_5s_rate") }),
    of(pen.word("score.sla"), "sla.attainment", { target: share("sla_attainment") }),
    of(pen.word("score.incidents"), "incidents.opened"),
    of(pen.word("score.mttr"), "incidents.resolve_mean"),
    of(pen.word("score.use"), "peaks.highest_use", { target: share("capacity_use") }),
    of(pen.word("score.health"), "health.score"),
    of(pen.word("score.csat"), "surveys.csat", { target: pen.ask("target.score", { measure: "csat" }), optional: true }),
    of(pen.word("score.nps"), "surveys.nps", { optional: true }),
  ];
}

function scoredOf(pen: Pen, measure: Measure): Scored {
  const value = pen.ask(measure.metric, measure.filter);
  const missedBy = missedByOf(measure, value);
  const verdict: Verdict = missedBy === null ? null : missedBy <= 0 ? "good" : missedBy > farPast ? "critical" : "risk";
  return { ...measure, value, missedBy, verdict };
}

/** What is to be small is held against its target, what is to be a large share by what it lacks of the whole. */
function missedByOf({ metric, target }: Measure, value: ReviewValue): number | null {
  const [now, limit] = [numberOf(value), target === null ? null : numberOf(target)];
  if (now === null || limit === null) return null;
  if (reviewMetric(metric).better === "less") return limit === 0 ? now : (now - limit) / limit;
  if (now >= limit) return 0;
  return reviewMetric(metric).unit === "share" && limit < 1 ? (limit - now) / (1 - limit) : (limit - now) / limit;
}

function targetRuns(pen: Pen, { metric, target }: Measure): readonly Run[] | null {
  if (target === null || target.value === null) return null;
  return pen.say(reviewMetric(metric).better === "less" ? "score.most" : "score.least", { target });
}

function titleOf(pen: Pen, first: Scored, targeted: readonly Scored[], missed: readonly Scored[]): readonly Run[] {
  if (targeted.length === 0) return pen.say("score.title.none", { measure: first.name, value: first.value });
  const [worst, ...others] = missed;
  if (worst === undefined) return pen.say("score.title.met");
  const head = pen.say("score.title.missed", { measure: worst.said, value: worst.value, target: worst.target ?? "" });
  const names = listed(pen, others);
  const tail =
    others.length > 0
      ? pen.say("score.title.others", { others: [plain(names)] }, others.length)
      : targeted.length > 1
        ? pen.say("score.title.rest")
        : [];
  return sentence([...head, ...tail]);
}

/** A name as it stands within a sentence: what is no abbreviation begins small. */
function withinSentence({ locale }: Pen, name: string): string {
  return locale === "en" && !/^[A-Z]{2}/.test(name) ? `${name.charAt(0).toLowerCase()}${name.slice(1)}` : name;
}

function listed(pen: Pen, measures: readonly Scored[]): string {
  const names = measures.map(({ said }) => said);
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(pen.word("score.join"))}${pen.word("score.join.last")}${last}`;
}
