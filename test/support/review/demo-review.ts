import { createDemo, type DemoChunk } from "../../../shared/demo/demo.ts";
import type { Kind, RecordOf } from "../../../shared/domain/kinds.ts";
import { groupOf, hourMs, type HourlySeries, monthStartMs } from "../../../shared/domain/metrics/series.ts";
import { buildSnapshot } from "../../../shared/domain/review/evidence/build-snapshot.ts";
import { gatherSources } from "../../../shared/domain/review/evidence/gather-sources.ts";
import type { ReviewKind } from "../../../shared/domain/review/model/review-sections.ts";
import type { ReviewSnapshot } from "../../../shared/domain/review/model/review-snapshot.ts";

/** The demonstration company on the third of October 2026, ten in the morning in Shanghai. */
export const demoEndMs = Date.UTC(2026, 9, 3, 2);
const demo = createDemo({ size: "desk", seed: 7, endMs: demoEndMs });

export const demoCustomers = demo.accounts.map(({ id, code, name }) => ({ id, code, name, aliases: [] }));

/** What a review of one of its customers counts from; `blank` without anything that ever happened to it. */
export function demoSnapshot(index: number, kind: ReviewKind, period: string, blank = false): ReviewSnapshot {
  const records = [...demo.sharedRecords(), ...demo.headRecords(index, index + 1), ...demo.bodyRecords(index, index + 1)];
  const all = <K extends Kind>(of: K): readonly RecordOf<K>[] =>
    records.flatMap(({ kind: one, id, fields }) => (one === of ? [{ ...fields, id, rev: 1 } as unknown as RecordOf<K>] : []));
  const own = <K extends Kind>(of: K): readonly RecordOf<K>[] => (blank ? [] : all(of));
  const [account] = all("account");
  if (account === undefined) throw new RangeError(`no customer ${index}`);
  const series = blank ? [] : seriesOf([...demo.usageChunks(index, index + 1), ...demo.qualityChunks(index, index + 1)]);
  const request = { kind, period, takenMs: demoEndMs } as const;
  const sources = gatherSources(
    {
      account,
      contracts: own("contract"),
      capacities: own("capacity"),
      plannedEvents: own("plannedEvent"),
      incidents: own("incident"),
      incidentEvents: own("incidentEvent"),
      slaVerdicts: own("slaVerdict"),
      postmortems: own("postmortem"),
      tasks: own("task"),
      contacts: own("contact"),
      outreaches: own("outreach"),
      capacityRequests: own("capacityRequest"),
      forecastMemories: own("forecastMemory"),
      healthMonths: own("healthMonth"),
      surveyAnswers: own("surveyAnswer"),
      sdkUses: own("sdkUse"),
      reviews: [],
      reviewSnapshots: [],
      users: all("user"),
      healthModels: all("healthModel"),
      slaPolicies: all("slaPolicy"),
      sdkReleases: all("sdkRelease"),
      calendarEntries: all("calendarEntry"),
    },
    {
      usage: series.filter((one) => groupOf(one) === "usage"),
      quality: series.filter((one) => groupOf(one) === "quality"),
      detail: series.filter((one) => groupOf(one) === "detail"),
    },
    request,
  );
  return buildSnapshot(sources, request);
}

function seriesOf(chunks: readonly DemoChunk[]): readonly HourlySeries[] {
  const groups = Map.groupBy(chunks, ({ metric, region, carrier, sdk, platform }) =>
    JSON.stringify([metric, region, carrier, sdk, platform]),
  );
  return [...groups.values()].map((group) => {
    const months = group.toSorted((a, b) => (a.month < b.month ? -1 : 1));
    const [first] = months;
    const last = months.at(-1);
    if (first === undefined || last === undefined) throw new RangeError("an empty group");
    const startMs = monthStartMs(first.month);
    const values = new Float64Array((monthStartMs(last.month) - startMs) / hourMs + last.values.length).fill(Number.NaN);
    for (const { month, values: part } of months) values.set(part, (monthStartMs(month) - startMs) / hourMs);
    const { month: _month, values: _values, ...key } = first;
    return { ...key, startMs, values };
  });
}
