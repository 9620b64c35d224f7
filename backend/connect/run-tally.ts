import type { ConnectorNote, ConnectorNoteCode, ConnectorRowFault, RowCounts, RowReason } from "../../shared/sync/connectors.ts";
import type { FaultReport } from "../ingest/fault.ts";
import type { FileSummary } from "../ingest/tally.ts";

export const noCounts: RowCounts = { read: 0, stored: 0, unchanged: 0, dropped: 0, byReason: {} };

export function addCounts(a: RowCounts, b: RowCounts): RowCounts {
  const byReason = { ...a.byReason };
  for (const [reason, count] of Object.entries(b.byReason)) byReason[reason as RowReason] = (byReason[reason as RowReason] ?? 0) + count;
  return {
    read: a.read + b.read,
    stored: a.stored + b.stored,
    unchanged: a.unchanged + b.unchanged,
    dropped: a.dropped + b.dropped,
    byReason,
  };
}

const toldFaults = 20;
const toldNotes = 50;
const longest = 600;

/** What a run has done so far: counts, the first rows that were left out, and what a person should look at. */
export class RunTally {
  #rows: RowCounts = noCounts;
  readonly #faults: ConnectorRowFault[] = [];
  readonly #notes = new Map<string, { code: ConnectorNoteCode; detail: string; count: number }>();

  get rows(): RowCounts {
    return this.#rows;
  }

  get faults(): readonly ConnectorRowFault[] {
    return this.#faults;
  }

  get notes(): readonly ConnectorNote[] {
    return [...this.#notes.values()];
  }

  settle(stored: number, unchanged: number): void {
    this.#rows = addCounts(this.#rows, { ...noCounts, read: stored + unchanged, stored, unchanged });
  }

  drop(reason: RowReason, place: string, line: number | null, message: string, count = 1): void {
    this.#rows = addCounts(this.#rows, { ...noCounts, read: count, dropped: count, byReason: { [reason]: count } });
    if (this.#faults.length < toldFaults)
      this.#faults.push({ place: place.slice(0, 400), line, reason, message: message.slice(0, longest) });
  }

  /** Takes over what an import counted of a file, and its first faults. */
  addFile({ read, stored, unchanged, dropped }: FileSummary, faults: readonly FaultReport[]): void {
    this.#rows = addCounts(this.#rows, { read, stored, unchanged, dropped: dropped.total, byReason: dropped.byReason });
    this.tell(faults);
  }

  /** Keeps the first rows that were left out; they are counted already. */
  tell(faults: readonly FaultReport[]): void {
    for (const { file, line, column, reason, message } of faults) {
      if (this.#faults.length >= toldFaults) return;
      const text = column === null ? message : `${column}: ${message}`;
      this.#faults.push({ place: file.slice(0, 400), line, reason, message: text.slice(0, longest) });
    }
  }

  note(code: ConnectorNoteCode, detail: string, count = 1): void {
    const key = `${code} ${detail}`;
    const known = this.#notes.get(key);
    if (known !== undefined) known.count += count;
    else if (this.#notes.size < toldNotes) this.#notes.set(key, { code, detail: detail.slice(0, longest), count });
  }
}
