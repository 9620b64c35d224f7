import { kinds, type Kind, type RecordOf } from "../../shared/domain/kinds.ts";
import type { HealthSummary } from "../../shared/domain/health/health-result.ts";
import type { AccountOutlook } from "../../shared/domain/peak/radar.ts";
import type { Signal } from "../../shared/domain/signal/signal.ts";
import { groupOf, type HourlySeries } from "../../shared/domain/metrics/series.ts";
import { touchTypes } from "../../shared/domain/timeline/timeline-entry.ts";
import type { LocalStore, UsageRollup } from "../../renderer/data/local-store.ts";

/** What a query is asked about: whole records, validated by their schema, so that a test cannot invent a shape that the product has not. */
export interface FakeContent {
  readonly records: readonly { readonly [K in Kind]: readonly [K, RecordOf<K>] }[Kind][];
  readonly rollups?: readonly UsageRollup[];
  readonly health?: readonly HealthSummary[];
  readonly series?: readonly HourlySeries[];
  readonly signals?: readonly Signal[];
  readonly outlooks?: readonly AccountOutlook[];
  /** Ids of records that hold unacknowledged edits. */
  readonly pending?: readonly string[];
  readonly userId?: string;
}

/** A local store in memory that answers as the contract says. */
export function fakeStore(content: FakeContent): LocalStore {
  for (const [kind, record] of content.records) {
    const { rev: _rev, ...fields } = record;
    kinds[kind].schema.parse(fields);
  }
  const all = <K extends Kind>(kind: K): readonly RecordOf<K>[] =>
    content.records.filter(([k]) => k === kind).map(([, record]) => record as unknown as RecordOf<K>);
  return {
    all,
    get: (kind, id) => all(kind).find((record) => record.id === id),
    ofAccount: (kind, accountId) => all(kind).filter((record) => "accountId" in record && record.accountId === accountId),
    scan: (kind, fields, visit) => {
      for (const record of all(kind)) visit(fields.map((field) => (record as Readonly<Record<string, unknown>>)[field]));
    },
    journal: () => ({ base: 0, changed: [] }),
    lastTouchMs: (accountId) => {
      const touches = all("timeline").filter((entry) => entry.accountId === accountId && touchTypes.includes(entry.type));
      return touches.length === 0 ? undefined : Math.max(...touches.map((entry) => Date.parse(entry.at)));
    },
    touchesOf: (accountId) =>
      all("timeline")
        .filter((entry) => entry.accountId === accountId && touchTypes.includes(entry.type))
        .map((entry) => ({ id: entry.id, atMs: Date.parse(entry.at) })),
    health: (accountId) => content.health?.find((summary) => summary.accountId === accountId),
    signals: (accountId) => content.signals?.filter((signal) => signal.accountId === accountId),
    outlook: (accountId) => content.outlooks?.find((outlook) => outlook.accountId === accountId),
    isPending: (_kind, id) => content.pending?.includes(id) ?? false,
    usageRollup: (accountId) => content.rollups?.find((rollup) => rollup.accountId === accountId),
    series: (accountId, group) =>
      Promise.resolve((content.series ?? []).filter((series) => series.accountId === accountId && groupOf(series) === group)),
    userId: () => content.userId,
  };
}
