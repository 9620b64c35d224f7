import { dayStartMs } from "../../today/local-day-end.ts";
import { localDay } from "../../contract/days-left.ts";

export const periodKinds = ["month", "quarter"] as const;
export type PeriodKind = (typeof periodKinds)[number];

/** A calendar month or quarter as a zone counts it: `2026-10`, `2026-Q4`. `fromMs` is in it, `toMs` (UTC ms) no longer. */
export interface StatisticPeriod {
  readonly kind: PeriodKind;
  readonly id: string;
  readonly fromMs: number;
  readonly toMs: number;
}

const monthsIn: Readonly<Record<PeriodKind, number>> = { month: 1, quarter: 3 };

/** The period that holds an instant. */
export function periodAt(ms: number, kind: PeriodKind, timeZone: string): StatisticPeriod {
  const [year, month] = localDay(ms, timeZone).split("-").map(Number) as [number, number, number];
  return periodOf(kind, Math.floor((year * 12 + month - 1) / monthsIn[kind]), timeZone);
}

/** The latest `count` periods that have begun, newest first. */
export function latestPeriods(nowMs: number, kind: PeriodKind, timeZone: string, count: number): readonly StatisticPeriod[] {
  const newest = indexOf(periodAt(nowMs, kind, timeZone));
  return Array.from({ length: count }, (_, i) => periodOf(kind, newest - i, timeZone));
}

export function periodBefore(period: StatisticPeriod, timeZone: string): StatisticPeriod {
  return periodOf(period.kind, indexOf(period) - 1, timeZone);
}

/** The period of a name, `2026-10` or `2026-Q4`, moved by so many periods of its kind. */
export function periodNamed(kind: PeriodKind, id: string, timeZone: string, moved = 0): StatisticPeriod {
  return periodOf(kind, indexOf({ kind, id }) + moved, timeZone);
}

function indexOf({ kind, id }: Pick<StatisticPeriod, "kind" | "id">): number {
  const [year, part] = id.split(/-Q?/).map(Number) as [number, number];
  return (year * 12) / monthsIn[kind] + part - 1;
}

function periodOf(kind: PeriodKind, index: number, timeZone: string): StatisticPeriod {
  const perYear = 12 / monthsIn[kind];
  const year = Math.floor(index / perYear);
  const part = index - year * perYear + 1;
  const id = kind === "month" ? `${year}-${String(part).padStart(2, "0")}` : `${year}-Q${part}`;
  return { kind, id, fromMs: startMs(index * monthsIn[kind], timeZone), toMs: startMs((index + 1) * monthsIn[kind], timeZone) };
}

function startMs(month: number, timeZone: string): number {
  const year = Math.floor(month / 12);
  return dayStartMs(`${year}-${String(month - year * 12 + 1).padStart(2, "0")}-01`, timeZone);
}
