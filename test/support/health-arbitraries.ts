import fc from "fast-check";
import { scenarios, tiers } from "../../shared/domain/account/account.ts";
import type { HealthInput, QualityDigest, UsageDigest } from "../../shared/domain/health/health-input.ts";
import { incidentHistory } from "../../shared/domain/incident/incident-history.ts";
import type { IncidentEvent } from "../../shared/domain/incident/incident-event.ts";
import { incidentStates, severities, type Incident } from "../../shared/domain/incident/incident.ts";
import { type Random, seededRandom } from "../../shared/kernel/random.ts";
import { sampleVerdict } from "./sample-verdict.ts";
import { sampleHealthInput, sampleQuality, type SampleQualityDay, sampleUsage } from "./sample-health-input.ts";

const dayMs = 86_400_000;
/** A Monday: the weeks of the sample usage end with it. */
export const judgedMs = Date.UTC(2026, 9, 26);

/** Instants around the judged one; some lie behind it, and must say nothing. */
const instant = fc.integer({ min: -500 * 24, max: 60 * 24 }).map((hours) => new Date(judgedMs + hours * 3_600_000).toISOString());
const past = fc.integer({ min: -500, max: 0 }).map((days) => new Date(judgedMs + days * dayMs).toISOString());
const day = instant.map((at) => at.slice(0, 10));
const id = fc.uuid().map((uuid) => `r-${uuid}`);
const region = fc.constantFrom("cn-south", "cn-east", "ap-southeast");

function listOf<T extends { readonly id: string }>(one: fc.Arbitrary<T>, maxLength: number): fc.Arbitrary<readonly T[]> {
  return fc.uniqueArray(one, { maxLength, selector: (row) => row.id });
}

/** A digest without any hour is none: see `usageDigest` and `qualityDigest`. */
function knownUsage(digest: UsageDigest): UsageDigest | null {
  return digest.regions.some(({ weekHours }) => Array.from(weekHours).some((hours) => hours > 0)) ? digest : null;
}

function knownQuality(digest: QualityDigest): QualityDigest | null {
  return digest.slices.some(({ metrics }) => Object.values(metrics).some(({ hours }) => hours.some((count) => count > 0))) ? digest : null;
}

const group = fc.constantFrom(null, "front line", "experts", "R&D");

const incidentWithLog = fc
  .record({
    id,
    openedAt: instant,
    hasLog: fc.boolean(),
    steps: fc.array(
      fc.record({
        hours: fc.integer({ min: 0, max: 400 }),
        state: fc.constantFrom(...incidentStates),
        severity: fc.constantFrom(...severities),
        holderGroup: group,
        actor: fc.constantFrom(null, "monitor", "He Jing"),
        type: fc.constantFrom("assigned", "state_changed", "customer_update", "updated"),
      }),
      { maxLength: 6 },
    ),
  })
  .map(({ id: incidentId, openedAt, hasLog, steps }): { readonly incident: Incident; readonly log: readonly IncidentEvent[] } => {
    let ms = Date.parse(openedAt);
    const first = { hours: 0, state: "new", severity: "P1", holderGroup: null, actor: "monitor", type: "opened" } as const;
    const log = [first, ...steps].map((step, ordinal): IncidentEvent => {
      ms += step.hours * 3_600_000;
      return {
        id: `${incidentId}-${String(ordinal)}`,
        accountId: "acc-1",
        incidentId,
        at: new Date(ms).toISOString(),
        ordinal,
        type: step.type,
        state: step.state,
        severity: step.severity,
        holderGroup: step.holderGroup,
        holderName: null,
        actor: step.actor,
        text: "",
        source: null,
      };
    });
    const history = incidentHistory(log);
    const last = log.at(-1);
    const ended = history?.endedMs == null ? null : new Date(history.endedMs).toISOString();
    const incident: Incident = {
      id: incidentId,
      accountId: "acc-1",
      number: incidentId,
      kind: "incident",
      severity: last?.severity ?? "P1",
      title: "slow joins",
      state: last?.state ?? "new",
      openedAt,
      resolvedAt: ended,
      closedAt: last?.state === "closed" ? last.at : null,
      region: null,
      holderGroup: null,
      holderName: null,
      sourceMadeSla: null,
    };
    return { incident, log: hasLog ? log : [] };
  });

/** The usage may end some weeks before the judged instant, or go on behind it. */
const usage = fc.option(
  fc
    .record({
      seed: fc.integer(),
      weeks: fc.dictionary(region, fc.integer({ min: 1, max: 61 }), { minKeys: 1 }),
      weeksOff: fc.integer({ min: -5, max: 2 }),
    })
    .map(({ seed, weeks, weeksOff }) => {
      const random = seededRandom(seed);
      const peaks = Object.entries(weeks).map(([name, count]) => [
        name,
        Array.from({ length: count }, () => maybe(random, 7, 1 + Math.floor(random() * 90_000)) ?? Number.NaN),
      ]);
      return knownUsage(sampleUsage(Object.fromEntries(peaks), judgedMs + weeksOff * 7 * dayMs));
    }),
  { nil: null, freq: 5 },
);

const qualityMetric = fc.constantFrom("video_freeze_600_rate", "audio_freeze_200_rate", "join_5s_rate", "delay_over_400_rate");
const quality = fc.option(
  fc
    .record({
      seed: fc.integer(),
      slices: fc.dictionary(
        fc.constantFrom("cn-south/telecom", "cn-south/mobile", "cn-east/telecom", "ap-southeast"),
        fc.dictionary(qualityMetric, fc.integer({ min: 1, max: 70 }), { minKeys: 1 }),
        { minKeys: 1 },
      ),
      daysOff: fc.integer({ min: -9, max: 3 }),
    })
    .map(({ seed, slices, daysOff }) => {
      const random = seededRandom(seed);
      const day = (): SampleQualityDay | null =>
        maybe(random, 8, { sessions: 1 + Math.floor(random() * 50_000), rate: random(), within: random() });
      const filled = Object.entries(slices).map(([name, metrics]) => [
        name,
        Object.fromEntries(Object.entries(metrics).map(([metric, days]) => [metric, Array.from({ length: days }, day)])),
      ]);
      return knownQuality(sampleQuality(Object.fromEntries(filled), judgedMs + daysOff * dayMs));
    }),
  { nil: null, freq: 5 },
);

/** The value, but one time in `often` nothing. */
function maybe<T>(random: Random, often: number, value: T): T | null {
  return random() < 1 / often ? null : value;
}

const version = fc.constantFrom("4.6.2", "4.7.6", "4.8.1", "4.9", "4.10.0");
const platform = fc.constantFrom("android", "ios", "web");

/** An account with rows of every kind, some of them later than `judgedMs`, some kinds missing. */
export const healthInputs: fc.Arbitrary<HealthInput> = fc
  .record({
    scenario: fc.constantFrom(...scenarios),
    tier: fc.constantFrom(...tiers),
    regions: fc.constantFrom<string[]>(["cn-south"], ["cn-south", "cn-east"]),
    contracts: listOf(
      fc
        .record({ id, startsOn: day, renewsOn: day, committedMinutes: fc.option(fc.integer({ min: 0, max: 500_000_000 }), { nil: null }) })
        .map((one) => ({
          ...one,
          accountId: "acc-1",
          tier: "standard" as const,
          slaPolicy: "default v3",
          services: [],
        })),
      3,
    ),
    capacities: listOf(
      fc.record({ id, accountId: fc.constant("acc-1"), region, from: instant, pcu: fc.integer({ min: 0, max: 120_000 }) }),
      5,
    ),
    plannedEvents: listOf(
      fc
        .record({
          id,
          region: fc.option(region, { nil: null }),
          startsAt: instant,
          hours: fc.integer({ min: 1, max: 72 }),
          upliftFactor: fc.option(fc.double({ min: 0.5, max: 5, noNaN: true }), { nil: null }),
        })
        .map(({ hours, ...one }) => ({
          ...one,
          accountId: "acc-1",
          name: "show",
          endsAt: new Date(Date.parse(one.startsAt) + hours * 3_600_000).toISOString(),
          toldBy: "customer" as const,
        })),
      4,
    ),
    incidents: fc.uniqueArray(incidentWithLog, { maxLength: 6, selector: ({ incident }) => incident.id }),
    touches: fc.array(fc.record({ id: fc.option(id, { nil: null }), atMs: instant.map((at) => Date.parse(at)) }), { maxLength: 5 }),
    outreaches: listOf(
      fc
        .record({
          id,
          region: fc.option(region, { nil: null }),
          peakAt: fc.option(instant, { nil: null }),
          sentAt: instant,
          answerHours: fc.option(fc.integer({ min: 0, max: 500 }), { nil: null }),
          answeredPcu: fc.option(fc.integer({ min: 0, max: 120_000 }), { nil: null }),
        })
        .map(({ answerHours, ...one }) => ({
          ...one,
          accountId: "acc-1",
          contactId: null,
          subject: "capacity",
          channel: "email" as const,
          state: answerHours === null ? ("sent" as const) : ("answered" as const),
          answeredAt: answerHours === null ? null : new Date(Date.parse(one.sentAt) + answerHours * 3_600_000).toISOString(),
        })),
      5,
    ),
    contacts: listOf(
      fc.record({ id, role: fc.constantFrom("decision_maker" as const, "technical_lead" as const, "operations" as const) }).map((one) => ({
        ...one,
        accountId: "acc-1",
        name: "Wang Min",
        title: "",
        locale: "zh-CN",
        timeZone: "Asia/Shanghai",
        channels: [],
        isPrimary: false,
        onCall: false,
        preferredHours: null,
        note: "",
      })),
      4,
    ),
    surveys: listOf(
      fc
        .record({
          id,
          accountId: fc.constant("acc-1"),
          at: instant,
          instrument: fc.constantFrom("csat" as const, "nps" as const),
          score: fc.integer({ min: 0, max: 10 }),
        })
        .map((one) => ({
          ...one,
          score: one.instrument === "csat" ? 1 + (one.score % 5) : one.score,
          contactId: null,
          comment: "",
        })),
      5,
    ),
    sdkUses: listOf(
      fc.record({
        id,
        accountId: fc.constant("acc-1"),
        platform,
        at: instant,
        versions: fc.uniqueArray(fc.record({ version, users: fc.integer({ min: 0, max: 9_000 }) }), {
          maxLength: 4,
          selector: (one) => one.version,
        }),
      }),
      6,
    ),
    sdkReleases: fc.uniqueArray(
      fc.record({
        id,
        version,
        releasedOn: day,
        platforms: fc.uniqueArray(platform, { minLength: 1 }),
        vulnerabilities: fc.array(
          fc.record({
            name: fc.constantFrom("A-1", "A-2"),
            severity: fc.constantFrom("low" as const, "medium" as const, "high" as const, "critical" as const),
            publishedOn: day,
            fixedIn: fc.option(version, { nil: null }),
          }),
          { maxLength: 2 },
        ),
      }),
      { maxLength: 5, selector: (one) => one.version },
    ),
    overrides: listOf(
      fc
        .record({
          id,
          grade: fc.constantFrom("good" as const, "critical" as const),
          at: past,
          expiresAt: instant,
          withdrawnAt: fc.option(instant, { nil: null }),
        })
        .map((one) => ({
          ...one,
          accountId: "acc-1",
          reason: "seen on site",
          authorId: "user-1",
        })),
      3,
    ),
    usage,
    quality,
    frozen: fc.array(fc.record({ of: fc.nat(), closedAt: instant, state: fc.constantFrom("met", "missed", "void") }), { maxLength: 4 }),
  })
  .map(({ scenario, tier, regions, incidents, frozen, ...rows }) => {
    const base = sampleHealthInput();
    return {
      ...base,
      ...rows,
      account: { ...base.account, scenario, tier, regions },
      incidents: incidents.map(({ incident }) => incident),
      slaVerdicts: frozen.flatMap(({ of, ...one }, sequence) => {
        const incident = incidents[of % Math.max(1, incidents.length)]?.incident;
        return incident === undefined ? [] : [sampleVerdict({ incidentId: incident.id, sequence, ...one })];
      }),
      incidentEvents: new Map(incidents.filter(({ log }) => log.length > 0).map(({ incident, log }) => [incident.id, log])),
    };
  });
