import { buildSnapshot } from "../../domain/review/evidence/build-snapshot.ts";
import { gatherSources, type ReviewRecords } from "../../domain/review/evidence/gather-sources.ts";
import { packSnapshot } from "../../domain/review/evidence/pack-snapshot.ts";
import { answerKey } from "../../domain/review/metrics/answer-question.ts";
import {
  reviewSnapshotId,
  type ReviewSnapshot,
  type ReviewSnapshotRecord,
  type SaidValue,
} from "../../domain/review/model/review-snapshot.ts";
import { periodStart, shiftPeriod } from "../../domain/review/model/review-period.ts";
import type { Review } from "../../domain/review/model/review.ts";
import type { HourlySeries } from "../../domain/metrics/series.ts";
import type { User } from "../../domain/user/user.ts";
import type { Cast } from "../company/cast.ts";
import { demoUserId } from "../company/users.ts";
import type { World } from "../world/world.ts";
import { instantOf } from "./instants.ts";
import type { Plan } from "./plan.ts";
import type { ToldReview } from "./review-plan.ts";
import { sdkReleases } from "./sdk-releases.ts";
import { slaPoliciesOf } from "./sla-policies.ts";

const hourMs = 3_600_000;

/** What reviews are made from beside a customer's plan. */
export interface ReviewBackground {
  readonly users: readonly User[];
  /** Numbers of incidents by their ids. */
  readonly numbers: ReadonlyMap<string, string>;
  readonly pcu: (place: Cast["regions"][number]) => Float64Array;
}

/** The review that a customer was presented, worked out by the rules of the product over what was known on that day. */
export function presentedReview(
  plan: Plan,
  told: ToldReview,
  background: ReviewBackground,
  world: World,
): { readonly review: Review; readonly snapshot: ReviewSnapshotRecord } {
  const { account } = plan.cast;
  const request = { kind: "quarterly", period: told.period, takenMs: told.takenMs } as const;
  const snapshot = buildSnapshot(
    gatherSources(
      recordsOf(plan, background, world),
      { usage: usageThen(plan, told, background, world), quality: [], detail: [] },
      request,
    ),
    request,
  );
  const review: Review = {
    id: told.reviewId,
    accountId: account.id,
    kind: "quarterly",
    period: told.period,
    state: "presented",
    ownerId: account.ownerId ?? demoUserId,
    createdAt: instantOf(told.takenMs),
    snapshotId: snapshot.id,
    locale: account.locale,
    order: [],
    hidden: [],
    heldOn: told.heldOn,
    templateId: null,
  };
  return {
    review,
    snapshot: {
      id: reviewSnapshotId(review.id, snapshot.id),
      accountId: account.id,
      reviewId: review.id,
      snapshotId: snapshot.id,
      kind: "quarterly",
      period: told.period,
      timeZone: snapshot.timeZone,
      takenAt: instantOf(told.takenMs),
      dataAsOf: snapshot.dataAsOfMs === null ? null : instantOf(snapshot.dataAsOfMs),
      digest: snapshot.digest,
      packed: packSnapshot(snapshot),
      said: [...saidOf(snapshot, plan.cast)],
    },
  };
}

/** Records have no revision before they are stored; no rule asks for one. */
function unstored<T extends object>(records: readonly T[]): readonly (T & { readonly rev: number })[] {
  return records.map((one) => ({ ...one, rev: 0 }));
}

function recordsOf(plan: Plan, { users, numbers }: ReviewBackground, world: World): ReviewRecords {
  return {
    account: { ...plan.cast.account, rev: 0 },
    contracts: unstored(plan.contracts),
    capacities: unstored(plan.capacities),
    plannedEvents: unstored(plan.occasions.map(({ record }) => record)),
    incidents: unstored(plan.troubles.map(({ incident }) => ({ ...incident, number: numbers.get(incident.id) ?? incident.id }))),
    incidentEvents: unstored(plan.troubles.flatMap(({ events }) => events)),
    slaVerdicts: [],
    postmortems: [],
    tasks: unstored(plan.tasks),
    contacts: unstored(plan.contacts),
    outreaches: unstored(plan.outreaches),
    capacityRequests: unstored(plan.requests),
    forecastMemories: [],
    healthMonths: [],
    surveyAnswers: unstored(plan.surveys),
    sdkUses: unstored(plan.sdkUses),
    reviews: [],
    reviewSnapshots: [],
    users: unstored(users),
    healthModels: [],
    slaPolicies: unstored(slaPoliciesOf(world.endMs)),
    sdkReleases: unstored(sdkReleases(world.endMs)),
    calendarEntries: [],
  };
}

/** Usage as it had come by then: with late rows, the last evening of the main region was still missing. */
function usageThen(plan: Plan, told: ToldReview, { pcu }: ReviewBackground, world: World): readonly HourlySeries[] {
  const endedMs = Date.parse(periodStart(shiftPeriod(told.period, 1)));
  return plan.cast.regions.map((place, index) => {
    const values = pcu(place).slice();
    if (told.lateRows && index === 0) {
      const until = (endedMs - 12 * hourMs - world.startMs) / hourMs;
      values.fill(Number.NaN, Math.max(0, until - 30), Math.max(0, until));
    }
    const key = { accountId: plan.cast.account.id, metric: "pcu", region: place.region, carrier: null, sdk: null, platform: null } as const;
    return { ...key, startMs: world.startMs, values };
  });
}

/** What such a review says in its titles and figures. */
const saidMetrics = [
  "usage.peak",
  "usage.hours",
  "usage.mean_daily_peak",
  "sla.attainment",
  "sla.promises",
  "sla.misses",
  "sla.near_misses",
  "sla.credit_percent",
  "incidents.opened",
  "incidents.ended",
  "incidents.acknowledge_median",
  "incidents.resolve_median",
  "incidents.repeats",
  "outreach.sent",
  "outreach.answered",
  "surveys.csat",
] as const;

function saidOf(snapshot: ReviewSnapshot, { regions }: Cast): readonly SaidValue[] {
  const keys = [
    ...saidMetrics.map((metric) => `${metric}#q`),
    ...regions.flatMap(({ region }) => ["usage.peak", "usage.hours"].map((metric) => `${metric}?region=${region}#q`)),
  ];
  return keys.toSorted().flatMap((key): readonly SaidValue[] => {
    const answer = answerKey(snapshot, key);
    return answer === null ? [] : [{ key: answer.key, version: answer.version, value: answer.value }];
  });
}
