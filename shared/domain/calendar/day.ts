const dayMs = 86_400_000;

/** Milliseconds at the start of a calendar day, as if in UTC. */
export function dayStartMs(day: string): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)));
}

/** Calendar day (`YYYY-MM-DD`) in UTC of an instant. */
export function dayOfMs(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

export function addDays(day: string, days: number): string {
  return dayOfMs(dayStartMs(day) + days * dayMs);
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(day: string): number {
  return new Date(dayStartMs(day)).getUTCDay();
}

/** The n-th (1, 2, …; -1 = last) given weekday of a month (1–12). */
export function nthWeekday(year: number, month: number, weekday: number, n: number): string {
  if (n > 0) {
    const first = dayOfMs(Date.UTC(year, month - 1, 1));
    return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + (n - 1) * 7);
  }
  const last = dayOfMs(Date.UTC(year, month, 0));
  return addDays(last, -((weekdayOf(last) - weekday + 7) % 7));
}
