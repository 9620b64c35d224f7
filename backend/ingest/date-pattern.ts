/** A date as it was written: its wall-clock reading as if it were UTC, and its own offset when it names one. Milliseconds. */
export interface WrittenDate {
  readonly localMs: number;
  readonly offsetMs: number | null;
}

export type DateParser = (text: string) => WrittenDate | null;

const monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const fullMonthNames = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const dayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** Years outside are typing errors or placeholders (0001, 1900, 9999), not measurements. */
const years = { first: 1970, last: 2199 } as const;

interface Parts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
  /** null until an hour of a twelve-hour clock has been told which half it is. */
  afternoon: boolean | null;
  offsetMs: number | null;
}

/** Reads at `at`, answers where it stopped, or -1. */
type Step = (text: string, at: number, into: Parts) => number;

function digits(text: string, at: number, min: number, max: number): number {
  let end = at;
  while (end < text.length && end - at < max) {
    const code = text.charCodeAt(end);
    if (code < 48 || code > 57) break;
    end += 1;
  }
  return end - at < min ? -1 : end;
}

function numberStep(field: "year" | "month" | "day" | "hour" | "minute" | "second", min: number, max: number): Step {
  return (text, at, into) => {
    const end = digits(text, at, min, max);
    if (end < 0) return -1;
    let value = 0;
    for (let i = at; i < end; i += 1) value = value * 10 + text.charCodeAt(i) - 48;
    into[field] = value;
    return end;
  };
}

function nameEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && /[A-Za-z]/.test(text.charAt(end))) end += 1;
  return end;
}

const offsetStep: Step = (text, at, into) => {
  if (text[at] === "Z" || text[at] === "z") {
    into.offsetMs = 0;
    return at + 1;
  }
  const match = /^([+-])(\d{2}):?(\d{2})?/.exec(text.slice(at, at + 6));
  if (match === null) return -1;
  const hours = Number(match[2]);
  const minutes = Number(match[3] ?? "0");
  if (hours > 18 || minutes > 59) return -1;
  into.offsetMs = (match[1] === "-" ? -1 : 1) * (hours * 60 + minutes) * 60_000;
  return at + match[0].length;
};

const fractionStep: Step = (text, at, into) => {
  const end = digits(text, at, 1, 9);
  if (end < 0) return -1;
  into.millisecond = Math.floor(Number(`0.${text.slice(at, end)}`) * 1000);
  return end;
};

function monthNameStep(names: readonly string[]): Step {
  return (text, at, into) => {
    const end = nameEnd(text, at);
    const month = names.indexOf(text.slice(at, end).toLowerCase());
    if (month < 0) return -1;
    into.month = month + 1;
    return end;
  };
}

const tokens: Readonly<Record<string, Step>> = {
  yyyy: numberStep("year", 4, 4),
  MM: numberStep("month", 2, 2),
  M: numberStep("month", 1, 2),
  MMM: monthNameStep(monthNames),
  MMMM: monthNameStep(fullMonthNames),
  dd: numberStep("day", 2, 2),
  d: numberStep("day", 1, 2),
  HH: numberStep("hour", 2, 2),
  H: numberStep("hour", 1, 2),
  hh: (text, at, into) => twelveHour(text, at, into, 2),
  h: (text, at, into) => twelveHour(text, at, into, 1),
  mm: numberStep("minute", 2, 2),
  ss: numberStep("second", 2, 2),
  S: fractionStep,
  SSS: fractionStep,
  a: (text, at, into) => {
    const half = text.slice(at, at + 2).toLowerCase();
    if (half !== "am" && half !== "pm") return -1;
    into.afternoon = half === "pm";
    return at + 2;
  },
  EEE: (text, at) => (dayNames.includes(text.slice(at, at + 3).toLowerCase()) ? at + 3 : -1),
  Z: offsetStep,
  XXX: offsetStep,
  z: (text, at) => {
    const end = nameEnd(text, at);
    return end === at ? -1 : end;
  },
};

function twelveHour(text: string, at: number, into: Parts, min: number): number {
  const end = digits(text, at, min, 2);
  if (end < 0) return -1;
  const hour = Number(text.slice(at, end));
  if (hour < 1 || hour > 12) return -1;
  into.hour = hour % 12;
  into.afternoon ??= false;
  return end;
}

function literalStep(literal: string): Step {
  return (text, at) => (text.startsWith(literal, at) ? at + literal.length : -1);
}

function finish(parts: Parts): WrittenDate | null {
  const hour = parts.hour + (parts.afternoon === true ? 12 : 0);
  if (parts.year < years.first || parts.year > years.last || parts.month < 1 || parts.month > 12 || parts.day < 1) return null;
  if (hour > 23 || parts.minute > 59 || parts.second > 59) return null;
  const localMs = Date.UTC(parts.year, parts.month - 1, parts.day, hour, parts.minute, parts.second, parts.millisecond);
  // 31 February would have become 3 March.
  if (parts.day > 28 && new Date(localMs).getUTCDate() !== parts.day) return null;
  return { localMs, offsetMs: parts.offsetMs };
}

function emptyParts(): Parts {
  return { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0, millisecond: 0, afternoon: null, offsetMs: null };
}

const isoPattern = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|z|[+-]\d{2}(?::?\d{2})?)?)?$/;

const parseIso: DateParser = (text) => {
  const match = isoPattern.exec(text);
  if (match === null) return null;
  const parts = emptyParts();
  parts.year = Number(match[1]);
  parts.month = Number(match[2]);
  parts.day = Number(match[3]);
  parts.hour = Number(match[4] ?? 0);
  parts.minute = Number(match[5] ?? 0);
  parts.second = Number(match[6] ?? 0);
  parts.millisecond = Math.floor(Number(`0.${match[7] ?? "0"}`) * 1000);
  if (match[8] !== undefined && offsetStep(match[8], 0, parts) !== match[8].length) return null;
  return finish(parts);
};

function epoch(unitMs: number): DateParser {
  return (text) => {
    if (!/^\d{1,15}(\.\d{1,6})?$/.test(text)) return null;
    const ms = Math.floor(Number(text) * unitMs);
    return ms < Date.UTC(years.last + 1, 0, 1) ? { localMs: ms, offsetMs: 0 } : null;
  };
}

/**
 * Makes a parser of a date pattern: `iso`, `epoch-s`, `epoch-ms`, or the letters of Unicode TR 35 that tables are written with (yyyy M MM MMM
 * MMMM d dd EEE H HH h hh a mm ss S SSS Z XXX z; other text in single quotes). Answers what is wrong with a pattern that makes no sense.
 * The parser answers null for text that is not such a date, including days that no calendar has.
 */
export function dateParser(pattern: string): DateParser | { readonly error: string } {
  if (pattern === "iso") return parseIso;
  if (pattern === "epoch-s") return epoch(1000);
  if (pattern === "epoch-ms") return epoch(1);
  const steps: Step[] = [];
  const seen = new Set<string>();
  for (let at = 0; at < pattern.length;) {
    const char = pattern.charAt(at);
    if (char === "'") {
      const end = pattern.indexOf("'", at + 1);
      if (end < 0) return { error: "a single quote is not closed" };
      steps.push(literalStep(end === at + 1 ? "'" : pattern.slice(at + 1, end)));
      at = end + 1;
    } else if (/[A-Za-z]/.test(char)) {
      let end = at + 1;
      while (end < pattern.length && pattern.charAt(end) === char) end += 1;
      const token = pattern.slice(at, end);
      const step = Object.hasOwn(tokens, token) ? tokens[token] : undefined;
      if (step === undefined) return { error: `"${token}" is not a date letter; put plain text in single quotes` };
      steps.push(step);
      seen.add(char);
      at = end;
    } else {
      steps.push(literalStep(char));
      at += 1;
    }
  }
  for (const letter of ["y", "M", "d"])
    if (!seen.has(letter)) return { error: `it names no ${letter === "y" ? "year (yyyy)" : letter === "M" ? "month (MM)" : "day (dd)"}` };
  return (text) => {
    const parts = emptyParts();
    let at = 0;
    for (const step of steps) {
      at = step(text, at, parts);
      if (at < 0) return null;
    }
    return at === text.length ? finish(parts) : null;
  };
}
