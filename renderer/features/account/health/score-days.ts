const dayMs = 86_400_000;

/** A score of one UTC day; null = nobody could judge. */
export interface DayScore {
  readonly day: string;
  readonly scoreMilli: number | null;
}

/** Points 0–100 of the `count` UTC days that end with `lastDay` (its midnight, ms), one value each; NaN = no score of that day. */
export function scoreDays(days: readonly DayScore[], lastDayMs: number, count: number): readonly number[] {
  const values = Array.from({ length: count }, () => Number.NaN);
  for (const { day, scoreMilli } of days) {
    const index = count - 1 - Math.round((lastDayMs - Date.parse(`${day}T00:00:00.000Z`)) / dayMs);
    if (index >= 0 && index < count && scoreMilli !== null) values[index] = scoreMilli / 1000;
  }
  return values;
}
