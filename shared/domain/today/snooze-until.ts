import { Temporal } from "temporal-polyfill";

/** `later` in three hours · `tomorrow` 09:00 · `monday` the next one, 09:00. A chosen day is `snoozeUntilDay`. */
export const snoozeChoices = ["later", "tomorrow", "monday"] as const;
export type SnoozeChoice = (typeof snoozeChoices)[number];

/** Hour of the reader's day at which what was put off is back. */
const backHour = 9;
const laterHours = 3;

/** When an item is back, UTC ms, by the reader's wall clock: tomorrow is tomorrow 09:00 across a change of clocks and the end of a month. */
export function snoozeUntil(choice: SnoozeChoice, nowMs: number, timeZone: string): number {
  const now = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone);
  switch (choice) {
    case "later":
      return nowMs + laterHours * 3_600_000;
    case "tomorrow":
      return morningOf(now.toPlainDate().add({ days: 1 }), timeZone);
    case "monday":
      return morningOf(now.toPlainDate().add({ days: 8 - now.dayOfWeek }), timeZone);
  }
}

/** 09:00 of a day, `YYYY-MM-DD`; null = not a day, or not after now. */
export function snoozeUntilDay(day: string, nowMs: number, timeZone: string): number | null {
  try {
    const untilMs = morningOf(Temporal.PlainDate.from(day), timeZone);
    return untilMs > nowMs ? untilMs : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function morningOf(day: Temporal.PlainDate, timeZone: string): number {
  return day.toZonedDateTime({ timeZone, plainTime: new Temporal.PlainTime(backHour) }).epochMilliseconds;
}
