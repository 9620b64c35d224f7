import type { RecordOf } from "../../shared/domain/kinds.ts";
import { hourMs, type HourlySeries } from "../../shared/domain/metrics/series.ts";
import { buildSnapshot } from "../../shared/domain/review/evidence/build-snapshot.ts";
import { gatherSources, type ReviewRecords } from "../../shared/domain/review/evidence/gather-sources.ts";
import type { ReviewSources, SnapshotRequest } from "../../shared/domain/review/evidence/review-sources.ts";
import { defaultSlaPolicy } from "../../shared/domain/sla/default-sla-policy.ts";
import { slaPolicyId } from "../../shared/domain/sla/sla-policy.ts";
import type { ReviewSnapshot, SaidValue } from "../../shared/domain/review/model/review-snapshot.ts";
import { sampleAccount, sampleCapacity, sampleContact, sampleContract, sampleIncident, sampleTask, sampleUser } from "./sample-records.ts";
import { sampleLog, sampleOutreach } from "./sample-incident-log.ts";

/** The third quarter of 2026, taken on 8 October. */
export const sampleRequest: SnapshotRequest = { kind: "quarterly", period: "2026-Q3", takenMs: Date.UTC(2026, 9, 8, 2, 30) };

const dayMs = 24 * hourMs;
const lastHourMs = Date.UTC(2026, 9, 8, 1);
const regions = ["cn-east", "cn-south", "id-west"] as const;
const carriers = ["mobile", "telecom", "unicom"] as const;

const [, account] = sampleAccount({ id: "acc_star", regions: [...regions], ownerId: "usr_lin" });
const accountId = account.id;

/** A saw between 0 and 1, without randomness. */
function wave(step: number): number {
  return ((step * 7919) % 1000) / 1000;
}

function usageOf(region: (typeof regions)[number], place: number): HourlySeries {
  const startMs = Date.UTC(2025, 5, 20);
  const values = Float64Array.from({ length: (lastHourMs - startMs) / hourMs + 1 }, (_, hour) => {
    const ms = startMs + hour * hourMs;
    const evening = Math.exp(-(((((ms / hourMs) % 24) - 13) / 3) ** 2));
    const growth = 1 + 0.0000004 * hour * hour * 0.01;
    const isEvent = ms >= Date.UTC(2026, 7, 18, 10) && ms < Date.UTC(2026, 7, 18, 16);
    const isLost = ms >= Date.UTC(2026, 6, 20) && ms < Date.UTC(2026, 6, 20, 9);
    if (isLost && place === 1) return Number.NaN;
    return Math.round((4000 / (place + 1)) * (0.3 + 0.7 * evening + 0.03 * wave(hour)) * growth * (isEvent ? 1.6 : 1));
  });
  return { accountId, metric: "pcu", region, carrier: null, sdk: null, platform: null, startMs, values };
}

function qualityOf(
  part: Pick<HourlySeries, "region" | "carrier" | "sdk" | "platform">,
  startMs: number,
  badness: (ms: number) => number,
  sessions: number,
): readonly HourlySeries[] {
  const length = (lastHourMs - startMs) / hourMs + 1;
  const series = (metric: HourlySeries["metric"], value: (ms: number, hour: number) => number): HourlySeries => ({
    accountId,
    ...part,
    metric,
    startMs,
    values: Float64Array.from({ length }, (_, hour) => value(startMs + hour * hourMs, hour)),
  });
  return [
    series("sessions", (ms, hour) =>
      wave(hour) < 0.004 ? 0 : Math.round(sessions * (0.2 + Math.exp(-((((ms / hourMs) % 24) - 13) ** 2) / 18))),
    ),
    series("video_freeze_600_rate", (ms, hour) => (wave(hour + 3) < 0.003 ? Number.NaN : 0.012 * badness(ms) * (0.9 + 0.2 * wave(hour)))),
    series("join_success_rate", (ms, hour) => 1 - 0.004 * badness(ms) * (0.9 + 0.2 * wave(hour + 1))),
    series("audio_freeze_200_rate", (ms, hour) => 0.008 * badness(ms) * (0.9 + 0.2 * wave(hour + 2))),
    series("first_frame_ms", (ms, hour) => 620 + 160 * badness(ms) + 40 * wave(hour)),
  ];
}

/** The hourly numbers of the account. */
export function sampleSeries(): ReviewSources["series"] {
  const startMs = Date.UTC(2026, 3, 10);
  // The evenings of September are bad with one carrier of the south.
  const south = (ms: number): number => (ms >= Date.UTC(2026, 8, 1) && (ms / hourMs) % 24 >= 12 && (ms / hourMs) % 24 < 15 ? 3.4 : 1.1);
  const plain = (): number => 1;
  return {
    usage: regions.map(usageOf),
    quality: regions.flatMap((region, place) =>
      carriers.flatMap((carrier) =>
        qualityOf(
          { region, carrier, sdk: null, platform: null },
          startMs,
          region === "cn-south" && carrier === "telecom" ? south : plain,
          900 / (place + 1),
        ),
      ),
    ),
    detail: ["4.9.0", "4.11.2"].flatMap((sdk) =>
      ["android", "ios"].flatMap((platform) =>
        carriers.flatMap((carrier) =>
          qualityOf({ region: "cn-south", carrier, sdk, platform }, Date.UTC(2026, 6, 10), sdk === "4.9.0" ? () => 2.1 : plain, 120),
        ),
      ),
    ),
  };
}

interface Trouble {
  readonly id: string;
  readonly title: string;
  readonly severity: RecordOf<"incident">["severity"];
  readonly openedMs: number;
  readonly answeredMinutes: number;
  readonly lastedMinutes: number;
  readonly region: (typeof regions)[number];
  readonly component: string;
  readonly cause: RecordOf<"incident">["cause"];
}

const troubles: readonly Trouble[] = [
  {
    id: "inc_spring",
    title: "Joins fail for five minutes",
    severity: "P2",
    openedMs: Date.UTC(2026, 4, 12, 6),
    answeredMinutes: 9,
    lastedMinutes: 260,
    region: "cn-east",
    component: "join",
    cause: "release",
  },
  {
    id: "inc_july",
    title: "华南晚高峰发布失败",
    severity: "P1",
    openedMs: Date.UTC(2026, 6, 14, 12, 20),
    answeredMinutes: 12,
    lastedMinutes: 190,
    region: "cn-south",
    component: "publish",
    cause: "carrier",
  },
  {
    id: "inc_august",
    title: "Publishing fails again in the evening",
    severity: "P1",
    openedMs: Date.UTC(2026, 7, 2, 12, 5),
    answeredMinutes: 52,
    lastedMinutes: 1500,
    region: "cn-south",
    component: "publish",
    cause: "carrier",
  },
  {
    id: "inc_september",
    title: "Slow first frame after the release",
    severity: "P3",
    openedMs: Date.UTC(2026, 8, 22, 3),
    answeredMinutes: 200,
    lastedMinutes: 2000,
    region: "id-west",
    component: "play",
    cause: "sdk",
  },
];

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function incidentOf({ id, title, severity, openedMs, lastedMinutes, region, component, cause }: Trouble, i: number): RecordOf<"incident"> {
  const endedAt = iso(openedMs + lastedMinutes * 60_000);
  return sampleIncident({
    id,
    accountId,
    number: `INC-${2041 + i}`,
    title,
    severity,
    state: "resolved",
    openedAt: iso(openedMs),
    resolvedAt: endedAt,
    region,
    component: component,
    cause: cause ?? null,
  })[1];
}

function logOf(trouble: Trouble): readonly RecordOf<"incidentEvent">[] {
  const { id, openedMs, severity, answeredMinutes, lastedMinutes } = trouble;
  const rows = sampleLog({ id, accountId }, [
    { at: iso(openedMs), severity, actor: "monitor" },
    {
      at: iso(openedMs + answeredMinutes * 60_000),
      type: "customer_update",
      state: "active",
      actor: "lin",
      text: "The cause is the carrier's link between two cities; traffic is being moved to another route now.",
      holderGroup: "edge",
    },
    { at: iso(openedMs + lastedMinutes * 60_000), type: "state_changed", state: "resolved", actor: "lin" },
  ]);
  return rows.flatMap(([kind, record]) => (kind === "incidentEvent" ? [record] : []));
}

function memoryOf(region: (typeof regions)[number], quarter: string, firstMondayMs: number, top: number): RecordOf<"forecastMemory"> {
  const made = (startMs: number, p50: number) => [
    { at: iso(startMs - 7 * dayMs), leadDays: 7, p50, p90: Math.round(p50 * 1.12), p95: Math.round(p50 * 1.18) },
  ];
  const startsMs = Array.from({ length: 9 }, (_, week) => firstMondayMs + week * 7 * dayMs);
  const eventMs = Date.UTC(2026, 7, 18, 10);
  return {
    id: `fm_${accountId}_${region}_${quarter}`,
    accountId,
    region,
    quarter,
    weeks: startsMs.map((startMs, week) => ({
      startsAt: iso(startMs),
      endsAt: iso(startMs + 7 * dayMs),
      made: made(startMs, top + week * 40),
      actualPcu: null,
    })),
    peaks:
      region === "cn-east"
        ? [
            {
              peakId: "evt_night",
              name: "粉丝嘉年华",
              startsAt: iso(eventMs),
              endsAt: iso(eventMs + 6 * hourMs),
              capacityPcu: 6500,
              made: made(eventMs, 6200),
              toldPcu: 7000,
              outreachId: "out_night",
              actualPcu: null,
              actualAt: null,
            },
          ]
        : [],
    rev: 1,
  };
}

const previousReview: RecordOf<"review"> = {
  id: "rev_star_2026-q2",
  accountId,
  kind: "quarterly",
  period: "2026-Q2",
  state: "presented",
  ownerId: "usr_lin",
  createdAt: "2026-07-03T02:00:00.000Z",
  snapshotId: "S-0A1B2C3D",
  locale: "zh-CN",
  order: [],
  hidden: [],
  heldOn: "2026-07-09",
  templateId: null,
  rev: 1,
};

const previousSaid: readonly SaidValue[] = [
  { key: "usage.peak#q", version: 1, value: 7000 },
  { key: "incidents.opened#q", version: 1, value: 1 },
];

function task(fields: Partial<RecordOf<"task">>): RecordOf<"task"> {
  return sampleTask({ accountId, ownerId: "usr_lin", ...fields })[1];
}

/** An account of which every table of a review has something to say. */
export function sampleReviewRecords(): ReviewRecords {
  return {
    account,
    contracts: [sampleContract({ accountId, slaPolicy: "show v2", startsOn: "2025-01-01", renewsOn: "2026-12-31" })[1]],
    capacities: [
      sampleCapacity({ id: "cap_east", accountId, region: "cn-east", from: "2025-01-01T00:00:00.000Z", pcu: 6000 })[1],
      sampleCapacity({ id: "cap_east_2", accountId, region: "cn-east", from: "2026-08-10T00:00:00.000Z", pcu: 6500 })[1],
      sampleCapacity({ id: "cap_south", accountId, region: "cn-south", from: "2025-01-01T00:00:00.000Z", pcu: 2600 })[1],
      sampleCapacity({ id: "cap_west", accountId, region: "id-west", from: "2025-01-01T00:00:00.000Z", pcu: 2400 })[1],
    ],
    plannedEvents: [
      {
        id: "evt_night",
        accountId,
        region: null,
        name: "粉丝嘉年华",
        startsAt: "2026-08-18T10:00:00.000Z",
        endsAt: "2026-08-18T16:00:00.000Z",
        upliftFactor: 1.6,
        toldBy: "customer",
        rev: 1,
      },
    ],
    incidents: troubles.map(incidentOf),
    incidentEvents: troubles.flatMap(logOf),
    slaVerdicts: [],
    postmortems: [
      {
        id: "pmo_july",
        accountId,
        incidentId: "inc_july",
        state: "published",
        locale: "zh-CN",
        cause: "carrier",
        summary: "运营商链路拥塞。",
        rootCause: "",
        impactText: "",
        impact: null,
        timeline: [],
        workaround: "",
        longTermFix: "",
        regressionCheck: "",
        authorId: "usr_lin",
        reviewerId: null,
        createdAt: "2026-07-15T02:00:00.000Z",
        publishedAt: "2026-07-20T02:00:00.000Z",
        outreachId: null,
        articleKey: null,
        rev: 1,
      },
    ],
    tasks: [
      task({
        id: "task_kept",
        title: "华南增加第二条线路",
        reviewId: previousReview.id,
        dueOn: "2026-08-01",
        state: "done",
        doneOn: "2026-07-28",
      }),
      task({
        id: "task_late",
        title: "升级 SDK 到 4.11",
        reviewId: previousReview.id,
        dueOn: "2026-08-15",
        state: "done",
        doneOn: "2026-08-24",
      }),
      task({ id: "task_overdue", title: "雅加达压测", reviewId: previousReview.id, dueOn: "2026-09-15" }),
      task({ id: "task_prevent", title: "运营商链路告警", postmortemId: "pmo_july", dueOn: "2026-10-20" }),
      task({ id: "task_prevented", title: "切换手册", postmortemId: "pmo_july", state: "done", doneOn: "2026-08-01" }),
      task({ id: "task_now", title: "国庆前扩容", reviewId: "rev_star_2026-q3", dueOn: "2026-11-01" }),
      task({ id: "task_other", title: "Call the CTO" }),
    ],
    contacts: [sampleContact({ id: "ct_wang", accountId })[1]],
    outreaches: ["out_night", "out_asked"].flatMap((id, i) => {
      const [kind, record] = sampleOutreach({
        id,
        accountId,
        contactId: "ct_wang",
        subject: i === 0 ? "粉丝嘉年华容量" : "国庆容量",
        region: "cn-east",
        state: i === 0 ? "answered" : "sent",
        sentAt: i === 0 ? "2026-08-10T02:00:00.000Z" : "2026-09-21T02:00:00.000Z",
        answeredAt: i === 0 ? "2026-08-11T04:00:00.000Z" : null,
        answeredPcu: i === 0 ? 7000 : null,
        topic: "peak",
        peakId: i === 0 ? "evt_night" : null,
        wantsResources: i === 0 ? true : null,
      });
      return kind === "outreach" ? [record] : [];
    }),
    capacityRequests: [
      {
        id: "req_night",
        accountId,
        region: "cn-east",
        peakId: "evt_night",
        peakAt: "2026-08-18T12:00:00.000Z",
        currentPcu: 6000,
        wantedPcu: 6500,
        neededOn: "2026-08-17",
        state: "provisioned",
        askedAt: "2026-08-07T02:00:00.000Z",
        confirmedAt: "2026-08-08T02:00:00.000Z",
        provisionedAt: "2026-08-10T00:00:00.000Z",
        requestedById: "usr_lin",
        outreachId: null,
        note: "",
        rev: 1,
      },
    ],
    forecastMemories: [
      memoryOf("cn-east", "2026-Q3", Date.UTC(2026, 6, 5, 16), 4100),
      memoryOf("cn-south", "2026-Q3", Date.UTC(2026, 6, 5, 16), 2050),
    ],
    healthMonths: ["2026-06", "2026-07", "2026-08", "2026-09"].map((month, i) => ({
      id: `hm_${accountId}_${month}`,
      accountId,
      month,
      days: Array.from({ length: 30 }, (_, day) => [
        day + 1,
        84_000 - i * 3000 - day * 100,
        90,
        1,
        15_000,
        15_000,
        15_000,
        15_000,
        12_000,
        12_000,
      ]),
      rev: 1,
    })),
    surveyAnswers: [
      { id: "sur_1", accountId, at: "2026-08-20T03:00:00.000Z", instrument: "csat", score: 4, contactId: null, comment: "", rev: 1 },
      { id: "sur_2", accountId, at: "2026-05-20T03:00:00.000Z", instrument: "csat", score: 5, contactId: null, comment: "", rev: 1 },
      { id: "sur_3", accountId, at: "2026-09-20T03:00:00.000Z", instrument: "nps", score: 8, contactId: null, comment: "", rev: 1 },
    ],
    sdkUses: (["android", "ios"] as const).map((platform) => ({
      id: `sdu_${platform}`,
      accountId,
      platform,
      at: "2026-09-28T00:00:00.000Z",
      versions: [
        { version: "4.9.0", users: platform === "android" ? 4200 : 900 },
        { version: "4.11.2", users: 3100 },
      ],
      rev: 1,
    })),
    reviews: [previousReview],
    reviewSnapshots: [
      {
        id: "rvs_star_2026-q2_0a1b2c3d",
        accountId,
        reviewId: previousReview.id,
        snapshotId: previousReview.snapshotId,
        kind: "quarterly",
        period: "2026-Q2",
        timeZone: "Asia/Shanghai",
        takenAt: "2026-07-03T02:00:00.000Z",
        dataAsOf: "2026-07-03T01:00:00.000Z",
        digest: "0".repeat(64),
        packed: "AA==",
        said: [...previousSaid],
        rev: 1,
      },
    ],
    users: [sampleUser({ id: "usr_lin" })[1]],
    healthModels: [],
    slaPolicies: [
      {
        id: slaPolicyId("show", 2),
        name: "show",
        version: 2,
        at: "2025-01-01T00:00:00.000Z",
        authorId: "usr_lin",
        note: "",
        definition: {
          ...defaultSlaPolicy,
          credits: [{ clock: "workaround", severities: ["P1"], afterMinutes: 0, percent: 5, clause: "B.3" }],
        },
        rev: 1,
      },
    ],
    sdkReleases: ["4.9.0", "4.10.0", "4.11.2"].map((version, i) => ({
      id: `sdr_${version}`,
      version,
      releasedOn: `2026-0${3 + i * 2}-02`,
      platforms: ["android", "ios"],
      vulnerabilities: i === 0 ? [{ name: "CVE-2026-0001", severity: "high", publishedOn: "2026-07-01", fixedIn: "4.10.0" }] : [],
      rev: 1,
    })),
    calendarEntries: [],
  };
}

export function sampleReviewSources(
  records: ReviewRecords = sampleReviewRecords(),
  request: SnapshotRequest = sampleRequest,
): ReviewSources {
  return gatherSources(records, sampleSeries(), request);
}

let kept: ReviewSnapshot | null = null;

/** A review's rows in which every table has some. */
export function sampleSnapshot(): ReviewSnapshot {
  kept ??= buildSnapshot(sampleReviewSources(), sampleRequest);
  return kept;
}

/** An account of which nothing is known but its name. */
export function emptySnapshot(): ReviewSnapshot {
  const records = sampleReviewRecords();
  const nothing = Object.fromEntries(Object.keys(records).map((name) => [name, []])) as unknown as ReviewRecords;
  const sources = gatherSources(
    { ...nothing, account: { ...account, ownerId: null } },
    { usage: [], quality: [], detail: [] },
    sampleRequest,
  );
  return buildSnapshot({ ...sources, holidays: [] }, sampleRequest);
}
