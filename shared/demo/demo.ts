import { hourMs } from "../domain/metrics/series.ts";
import type { Kind } from "../domain/kinds.ts";
import type { MetricId } from "../domain/metrics/metrics.ts";
import { castCompany, qualityFromMs, type Cast } from "./company/cast.ts";
import { demoTeam } from "./company/users.ts";
import { demoViews } from "./company/views.ts";
import { detailFromMs, detailMetrics, detailSeries, hasDetail, partsOf } from "./series/detail.ts";
import { extraMetrics, extraSeries } from "./series/extra-quality.ts";
import { monthsBetween, monthValues } from "./series/months.ts";
import { pcuSeries } from "./series/pcu.ts";
import { qualityMetrics, qualitySeries } from "./series/quality.ts";
import type { DemoSize } from "./size.ts";
import { articlesAbout, articlesOf, roomForArticles } from "./story/articles.ts";
import { calendarEntriesOf, leadTimesOf, noticesOf } from "./story/notices.ts";
import { planOf, type Plan } from "./story/plan.ts";
import { presentedReview, type ReviewBackground } from "./story/reviews.ts";
import { slaPoliciesOf } from "./story/sla-policies.ts";
import { postmortemsOf } from "./story/postmortems.ts";
import { sdkReleases } from "./story/sdk-releases.ts";
import { timelineOf } from "./story/timeline.ts";
import { createWorld, type World } from "./world/world.ts";

/** A record of the demonstration company, complete by its kind's schema. */
export interface DemoRecord {
  readonly kind: Kind;
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** One series in one UTC month, an hour a value, NaN = no data. */
export interface DemoChunk {
  readonly accountId: string;
  readonly metric: MetricId;
  readonly region: string;
  readonly carrier: string | null;
  readonly sdk: string | null;
  readonly platform: string | null;
  readonly month: string;
  readonly values: Float64Array;
}

export interface DemoOptions {
  readonly size: DemoSize;
  /** Any whole number; the same seed and hour give the same company to the byte. */
  readonly seed: number;
  /** Now, ms: the whole hour until which there is data; the past and the near future are laid around it. */
  readonly endMs: number;
}

export interface DemoCounts {
  readonly accounts: number;
  readonly records: number;
  readonly usageChunks: number;
  readonly qualityChunks: number;
}

export interface Demo {
  readonly counts: DemoCounts;
  /** Codes and ids of the customers, in order. */
  readonly accounts: readonly { readonly id: string; readonly code: string; readonly name: string }[];
  /** Colleagues, saved views and releases of the SDK: what belongs to no customer. */
  sharedRecords(): readonly DemoRecord[];
  /** What a screen needs first of a range of customers (index from, to exclusive): account, capacity, contract, incidents. */
  headRecords(from: number, to: number): Generator<DemoRecord>;
  /** Everything else of them. */
  bodyRecords(from: number, to: number): Generator<DemoRecord>;
  /** Hourly PCU, thirteen months; account by account. */
  usageChunks(from: number, to: number): Generator<DemoChunk>;
  /**
   * Quality by region and carrier, ninety days, of some customers also the last fortnight by SDK and platform; account by account. At `region` only
   * of the demo user's own accounts.
   */
  qualityChunks(from: number, to: number): Generator<DemoChunk>;
}

/** The demonstration company: a pure function of its options, produced piece by piece so that no size has to fit into memory. */
export function createDemo(options: DemoOptions): Demo {
  if (!Number.isInteger(options.endMs / hourMs)) throw new RangeError("the end of a demonstration company is a whole hour");
  const world = createWorld(options.endMs);
  const plans = planner(world);
  const users = demoTeam(options.size, options.seed).all;
  const views = demoViews();
  const casts = castCompany(options);
  const numbers = incidentNumbers(casts, plans);
  const withQuality = (cast: Cast) => cast.hasQuality && (options.size !== "region" || cast.own);

  const shared: readonly DemoRecord[] = [
    ...users.map((one) => record("user", one)),
    ...views.map((one) => record("savedView", one)),
    ...sdkReleases(world.endMs).map((one) => record("sdkRelease", one)),
    ...noticesOf(world.endMs).map((one) => record("notice", one)),
    ...slaPoliciesOf(world.endMs).map((one) => record("slaPolicy", one)),
    ...leadTimesOf().map((one) => record("regionLeadTime", one)),
    ...calendarEntriesOf(world.endMs).map((one) => record("calendarEntry", one)),
    ...articlesOf(world.endMs, learntFrom(casts, plans)).map((one) => record("article", one)),
  ];
  return {
    counts: {
      accounts: casts.length,
      records: shared.length + casts.reduce((sum, cast) => sum + cast.quota - roomForArticles(cast), 0),
      usageChunks: casts.reduce((sum, cast) => sum + cast.regions.length * monthsBetween(cast.fromMs, cast.toMs).length, 0),
      qualityChunks: casts.filter(withQuality).reduce((sum, cast) => sum + chunksOfQuality(cast, world.endMs), 0),
    },
    accounts: casts.map(({ account }) => ({ id: account.id, code: account.code, name: account.name })),
    sharedRecords: () => shared,
    *headRecords(from, to) {
      for (const cast of casts.slice(from, to)) yield* head(plans(cast), numbers);
    },
    *bodyRecords(from, to) {
      for (const cast of casts.slice(from, to)) yield* body(plans(cast), { users, numbers }, world);
    },
    *usageChunks(from, to) {
      for (const cast of casts.slice(from, to)) yield* usage(plans(cast), world);
    },
    *qualityChunks(from, to) {
      for (const cast of casts.slice(from, to)) if (withQuality(cast)) yield* quality(plans(cast), world);
    },
  };
}

const plansKept = 300;

/** Plans are needed several times, by account; those of a small company are kept, of a large one made again. */
function planner(world: World): (cast: Cast) => Plan {
  const kept = new Map<number, Plan>();
  return (cast) => {
    const known = kept.get(cast.index);
    if (known !== undefined) return known;
    const plan = planOf(cast, world);
    if (kept.size < plansKept) kept.set(cast.index, plan);
    return plan;
  };
}

function record(kind: Kind, fields: { readonly id: string }): DemoRecord {
  return { kind, id: fields.id, fields: { ...fields } };
}

function* head(plan: Plan, numbers: ReadonlyMap<string, string>): Generator<DemoRecord> {
  yield record("account", plan.cast.account);
  for (const one of plan.capacities) yield record("capacity", one);
  for (const one of plan.contracts) yield record("contract", one);
  for (const { incident } of plan.troubles)
    yield record("incident", { ...incident, number: numbers.get(incident.id) ?? incident.id } as { readonly id: string });
}

function* body(plan: Plan, shared: Pick<ReviewBackground, "users" | "numbers">, world: World): Generator<DemoRecord> {
  for (const one of plan.plans.runs) yield record("playbookRun", one);
  for (const one of plan.plans.goals) yield record("goal", one);
  if (plan.plans.handover !== null) yield record("handover", plan.plans.handover);
  for (const one of plan.tasks) yield record("task", one);
  for (const one of plan.occasions) yield record("plannedEvent", one.record);
  for (const one of plan.contacts) yield record("contact", one);
  for (const one of plan.outreaches) yield record("outreach", one);
  for (const one of plan.requests) yield record("capacityRequest", one);
  for (const one of plan.noticeSteps) yield record("noticeStep", one);
  for (const one of plan.sdkUses) yield record("sdkUse", one);
  for (const one of plan.surveys) yield record("surveyAnswer", one);
  for (const one of plan.articleUses) yield record("articleUse", one);
  for (const one of postmortemsOf(plan, (place) => pcuOf(plan, place, world), world)) yield record("postmortem", one);
  for (const { tasks } of plan.postmortems) for (const one of tasks) yield record("task", one);
  if (plan.review !== null) {
    const { review, snapshot } = presentedReview(plan, plan.review, { ...shared, pcu: (place) => pcuOf(plan, place, world) }, world);
    yield record("reviewSnapshot", snapshot);
    yield record("review", review);
    for (const one of plan.review.tasks) yield record("task", one);
    for (const one of plan.review.remarks) yield record("reviewComment", one);
  }
  for (const one of timelineOf(plan, world)) yield record("timeline", one);
  for (const { events } of plan.troubles) for (const one of events) yield record("incidentEvent", one);
}

function* usage(plan: Plan, world: World): Generator<DemoChunk> {
  const { cast } = plan;
  const months = monthsBetween(cast.fromMs, cast.toMs);
  for (const place of cast.regions) {
    const values = pcuOf(plan, place, world);
    for (const month of months)
      yield {
        accountId: cast.account.id,
        metric: "pcu",
        region: place.region,
        carrier: null,
        sdk: null,
        platform: null,
        month,
        values: monthValues(values, world.startMs, month),
      };
  }
}

function* quality(plan: Plan, world: World): Generator<DemoChunk> {
  const { cast } = plan;
  const fromMs = qualityFromMs(cast, world.endMs);
  const months = monthsBetween(fromMs, cast.toMs);
  const troubles = plan.troubles.map((one) => one.trouble);
  for (const place of cast.regions) {
    const pcu = pcuOf(plan, place, world);
    for (let i = 0; i < place.audience.carriers.length; i += 1) {
      const carrier = place.audience.carriers[i] ?? "";
      const series = qualitySeries(cast, place, i, pcu, troubles, world);
      const key = { accountId: cast.account.id, region: place.region, carrier };
      const whole = { ...key, sdk: null, platform: null };
      for (const metric of qualityMetrics) yield* byMonth({ ...whole, metric }, series[metric], fromMs, months);
      const extra = extraMetrics(cast);
      if (extra.length > 0) {
        const more = extraSeries(cast, `${place.region}/${carrier}`, series);
        for (const metric of extra) yield* byMonth({ ...whole, metric }, more[metric], fromMs, months);
      }
      if (place !== cast.regions[0] || !hasDetail(cast)) continue;
      const detailMonths = monthsBetween(detailFromMs(cast), cast.toMs);
      for (const part of partsOf(cast, world.endMs)) {
        const detail = detailSeries(cast, `${place.region}/${carrier}`, part, series);
        for (const metric of detailMetrics)
          yield* byMonth({ ...key, sdk: part.sdk, platform: part.platform, metric }, detail[metric], detailFromMs(cast), detailMonths);
      }
    }
  }
}

function* byMonth(
  key: Omit<DemoChunk, "month" | "values">,
  values: Float64Array,
  startMs: number,
  months: readonly string[],
): Generator<DemoChunk> {
  for (const month of months) yield { ...key, month, values: monthValues(values, startMs, month) };
}

function pcuOf(plan: Plan, place: Cast["regions"][number], world: World): Float64Array {
  return pcuSeries(
    plan.cast,
    place,
    plan.occasions,
    plan.troubles.map((one) => one.trouble),
    world,
  );
}

function chunksOfQuality(cast: Cast, endMs: number): number {
  const carriers = cast.regions.reduce((sum, place) => sum + place.audience.carriers.length, 0);
  const series = (qualityMetrics.length + extraMetrics(cast).length) * carriers;
  const whole = series * monthsBetween(qualityFromMs(cast, endMs), cast.toMs).length;
  if (!hasDetail(cast)) return whole;
  const parts = (cast.regions[0]?.audience.carriers.length ?? 0) * partsOf(cast, endMs).length;
  return whole + parts * detailMetrics.length * monthsBetween(detailFromMs(cast), cast.toMs).length;
}

const incidentsPerArticle = 3;

/** Which of the demo user's past incidents each article was learnt from: the first ones that it is about. */
function learntFrom(casts: readonly Cast[], plans: (cast: Cast) => Plan): ReadonlyMap<string, readonly string[]> {
  const past = casts
    .filter((cast) => cast.own)
    .flatMap((cast) => plans(cast).troubles)
    .filter(({ trouble }) => trouble.resolvedMs !== null)
    .toSorted((a, b) => a.trouble.openedMs - b.trouble.openedMs || (a.trouble.id < b.trouble.id ? -1 : 1));
  const found = new Map<string, string[]>();
  for (const told of past) {
    for (const key of articlesAbout(told)) {
      const ids = found.get(key) ?? [];
      if (ids.length < incidentsPerArticle) ids.push(told.trouble.id);
      found.set(key, ids);
    }
  }
  return found;
}

/** Numbers people know incidents by: in the order of their opening, over the whole company. */
function incidentNumbers(casts: readonly Cast[], plans: (cast: Cast) => Plan): ReadonlyMap<string, string> {
  const opened: { readonly id: string; readonly ms: number }[] = [];
  for (const cast of casts) for (const { trouble } of plans(cast).troubles) opened.push({ id: trouble.id, ms: trouble.openedMs });
  opened.sort((a, b) => a.ms - b.ms || (a.id < b.id ? -1 : 1));
  return new Map(opened.map((one, i) => [one.id, `INC-${1201 + i}`]));
}
