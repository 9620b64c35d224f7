import type { UsageDigest } from "../../shared/domain/health/health-input.ts";
import type { HealthSummary } from "../../shared/domain/health/health-result.ts";
import type { Kind, RecordOf } from "../../shared/domain/kinds.ts";
import type { MetricGroup } from "../../shared/domain/metrics/metrics.ts";
import type { AccountOutlook } from "../../shared/domain/peak/radar.ts";
import type { Signal } from "../../shared/domain/signal/signal.ts";
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
  /** Named fields of every record of a kind, without making the records. The array handed to `visit` is reused. */
  scan(kind: Kind, fields: readonly string[], visit: (values: readonly unknown[]) => void): void;
  /** What changed of a kind, for who keeps something made of its records. */
  journal(kind: Kind): Journal;
  /** Newest `at` of the account's timeline entries of the touch types (ms), without making the entries. */
  lastTouchMs(accountId: string): number | undefined;
  /** Every touch of the account, in no particular order, without making the entries. */
  touchesOf(accountId: string): readonly Touch[];
  /** What the lists show of the account's health; undefined = not computed yet. */
  health(accountId: string): HealthSummary | undefined;
  /** Quality that left its normal band, oldest first, current and past, each its own group; undefined = not looked for yet, or no quality is here. */
  signals(accountId: string): readonly Signal[] | undefined;
  /** The account's forecast and its peaks; undefined = not made yet. */
  outlook(accountId: string): AccountOutlook | undefined;
  /** Whether the shown record holds edits that the backend has not yet acknowledged. */
  isPending(kind: Kind, id: string): boolean;
  /** Summary of the account's usage by days and weeks, kept in memory for the whole book. */
  usageRollup(accountId: string): UsageRollup | undefined;
  /** Every series of the account in a group, from disk. Empty when none are on this laptop. */
  series(accountId: string, group: MetricGroup): Promise<readonly HourlySeries[]>;
  /** The signed-in user's id; undefined before the first sync. */
  userId(): string | undefined;
}

/** A list that only grows: who has read as far as its length reads on from there. Another `base` = it began anew, and anything may have changed. */
export interface Journal {
  readonly base: number;
  /** Ids of records that came, went or changed, with repeats. */
  readonly changed: readonly string[];
}

/** An account's usage by days and weeks. */
export interface UsageRollup extends UsageDigest {
  readonly accountId: string;
}

/** When an account was in touch with the customer. */
export interface Touch {
  readonly id: string;
  readonly atMs: number;
}
