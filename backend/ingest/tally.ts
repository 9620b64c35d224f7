import type { DropReason, Fault, FaultReport } from "./fault.ts";
import { limits } from "./limits.ts";
import type { TargetName } from "./targets.ts";

/** Something to know that cost no row. */
export interface Warning {
  readonly code: string;
  readonly count: number;
  readonly message: string;
}

export interface Dropped {
  readonly total: number;
  readonly byReason: Readonly<Partial<Record<DropReason, number>>>;
}

export interface Counts {
  readonly read: number;
  readonly stored: number;
  readonly unchanged: number;
  readonly dropped: Dropped;
}

/** What became of the rows of one file: `read = stored + unchanged + dropped.total`, always. */
export interface FileSummary extends Counts {
  readonly file: string;
  readonly target: TargetName;
  readonly warnings: readonly Warning[];
  /** Why the file could not be read (to its end); null = it was. */
  readonly error: string | null;
}

/** Counts the rows of one file. Every row that is read must be settled once, by `store`, `leave` or `drop`. */
export class FileTally {
  readonly file: string;
  readonly target: TargetName;
  private read = 0;
  private stored = 0;
  private unchanged = 0;
  private dropped = 0;
  private readonly byReason = new Map<DropReason, number>();
  private readonly warnings = new Map<string, { count: number; message: string }>();
  private failure: string | null = null;
  private readonly told: FaultReport[] = [];
  private readonly report: (fault: FaultReport) => void;

  constructor(file: string, target: TargetName, report: (fault: FaultReport) => void) {
    this.file = file;
    this.target = target;
    this.report = report;
  }

  count(rows: number): void {
    this.read += rows;
  }

  settle(outcome: "stored" | "unchanged", rows = 1): void {
    if (outcome === "stored") this.stored += rows;
    else this.unchanged += rows;
  }

  drop(line: number, fault: Fault): void {
    this.dropped += 1;
    this.byReason.set(fault.reason, (this.byReason.get(fault.reason) ?? 0) + 1);
    const report = { file: this.file, line, ...fault };
    if (this.told.length < limits.reportedFaults) this.told.push(report);
    this.report(report);
  }

  warn(code: string, message: string, count = 1): void {
    const known = this.warnings.get(code);
    if (known === undefined) this.warnings.set(code, { count, message });
    else known.count += count;
  }

  fail(message: string): void {
    this.failure ??= message;
  }

  /** The first dropped rows of the file. */
  get firstFaults(): readonly FaultReport[] {
    return this.told;
  }

  /** Throws when a row is unaccounted for: that is a fault of this program, and a silent loss is worse than a stop. */
  summary(): FileSummary {
    const { file, target, read, stored, unchanged, dropped } = this;
    if (read !== stored + unchanged + dropped) {
      throw new Error(`${file}: ${read} rows read, but ${stored} stored + ${unchanged} unchanged + ${dropped} dropped`);
    }
    const byReason = Object.fromEntries([...this.byReason].toSorted(([a], [b]) => (a < b ? -1 : 1)));
    const warnings = [...this.warnings].map(([code, { count, message }]) => ({ code, count, message }));
    return { file, target, read, stored, unchanged, dropped: { total: dropped, byReason }, warnings, error: this.failure };
  }
}

export function totalOf(files: readonly Counts[]): Counts {
  const byReason: Partial<Record<DropReason, number>> = {};
  const total = { read: 0, stored: 0, unchanged: 0, dropped: 0 };
  for (const file of files) {
    total.read += file.read;
    total.stored += file.stored;
    total.unchanged += file.unchanged;
    total.dropped += file.dropped.total;
    for (const [reason, count] of Object.entries(file.dropped.byReason))
      byReason[reason as DropReason] = (byReason[reason as DropReason] ?? 0) + count;
  }
  return { read: total.read, stored: total.stored, unchanged: total.unchanged, dropped: { total: total.dropped, byReason } };
}
