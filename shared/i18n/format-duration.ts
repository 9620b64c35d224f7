import type { Language } from "./catalogue.ts";

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;

const words: Readonly<Record<Language, { readonly day: string; readonly hour: string; readonly minute: string; readonly second: string }>> =
  {
    "zh-CN": { day: " 天", hour: " 小时", minute: " 分", second: " 秒" },
    en: { day: " d", hour: " h", minute: " min", second: " s" },
  };
const yearMs = 365.25 * dayMs;
const year: Readonly<Record<Language, string>> = { "zh-CN": " 年", en: " y" };
const shortHour: Readonly<Record<Language, string>> = { "zh-CN": " 时", en: " h" };

/** A length of time in its two largest units: `1 小时 34 分`, `1 h 34 min`, `2 d 3 h`, `45 s`. Never negative: the size counts. */
export function formatDuration(ms: number, language: Language): string {
  const size = Math.abs(ms);
  const unit = words[language];
  if (size < minuteMs) return `${Math.floor(size / 1000)}${unit.second}`;
  const [large, largeMs, small, smallMs] =
    size >= dayMs
      ? [unit.day, dayMs, unit.hour, hourMs]
      : size >= hourMs
        ? [unit.hour, hourMs, unit.minute, minuteMs]
        : [unit.minute, minuteMs, "", 0];
  const first = `${Math.floor(size / largeMs)}${large}`;
  if (smallMs === 0) return first;
  const rest = Math.floor((size % largeMs) / smallMs);
  return rest === 0 ? first : `${first} ${rest}${small}`;
}

/** How old something is, in one unit for a narrow column: `<1 分`, `2 分` / `2 min`, `31 时` / `31 h` (to 47 h), `3 天` / `3 d`, from two years on `11 年` / `11 y`. */
export function formatAge(ms: number, language: Language): string {
  const size = Math.max(0, ms);
  const unit = words[language];
  if (size < minuteMs) return `<1${unit.minute}`;
  if (size < hourMs) return `${Math.floor(size / minuteMs)}${unit.minute}`;
  if (size < 48 * hourMs) return `${Math.floor(size / hourMs)}${shortHour[language]}`;
  if (size < 2 * yearMs) return `${Math.floor(size / dayMs)}${unit.day}`;
  return `${Math.floor(size / yearMs)}${year[language]}`;
}

/** Whole calendar days apart, in words: `今天` / `today`, `昨天` / `1 d`, `3 天` / `3 d`. `days` is 0 or more. */
export function formatDaysAgo(days: number, language: Language): string {
  if (days <= 0) return language === "en" ? "today" : "今天";
  if (days === 1 && language !== "en") return "昨天";
  return `${days}${words[language].day}`;
}

/** A running clock in the unit that matters: `06:42` below an hour, `6:37:42` from an hour, with a minus when it is over. */
export function formatClock(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  const two = (value: number): string => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const text =
    hours > 0
      ? `${hours}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
      : `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
  return ms < 0 ? `−${text}` : text;
}
