import { periodNamed } from "../../sla/statistics/statistic-period.ts";
import type { ReviewSnapshot } from "../model/review-snapshot.ts";
import {
  type EvidenceCell,
  type EvidenceColumn,
  type EvidenceRows,
  type EvidenceTable,
  evidenceTables,
  type EvidenceTableId,
} from "./evidence-tables.ts";
import type { SnapshotRequest } from "./review-sources.ts";

/** The times that a snapshot is about. UTC ms. */
export interface EvidenceScope {
  readonly periods: ReviewSnapshot["periods"];
  readonly timeZone: string;
  readonly takenMs: number;
  /** First instant that is not told of any more: the end of the reviewed period, or when the rows were taken. */
  readonly endMs: number;
}

type Span = ReviewSnapshot["periods"]["q"];

/** The reviewed period, the one before it and the same a year before, as a zone counts them. */
export function reviewPeriods({ kind, period }: Pick<SnapshotRequest, "kind" | "period">, timeZone: string): ReviewSnapshot["periods"] {
  const of = (moved: number): Span => {
    const { fromMs, toMs } = periodNamed(kind === "quarterly" ? "quarter" : "month", period, timeZone, moved);
    return { fromMs, toMs };
  };
  return { q: of(0), p: of(-1), y: of(kind === "quarterly" ? -4 : -12) };
}

export function evidenceScope(request: SnapshotRequest, timeZone: string): EvidenceScope {
  const periods = reviewPeriods(request, timeZone);
  return { periods, timeZone, takenMs: request.takenMs, endMs: Math.min(periods.q.toMs, request.takenMs + 1) };
}

/** Oldest first. */
export function spansOf({ periods }: EvidenceScope): readonly Span[] {
  return [periods.y, periods.p, periods.q];
}

/** Whether an instant lies in one of the periods and had come when the rows were taken. */
export function isTold(scope: EvidenceScope, ms: number | null): boolean {
  return ms !== null && ms <= scope.takenMs && spansOf(scope).some(({ fromMs, toMs }) => ms >= fromMs && ms < toMs);
}

/** An instant of a record; null = there is none, or it had not come when the rows were taken. */
export function comeMs({ takenMs }: EvidenceScope, instant: string | null | undefined): number | null {
  if (instant == null) return null;
  const ms = Date.parse(instant);
  return ms <= takenMs ? ms : null;
}

export type EvidenceRecord<T extends EvidenceTableId> = Readonly<Record<EvidenceColumn<T>, EvidenceCell>>;

interface Provenance {
  readonly sources: readonly string[];
  readonly sourceRows: number;
  /** Of everything that was read, whatever its period; those later than the snapshot do not count. */
  readonly instants: Iterable<number | null>;
}

/** A table of records in the order of `order` columns, then of the others, so that the order of the sources does not matter; unknown cells first. */
export function evidenceTable<T extends EvidenceTableId>(
  table: T,
  records: readonly EvidenceRecord<T>[],
  order: readonly EvidenceColumn<T>[],
  scope: Pick<EvidenceScope, "takenMs">,
  { sources, sourceRows, instants }: Provenance,
): EvidenceTable {
  const columns = Object.keys(evidenceTables[table]) as readonly EvidenceColumn<T>[];
  const places = [...order, ...columns.filter((column) => !order.includes(column))].map((column) => columns.indexOf(column));
  const rows: EvidenceRows = records
    .map((record) => columns.map((column) => finite(record[column])))
    .sort((a, b) => places.reduce((found, place) => found || compareCells(a[place] ?? null, b[place] ?? null), 0));
  let [fromMs, asOfMs]: [number | null, number | null] = [null, null];
  for (const ms of instants) {
    if (ms === null || ms > scope.takenMs) continue;
    fromMs = Math.min(fromMs ?? ms, ms);
    asOfMs = Math.max(asOfMs ?? ms, ms);
  }
  return { rows, sourceRows, sources, fromMs, asOfMs };
}

/** What is not a number is not known: it is never stored as one. */
function finite(cell: EvidenceCell): EvidenceCell {
  return typeof cell === "number" && !Number.isFinite(cell) ? null : cell;
}

export function compareCells(a: EvidenceCell, b: EvidenceCell): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a) < String(b) ? -1 : 1;
}
