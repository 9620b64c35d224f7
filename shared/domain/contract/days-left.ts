const dayMs = 86_400_000;

/** Whole days from today (as the given zone counts it) to a calendar day; negative = past. */
export function daysUntil(day: string, nowMs: number, timeZone: string): number {
  return Math.round((Date.parse(`${day}T00:00:00.000Z`) - Date.parse(`${localDay(nowMs, timeZone)}T00:00:00.000Z`)) / dayMs);
}

const formats = new Map<string, Intl.DateTimeFormat | null>();

/** Calendar day (`YYYY-MM-DD`) of an instant in a zone; an unknown zone counts as UTC. */
export function localDay(ms: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = dayFormat(timeZone);
    formats.set(timeZone, format);
  }
  return format === null ? new Date(ms).toISOString().slice(0, 10) : format.format(ms);
}

function dayFormat(timeZone: string): Intl.DateTimeFormat | null {
  try {
    // Swedish writes dates as ISO does.
    return new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  } catch {
    return null;
  }
}
