import { useMemo } from "react";
import { formatAge, formatDaysAgo, formatDuration } from "../../shared/i18n/format-duration.ts";
import { formatBytes, formatCompact, formatList, formatNumber, formatPercent, formatSigned } from "../../shared/i18n/format-number.ts";
import { formatDay, formatDayWords, formatDateTime, formatMonthDay, formatTime, formatWeekday } from "../../shared/i18n/format-time.ts";
import { useReaderZone } from "./reader-zone.ts";
import { useLanguage } from "./text.ts";

type Value = number | null | undefined;

/** The pure formatters of shared/i18n bound to the window's language and the reader's zone; `zone` overrides it for a customer's time. */
export interface Formats {
  /** The reader's IANA zone. */
  readonly zone: string;
  number(value: Value, digits?: number): string;
  compact(value: Value): string;
  signed(value: Value, digits?: number): string;
  /** 0.039 gives `3.9%`. */
  percent(ratio: Value, digits?: number): string;
  bytes(value: Value): string;
  list(parts: readonly string[]): string;
  /** `2026-10-29` */
  day(ms: number, zone?: string): string;
  /** `10-29` */
  monthDay(ms: number, zone?: string): string;
  /** `10 月 29 日，周四` */
  dayWords(ms: number, zone?: string): string;
  weekday(ms: number, zone?: string): string;
  /** `10:42` */
  time(ms: number, zone?: string): string;
  /** `10:42:06` */
  timeSeconds(ms: number, zone?: string): string;
  /** `11-11 20:00` */
  dateTime(ms: number, zone?: string, nowMs?: number): string;
  duration(ms: number): string;
  /** `2 分`, `31 h` */
  age(ms: number): string;
  daysAgo(days: number): string;
}

export function useFormats(): Formats {
  const language = useLanguage();
  const readerZone = useReaderZone();
  return useMemo(
    () => ({
      zone: readerZone,
      number: (value, digits = 0) => formatNumber(value, language, digits),
      compact: (value) => formatCompact(value, language),
      signed: (value, digits = 0) => formatSigned(value, language, digits),
      percent: (ratio, digits = 1) => formatPercent(ratio, language, digits),
      bytes: (value) => formatBytes(value, language),
      list: (parts) => formatList(parts, language),
      day: (ms, zone = readerZone) => formatDay(ms, zone),
      monthDay: (ms, zone = readerZone) => formatMonthDay(ms, zone),
      dayWords: (ms, zone = readerZone) => formatDayWords(ms, zone, language),
      weekday: (ms, zone = readerZone) => formatWeekday(ms, zone, language),
      time: (ms, zone = readerZone) => formatTime(ms, zone),
      timeSeconds: (ms, zone = readerZone) => formatTime(ms, zone, true),
      dateTime: (ms, zone = readerZone, nowMs) => formatDateTime(ms, zone, nowMs),
      duration: (ms) => formatDuration(ms, language),
      age: (ms) => formatAge(ms, language),
      daysAgo: (days) => formatDaysAgo(days, language),
    }),
    [language, readerZone],
  );
}
