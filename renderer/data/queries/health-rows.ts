import type { HealthSource } from "../../../shared/domain/health/health-result.ts";
import { kinds, type Kind, type RecordOf } from "../../../shared/domain/kinds.ts";
import { leafSeries } from "../../../shared/domain/metrics/combine.ts";
import { metrics, type MetricId } from "../../../shared/domain/metrics/metrics.ts";
import { hourMs, type HourlySeries } from "../../../shared/domain/metrics/series.ts";
import { assertNever } from "../../../shared/kernel/assert-never.ts";
import type { LocalStore } from "../local-store.ts";
import { defineQuery } from "../query.ts";

/** Rows that are shown at most. */
export const healthRowsMax = 500;

/** One hour of one series. */
export interface HealthHour {
  /** Start of the hour, ms. */
  readonly atMs: number;
  readonly region: string;
  /** null = all carriers together. */
  readonly carrier: string | null;
  /** In the metric's unit. */
  readonly value: number;
  /** Sessions that the value was measured on; null = not counted. */
  readonly sessions: number | null;
}

/** The rows behind a figure; `total` says how many there are when more than the first are left out. */
export type HealthRows =
  | { readonly type: "records"; readonly kind: Kind; readonly total: number; readonly rows: readonly RecordOf<Kind>[] }
  /** Newest first. */
  | { readonly type: "hours"; readonly metric: MetricId; readonly total: number; readonly rows: readonly HealthHour[] };

export const healthRows = defineQuery<{ readonly accountId: string; readonly source: HealthSource }, HealthRows>({
  dependsOn: [
    "metrics",
    "contract",
    "capacity",
    "incident",
    "incidentEvent",
    "timeline",
    "outreach",
    "contact",
    "surveyAnswer",
    "sdkUse",
    "sdkRelease",
  ],
  run: async (store, { accountId, source }) => {
    switch (source.type) {
      case "records": {
        const rows = source.ids.flatMap((id) => ownRecord(store, accountId, source.kind, id) ?? []);
        return { type: "records", kind: source.kind, total: rows.length, rows: rows.slice(0, healthRowsMax) };
      }
      case "hours": {
        const all = await store.series(accountId, metrics[source.metric].group);
        const rows = hoursOf(all, source);
        return { type: "hours", metric: source.metric, total: rows.length, rows: rows.slice(0, healthRowsMax) };
      }
      default:
        return assertNever(source);
    }
  },
});

/** A figure of an account rests on its own rows, or on those of the whole company. */
function ownRecord<K extends Kind>(store: LocalStore, accountId: string, kind: K, id: string): RecordOf<K> | undefined {
  const record = store.get(kind, id);
  const field = kinds[kind].accountField;
  if (record === undefined || field === null) return record;
  const owner: unknown = Object.entries(record).find(([name]) => name === field)?.[1];
  return owner === accountId ? record : undefined;
}

function hoursOf(all: readonly HourlySeries[], source: Extract<HealthSource, { type: "hours" }>): readonly HealthHour[] {
  const rows: HealthHour[] = [];
  for (const series of leafSeries(all, source.metric, source)) {
    const sessions = all.find((s) => s.metric === "sessions" && s.region === series.region && s.carrier === series.carrier);
    const first = Math.max(0, Math.ceil((source.fromMs - series.startMs) / hourMs));
    const end = Math.min(series.values.length, Math.ceil((source.toMs - series.startMs) / hourMs));
    for (let hour = first; hour < end; hour += 1) {
      const value = series.values[hour] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      const atMs = series.startMs + hour * hourMs;
      const counted = sessions?.values[(atMs - sessions.startMs) / hourMs] ?? Number.NaN;
      rows.push({ atMs, region: series.region, carrier: series.carrier, value, sessions: Number.isNaN(counted) ? null : counted });
    }
  }
  return rows.toSorted((a, b) => b.atMs - a.atMs);
}
