import type { Kind, RecordOf } from "../../shared/domain/kinds.ts";
import type { MetricGroup } from "../../shared/domain/metrics/metrics.ts";
import type { HourlySeries } from "../../shared/domain/metrics/series.ts";

/**
 * What queries read: base + ordered overlay of the outbox, as the screen shows it. Synchronous and in memory except for metric series,
 * which are read from disk. Arrays and records are shared: never changed by a reader; an unchanged record keeps its identity.
 */
export interface LocalStore {
  /** Every record of a kind. Cheap for what fits a book (accounts, incidents, tasks …); for timeline and incidentEvent use ofAccount. */
  all<K extends Kind>(kind: K): readonly RecordOf<K>[];
  get<K extends Kind>(kind: K, id: string): RecordOf<K> | undefined;
  /** Records of one account, in no particular order. */
  ofAccount<K extends Kind>(kind: K, accountId: string): readonly RecordOf<K>[];
  /** Newest `at` of the account's timeline entries of the touch types (ms), without making the entries. */
  lastTouchMs(accountId: string): number | undefined;
  /** Whether the shown record holds edits that the backend has not yet acknowledged. */
  isPending(kind: Kind, id: string): boolean;
  /** Daily summary of the account's usage, kept in memory for the whole book. */
  usageRollup(accountId: string): UsageRollup | undefined;
  /** Every series of the account in a group, from disk. Empty when none are on this laptop. */
  series(accountId: string, group: MetricGroup): Promise<readonly HourlySeries[]>;
  /** The signed-in user's id; undefined before the first sync. */
  userId(): string | undefined;
}

/** The last 90 days of data of one account's PCU per region, a value a UTC day. */
export interface UsageRollup {
  readonly accountId: string;
  /** Last hour that has a value in any region, ms. */
  readonly lastHourMs: number;
  readonly regions: readonly {
    readonly region: string;
    /** UTC midnight of the first value. */
    readonly firstDayMs: number;
    /** Greatest hourly PCU of each day; NaN = no data that day. */
    readonly dailyMax: Float32Array;
  }[];
}
