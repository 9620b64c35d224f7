import type { Language } from "./catalogue.ts";

interface Parts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
}

const zoneFormats = new Map<string, Intl.DateTimeFormat>();

/** Intl.DateTimeFormat takes 50 µs to make and a table asks for thousands: one per zone is kept. */
function zoneFormat(zone: string): Intl.DateTimeFormat {
  const known = zoneFormats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  zoneFormats.set(zone, made);
  return made;
}

function partsOf(ms: number, zone: string): Parts {
  const found: Record<string, string> = {};
  for (const part of zoneFormat(zone).formatToParts(ms)) found[part.type] = part.value;
  return {
    year: found["year"] ?? "",
    month: found["month"] ?? "",
    day: found["day"] ?? "",
    hour: found["hour"] ?? "",
    minute: found["minute"] ?? "",
    second: found["second"] ?? "",
  };
}

/** Calendar day in a zone: `2026-10-29`. */
export function formatDay(ms: number, zone: string): string {
  const { year, month, day } = partsOf(ms, zone);
  return `${year}-${month}-${day}`;
}

/** Day without its year, for columns and axes whose year is plain: `10-29`. */
export function formatMonthDay(ms: number, zone: string): string {
  const { month, day } = partsOf(ms, zone);
  return `${month}-${day}`;
}

/** Wall clock in a zone: `10:42`, with `seconds` `10:42:06`. */
export function formatTime(ms: number, zone: string, seconds = false): string {
  const { hour, minute, second } = partsOf(ms, zone);
  return seconds ? `${hour}:${minute}:${second}` : `${hour}:${minute}`;
}

/** `11-11 20:00`; with another year than `nowMs` has, `2025-11-11 20:00`. */
export function formatDateTime(ms: number, zone: string, nowMs?: number): string {
  const { year, month, day, hour, minute } = partsOf(ms, zone);
  const withYear = nowMs !== undefined && partsOf(nowMs, zone).year !== year;
  return `${withYear ? `${year}-` : ""}${month}-${day} ${hour}:${minute}`;
}

/** Offset of a zone at an instant: `UTC+8`, `UTC+5:30`, `UTC`. */
export function formatOffset(ms: number, zone: string): string {
  const minutes = offsetMinutes(ms, zone);
  if (minutes === 0) return "UTC";
  const size = Math.abs(minutes);
  const rest = size % 60;
  return `UTC${minutes < 0 ? "−" : "+"}${Math.floor(size / 60)}${rest === 0 ? "" : `:${String(rest).padStart(2, "0")}`}`;
}

/** Minutes that a zone's wall clock is ahead of UTC at an instant. */
export function offsetMinutes(ms: number, zone: string): number {
  const { year, month, day, hour, minute, second } = partsOf(ms, zone);
  const wallMs = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  return Math.round((wallMs - Math.floor(ms / 1000) * 1000) / 60_000);
}

/** First instant of the zone's calendar day that holds `ms`; where midnight does not exist, the first instant after it. */
export function startOfDayMs(ms: number, zone: string): number {
  const { year, month, day } = partsOf(ms, zone);
  const wallMs = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const guess = wallMs - offsetMinutes(ms, zone) * 60_000;
  // The offset at midnight may differ from the one at `ms` (a clock change in between): once more with that one.
  return wallMs - offsetMinutes(guess, zone) * 60_000;
}

/** Day of the week in a zone: 0 = Sunday … 6 = Saturday. */
export function weekdayOf(ms: number, zone: string): number {
  const { year, month, day } = partsOf(ms, zone);
  return new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDay();
}

/** The day in words: `10 月 29 日，周四`, `Thursday 29 October`. */
export function formatDayWords(ms: number, zone: string, language: Language): string {
  if (language === "zh-CN") {
    const { month, day } = partsOf(ms, zone);
    const weekday = new Intl.DateTimeFormat("zh-CN", { timeZone: zone, weekday: "short" }).format(ms);
    return `${Number(month)} 月 ${Number(day)} 日，${weekday}`;
  }
  const words = new Intl.DateTimeFormat("en-GB", { timeZone: zone, weekday: "long", day: "numeric", month: "long" });
  return words.format(ms).replace(",", "");
}

/** Short name of the day of the week: `周五`, `Fri`. */
export function formatWeekday(ms: number, zone: string, language: Language): string {
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { timeZone: zone, weekday: "short" }).format(ms);
}

/** A zone for people, with its offset: `Shanghai UTC+8`, `中国时间 UTC+8`, and `UTC` alone for itself. */
export function formatZone(ms: number, zone: string, language: Language): string {
  const offset = formatOffset(ms, zone);
  if (zone === "UTC" || zone.startsWith("Etc/")) return offset;
  if (language === "en") return `${(zone.split("/").at(-1) ?? zone).replaceAll("_", " ")} ${offset}`;
  // Intl knows no Chinese names of cities, but those of the times that they keep.
  const parts = new Intl.DateTimeFormat("zh-CN", { timeZone: zone, timeZoneName: "shortGeneric" }).formatToParts(ms);
  return `${parts.find((part) => part.type === "timeZoneName")?.value ?? zone} ${offset}`;
}
