import { addDays, weekdayOf } from "../../calendar/day.ts";
import { localDayOf, localInstant } from "../../calendar/local-time.ts";
import { capacityAt } from "../../headroom/headroom.ts";
import type { RecordOf } from "../../kinds.ts";
import { hourMs } from "../../metrics/series.ts";
import { comeMs, type EvidenceRecord, type EvidenceScope, evidenceTable, isTold, spansOf } from "./evidence-scope.ts";
import type { EvidenceTable } from "./evidence-tables.ts";
import { nameOfTime, zoneOf } from "./named-time.ts";
import { outstandingDays } from "./outstanding-days.ts";
import type { ReviewSources } from "./review-sources.ts";
import { type RegionHours, valueAt } from "./usage-days.ts";

type Memory = RecordOf<"forecastMemory">;
type Made = Memory["weeks"][number]["made"][number];
type PeakRecord = EvidenceRecord<"peaks">;

/** Share of the hours of a time that must be known to say what came: as for kept forecasts. */
const leastKnown = 0.8;

/** Weeks and peaks that were over when the rows were taken. Forecasts are those that were kept then; where none was, none is made up. */
export function peakRows(sources: ReviewSources, usage: readonly RegionHours[], scope: EvidenceScope): EvidenceTable {
  const regions = [...new Set([...usage, ...sources.forecastMemories].map(({ region }) => region))].sort();
  const capacities = sources.capacities.filter(({ from }) => comeMs(scope, from) !== null);
  const records = regions.flatMap((region) => {
    const book: RegionBook = {
      region,
      hours: usage.find((one) => one.region === region) ?? null,
      memories: sources.forecastMemories.filter((one) => one.region === region).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      capacityPcu: (atMs) => capacityAt(capacities, region, atMs),
    };
    const kept = keptPeaks(sources, book, scope);
    return [...weekRows(sources, book, scope), ...kept, ...outstandingRows(sources, book, kept, scope)];
  });
  const made = sources.forecastMemories.flatMap(({ weeks, peaks }) => [...weeks, ...peaks].flatMap((one) => one.made));
  return evidenceTable("peaks", records, ["at", "region", "kind", "id"], scope, {
    sources: ["usage", "forecastMemory", "capacity", "plannedEvent"],
    sourceRows: made.length + records.length,
    instants: [
      ...made.map(({ at }) => comeMs(scope, at)),
      ...usage.flatMap(({ startMs, values }) => [startMs, startMs + (values.length - 1) * hourMs]),
    ],
  });
}

interface RegionBook {
  readonly region: string;
  readonly hours: RegionHours | null;
  readonly memories: readonly Memory[];
  readonly capacityPcu: (atMs: number) => number | null;
}

interface Came {
  readonly pcu: number;
  readonly atMs: number;
}

/** Greatest known hour of a time; null = too little of it is known. */
export function greatestHour(hours: RegionHours | null, fromMs: number, toMs: number): Came | null {
  if (hours === null) return null;
  let [known, pcu, atMs, all] = [0, Number.NEGATIVE_INFINITY, 0, 0];
  for (let ms = Math.ceil(fromMs / hourMs) * hourMs; ms < toMs; ms += hourMs) {
    all += 1;
    const value = valueAt(hours, ms);
    if (Number.isNaN(value)) continue;
    known += 1;
    if (value > pcu) [pcu, atMs] = [value, ms];
  }
  return known === 0 || known < leastKnown * all ? null : { pcu, atMs };
}

/** What was forecast about a week ahead. */
function weekAhead(made: readonly Made[], scope: EvidenceScope): Pick<PeakRecord, "leadDays" | "p50" | "p90"> {
  const told = made.filter(({ at }) => comeMs(scope, at) !== null);
  const one = told.find(({ leadDays }) => leadDays === 7) ?? told.find(({ leadDays }) => leadDays === 14);
  return { leadDays: one?.leadDays ?? null, p50: one?.p50 ?? null, p90: one?.p90 ?? null };
}

function weekRows(
  sources: ReviewSources,
  { region, hours, memories, capacityPcu }: RegionBook,
  scope: EvidenceScope,
): readonly PeakRecord[] {
  const weeks = new Map<number, { readonly toMs: number; readonly made: readonly Made[]; readonly actualPcu: number | null }>();
  for (const { startsAt, endsAt, made, actualPcu } of memories.flatMap((memory) => memory.weeks)) {
    weeks.set(Date.parse(startsAt), { toMs: Date.parse(endsAt), made, actualPcu });
  }
  const kept = [...weeks].map(([fromMs, { toMs }]) => ({ fromMs, toMs }));
  for (const span of spansOf(scope)) {
    const zone = zoneOf(sources, region, span.fromMs);
    const first = localDayOf(span.fromMs, zone);
    for (let day = addDays(first, (8 - weekdayOf(first)) % 7); ; day = addDays(day, 7)) {
      const [fromMs, toMs] = [localInstant(day, 0, zone), localInstant(addDays(day, 7), 0, zone)];
      if (fromMs >= span.toMs) break;
      if (!kept.some((one) => one.fromMs < toMs && one.toMs > fromMs)) weeks.set(fromMs, { toMs, made: [], actualPcu: null });
    }
  }
  return [...weeks].flatMap(([fromMs, { toMs, made, actualPcu }]): readonly PeakRecord[] => {
    if (!isTold(scope, fromMs) || toMs > scope.takenMs) return [];
    const came = greatestHour(hours, fromMs, toMs);
    const ahead = weekAhead(made, scope);
    const actual = came?.pcu ?? actualPcu;
    if (actual === null && ahead.p50 === null) return [];
    return [
      {
        id: `week:${region}:${new Date(fromMs).toISOString()}`,
        kind: "week",
        region,
        name: null,
        nameZh: null,
        at: fromMs,
        until: toMs,
        ...ahead,
        toldPcu: null,
        actualPcu: actual,
        capacityPcu: capacityPcu(came?.atMs ?? fromMs),
      },
    ];
  });
}

function keptPeaks(
  sources: ReviewSources,
  { region, hours, memories, capacityPcu }: RegionBook,
  scope: EvidenceScope,
): readonly PeakRecord[] {
  return memories
    .flatMap((memory) => memory.peaks)
    .flatMap((peak): readonly PeakRecord[] => {
      const [fromMs, toMs] = [Date.parse(peak.startsAt), Date.parse(peak.endsAt)];
      if (!isTold(scope, fromMs) || toMs > scope.takenMs) return [];
      const came = greatestHour(hours, fromMs, toMs);
      const called = nameOfTime(sources, region, fromMs, toMs);
      return [
        {
          id: peak.peakId,
          kind: "peak",
          region,
          name: peak.name ?? called?.name ?? null,
          nameZh: peak.name === null ? (called?.nameZh ?? null) : null,
          at: fromMs,
          until: toMs,
          ...weekAhead(peak.made, scope),
          toldPcu: peak.toldPcu,
          actualPcu: came?.pcu ?? peak.actualPcu,
          capacityPcu: capacityPcu(came?.atMs ?? fromMs) ?? peak.capacityPcu,
        },
      ];
    });
}

function outstandingRows(
  sources: ReviewSources,
  { region, hours, capacityPcu }: RegionBook,
  kept: readonly PeakRecord[],
  scope: EvidenceScope,
): readonly PeakRecord[] {
  if (hours === null) return [];
  const remembered = (ms: number): boolean => kept.some(({ at, until }) => Number(at) <= ms && ms < Number(until));
  return spansOf(scope).flatMap((span) =>
    outstandingDays(sources, hours, span, scope.takenMs)
      .filter(({ came }) => !remembered(came.atMs))
      .map(({ day, fromMs, toMs, came, name, nameZh }) => ({
        id: `day:${region}:${day}`,
        kind: "outstanding",
        region,
        name,
        nameZh,
        at: fromMs,
        until: toMs,
        leadDays: null,
        p50: null,
        p90: null,
        toldPcu: null,
        actualPcu: came.pcu,
        capacityPcu: capacityPcu(came.atMs),
      })),
  );
}
