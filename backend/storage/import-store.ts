import type { Kind } from "../../shared/domain/kinds.ts";
import type { MetricId } from "../../shared/domain/metrics/metrics.ts";

/** A record on its way in. `defaults` and `fields` together are complete and valid by the kind's schema. */
export interface ImportRecord {
  readonly kind: Kind;
  readonly id: string;
  /** What the import says: written over what is stored. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The other fields of a record that is new; what colleagues wrote into an existing one stays. */
  readonly defaults: Readonly<Record<string, unknown>>;
}

/** Values of one series in one UTC month, one per hour, NaN where the import says nothing. */
export interface ImportChunk {
  readonly accountId: string;
  readonly metric: MetricId;
  readonly region: string;
  readonly carrier: string | null;
  readonly sdk: string | null;
  readonly platform: string | null;
  readonly month: string;
  readonly values: Float64Array;
}

/** What a mapping needs to know of an account that is already stored. */
export interface ImportAccount {
  readonly id: string;
  readonly timeZone: string;
  /** First region is the main one. */
  readonly regions: readonly string[];
}

/** What is stored of the tenant, whoever brought it. */
export interface ImportCounts {
  readonly accounts: number;
  readonly incidents: number;
  readonly incidentEvents: number;
  /** Distinct (account, metric, region, carrier, sdk, platform). */
  readonly series: number;
}

/**
 * Where everything that comes from outside is written: imports, the HTTP ingest API and the demonstration company. Every call is one
 * transaction with its change-log rows; equal content is left alone and makes no change.
 */
export interface ImportStore {
  /** Upserts records, at most a few thousand a call. Answers, in order, whether each was stored (new or different) or unchanged. */
  putRecords(records: readonly ImportRecord[]): Promise<readonly ("stored" | "unchanged")[]>;
  /**
   * Merges values into the stored hours: `max` keeps the greater of both, `last` replaces. Answers, in order, a byte per hour of each chunk:
   * 1 = that hour's stored value changed.
   */
  putChunks(chunks: readonly ImportChunk[], merge: "max" | "last"): Promise<readonly Uint8Array[]>;
  /** Every account of the tenant by its code, for mappings that name accounts by code. */
  accountsByCode(): Promise<ReadonlyMap<string, ImportAccount>>;
  counts(): Promise<ImportCounts>;
}
