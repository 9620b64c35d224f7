/** Hours a contact likes to be reached in: minutes after local midnight; end ≤ start runs past midnight. */
export interface PreferredHours {
  readonly startMinute: number;
  readonly endMinute: number;
}

export interface ContactNow {
  /** Minutes after midnight where the contact is. */
  readonly localMinute: number;
  /** null = preferred hours are not known. */
  readonly inHours: boolean | null;
}

/** What time it is for the contact and whether that is a good moment. An unknown zone gives null. */
export function contactNow(timeZone: string, hours: PreferredHours | null, nowMs: number): ContactNow | null {
  const localMinute = minuteOfDay(timeZone, nowMs);
  if (localMinute === null) return null;
  return { localMinute, inHours: hours === null ? null : isWithin(hours, localMinute) };
}

/** The end is exclusive; equal start and end mean the whole day. */
export function isWithin(hours: PreferredHours, minute: number): boolean {
  const { startMinute, endMinute } = hours;
  if (endMinute > startMinute) return minute >= startMinute && minute < endMinute;
  return minute >= startMinute || minute < endMinute;
}

function minuteOfDay(timeZone: string, ms: number): number | null {
  try {
    const parts = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).formatToParts(ms);
    const part = (type: string): number => Number(parts.find((p) => p.type === type)?.value ?? Number.NaN);
    return part("hour") * 60 + part("minute");
  } catch {
    return null;
  }
}
