import { z } from "zod";
import { day, id, instant, locale, timeZone } from "../../common.ts";
import type { Evidence } from "../evidence/evidence-tables.ts";
import { reviewKinds } from "./review-sections.ts";

export const periodId = z.string().regex(/^\d{4}-(?:Q[1-4]|0[1-9]|1[0-2])$/);

/** A number as a review said it. */
export const saidValue = z.object({
  key: z.string().min(1).max(600),
  version: z.number().int().positive(),
  value: z.union([z.number(), z.string().max(300)]).nullable(),
});
export type SaidValue = z.infer<typeof saidValue>;

/** What a review is told of its customer, as it was when the snapshot was made. */
export const reviewAccount = z.object({
  id,
  code: z.string().max(40),
  name: z.string().max(300),
  locale,
  timeZone,
  country: z.string().max(2),
  scenario: z.string().max(40),
  tier: z.string().max(40),
  regions: z.array(z.string().max(40)).max(60),
  /** Who looks after it; null = nobody. */
  owner: z.string().max(300).nullable(),
  slaPolicy: z.string().max(80).nullable(),
  renewsOn: day.nullable(),
});
export type ReviewAccount = z.infer<typeof reviewAccount>;

/**
 * Rows frozen for a review: its numbers are worked out from these and from nothing else, so that they do not move. Id `S-` and the first eight hex
 * digits of its digest.
 */
export interface ReviewSnapshot {
  readonly id: string;
  readonly kind: (typeof reviewKinds)[number];
  /** `2026-Q3`, `2026-09`. */
  readonly period: string;
  /** Begins of the reviewed period, of the one before and of the same a year before with their ends, UTC ms. */
  readonly periods: Readonly<Record<"q" | "p" | "y", { readonly fromMs: number; readonly toMs: number }>>;
  readonly account: ReviewAccount;
  readonly timeZone: string;
  /** When the rows were taken, and the newest instant of what they were taken from. UTC ms. */
  readonly takenMs: number;
  readonly dataAsOfMs: number | null;
  readonly evidence: Evidence;
  /** What the review before said; null = there is none. */
  readonly previous: {
    readonly reviewId: string;
    readonly snapshotId: string;
    readonly period: string;
    readonly said: readonly SaidValue[];
  } | null;
  /** SHA-256, hex, of everything above but the id, and of what its columns are called: see seal-snapshot.ts. */
  readonly digest: string;
}

/** A snapshot as a record: its rows travel packed (pack-snapshot.ts), because only one review at a time is read. */
export const reviewSnapshotRecord = z.object({
  id,
  accountId: id,
  reviewId: id,
  snapshotId: z.string().regex(/^S-[0-9A-F]{8}$/),
  kind: z.enum(reviewKinds),
  period: periodId,
  timeZone,
  takenAt: instant,
  dataAsOf: instant.nullable(),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  /** The snapshot: see pack-snapshot.ts. */
  packed: z.string().min(1).max(400_000),
  /** What the composed review said by these rows, in its quarter's terms: see said-values.ts. */
  said: z.array(saidValue).max(400),
});
export type ReviewSnapshotRecord = z.infer<typeof reviewSnapshotRecord>;

export function reviewSnapshotId(reviewId: string, snapshotId: string): string {
  return `${reviewId.replace(/^rev_/, "rvs_")}_${snapshotId.slice(2).toLowerCase()}`;
}
