import ICAL from "ical.js";
import { addDays, dayOfMs } from "../calendar/day.ts";
import { type IcsBlock, oneLine } from "./ics-blocks.ts";
import { dayText, type IcsClock, icsClock, type IcsZones } from "./ics-clock.ts";
import { icsLimits, type IcsEvent, type IcsSkipCode, type IcsWindow } from "./ics-model.ts";
import { type DayRule, recurringDays } from "./recurring-days.ts";

const dayMs = 86_400_000;

/** What an entry holds, or why it was left out. */
export interface IcsFound {
  readonly events: readonly IcsEvent[];
  readonly name: string | null;
  readonly code: IcsSkipCode | null;
  readonly cut: boolean;
}

/** The occurrences of an entry inside the window; `exceptions` = entries that change single ones of them. Throws where the library cannot read it. */
export function icsOccurrences(text: string, exceptions: readonly IcsBlock[], window: IcsWindow, zones: IcsZones): IcsFound {
  const component = new ICAL.Component(ICAL.parse(text));
  const name = oneLine(component.getFirstPropertyValue("summary"));
  const refuse = (code: IcsSkipCode): IcsFound => ({ events: [], name, code, cut: false });
  const uid = oneLine(component.getFirstPropertyValue("uid"));
  if (uid === null) return refuse("no_uid");
  const clock = icsClock(component, window.timeZone, zones);
  const first = spanOf(component, clock);
  if (first === null) return refuse("no_start");
  if (!isPossible(first.startMs, first.endMs)) return refuse("impossible_time");
  const base = {
    name: name ?? uid,
    allDay: first.start.isDate,
    cancelled: isCancelled(component),
    zoneAssumed: clock.assumed,
  };
  const inWindow = (startMs: number, endMs: number): boolean => endMs > window.fromMs && startMs < window.toMs;
  const rules = component.getAllProperties("rrule");
  if (rules.length === 0) {
    const instance = component.getFirstPropertyValue("recurrence-id");
    const own = instance instanceof ICAL.Time ? `${uid}#${instantText(clock.at(instance))}` : uid;
    const { startMs, endMs } = first;
    return {
      events: inWindow(startMs, endMs) ? [{ ...base, uid: own.slice(-300), startMs, endMs, recurring: false }] : [],
      name,
      code: null,
      cut: false,
    };
  }
  const value: unknown = rules[0]?.getFirstValue();
  const rule = rules.length === 1 && value instanceof ICAL.Recur ? dayRule(value) : null;
  if (rule === null || !(value instanceof ICAL.Recur)) return refuse("rule_refused");
  const untilMs =
    value.until instanceof ICAL.Time ? clock.at(value.until) + (value.until.isDate ? dayMs - 1 : 0) : Number.POSITIVE_INFINITY;
  const changed = changedInstances(exceptions, window, zones);
  const left = new Set(
    component
      .getAllProperties("exdate")
      .flatMap((property) => property.getValues().flatMap((time: unknown) => (time instanceof ICAL.Time ? [clock.at(time)] : []))),
  );
  const lastDay = addDays(dayText(first.start), icsLimits.steps);
  const windowDay = dayOfMs(Math.max(0, window.toMs + 2 * dayMs));
  const events: IcsEvent[] = [];
  let number = 0;
  for (const day of recurringDays(rule, dayText(first.start), lastDay < windowDay ? lastDay : windowDay)) {
    number += 1;
    const time = first.start.clone();
    time.fromData(
      {
        year: Number(day.slice(0, 4)),
        month: Number(day.slice(5, 7)),
        day: Number(day.slice(8, 10)),
        hour: first.start.hour,
        minute: first.start.minute,
        second: first.start.second,
        isDate: first.start.isDate,
      },
      first.start.zone,
    );
    const startMs = clock.at(time);
    if ((value.count !== null && value.count > 0 && number > value.count) || startMs > untilMs) break;
    if (left.has(startMs)) continue;
    const own = changed.get(startMs) ?? { startMs, endMs: startMs + first.endMs - first.startMs, name: null, cancelled: false };
    if (!inWindow(own.startMs, own.endMs)) continue;
    if (events.length === icsLimits.occurrences) return { events, name, code: null, cut: true };
    events.push({
      ...base,
      name: own.name ?? base.name,
      cancelled: base.cancelled || own.cancelled,
      uid: `${uid.slice(0, 260)}#${instantText(startMs)}`,
      startMs: own.startMs,
      endMs: own.endMs,
      recurring: true,
    });
  }
  return number === 0 ? refuse("rule_refused") : { events, name, code: null, cut: false };
}

function isCancelled(component: ICAL.Component): boolean {
  return String(component.getFirstPropertyValue("status") ?? "").toUpperCase() === "CANCELLED";
}

function instantText(ms: number): string {
  return Number.isFinite(ms) ? new Date(ms).toISOString() : "";
}

function isPossible(startMs: number, endMs: number): boolean {
  return Number.isFinite(startMs) && Math.abs(startMs) < 8e15 && endMs > startMs && endMs - startMs <= 366 * dayMs;
}

interface Instance {
  readonly startMs: number;
  readonly endMs: number;
  readonly name: string | null;
  readonly cancelled: boolean;
}

/** Occurrences that were moved, renamed or called off, by the instant at which they would have begun. */
function changedInstances(exceptions: readonly IcsBlock[], window: IcsWindow, zones: IcsZones): ReadonlyMap<number, Instance> {
  const found = new Map<number, Instance>();
  for (const { text } of exceptions) {
    try {
      const component = new ICAL.Component(ICAL.parse(text));
      const clock = icsClock(component, window.timeZone, zones);
      const instance = component.getFirstPropertyValue("recurrence-id");
      const span = spanOf(component, clock);
      if (!(instance instanceof ICAL.Time) || span === null || !isPossible(span.startMs, span.endMs)) continue;
      const { startMs, endMs } = span;
      found.set(clock.at(instance), {
        startMs,
        endMs,
        name: oneLine(component.getFirstPropertyValue("summary")),
        cancelled: isCancelled(component),
      });
    } catch {
      continue;
    }
  }
  return found;
}

/** A rule that the product understands; null = by the hour or finer, or by parts that nobody's promotions use. */
function dayRule(rule: ICAL.Recur): DayRule | null {
  const frequencies = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"] as const;
  const frequency = frequencies.find((one) => one === rule.freq);
  const given = Object.keys(rule.parts);
  const understood = ["BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"];
  if (frequency === undefined || given.some((part) => !understood.includes(part))) return null;
  const { parts } = rule;
  const numbers = (values: readonly unknown[] | undefined): readonly number[] => (values ?? []).map(Number).filter(Number.isInteger);
  const byDay = (parts.BYDAY ?? []).map((day) => day.toUpperCase().replace("+", ""));
  const inMonths = frequency === "MONTHLY" || (frequency === "YEARLY" && given.includes("BYMONTH"));
  if (frequency === "YEARLY" && byDay.length > 0 && !inMonths) return null;
  if (given.includes("BYSETPOS") && !inMonths) return null;
  return {
    frequency,
    interval: Math.max(1, Math.floor(rule.interval)),
    byDay,
    byMonthDay: numbers(parts.BYMONTHDAY),
    byMonth: numbers(parts.BYMONTH),
    byPosition: numbers(parts.BYSETPOS),
    weekStart: (rule.wkst - 1 + 7) % 7,
  };
}

/** Start and end of an entry. Without an end, a day lasts a day and a moment an hour, as calendars show them. null = it has no start. */
function spanOf(
  component: ICAL.Component,
  { at }: IcsClock,
): { readonly start: ICAL.Time; readonly startMs: number; readonly endMs: number } | null {
  const start: unknown = component.getFirstPropertyValue("dtstart");
  if (!(start instanceof ICAL.Time)) return null;
  const startMs = at(start);
  const end: unknown = component.getFirstPropertyValue("dtend");
  const duration: unknown = component.getFirstPropertyValue("duration");
  const endMs = end instanceof ICAL.Time ? at(end) : duration instanceof ICAL.Duration ? startMs + duration.toSeconds() * 1000 : startMs;
  return { start, startMs, endMs: endMs === startMs ? startMs + (start.isDate ? dayMs : dayMs / 24) : endMs };
}
