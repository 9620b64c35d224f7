import { type Severity, severities } from "../incident/incident.ts";
import { minuteOf } from "./business-time.ts";
import type { PolicyFault } from "./policy-fault.ts";
import { type ClockKind, clockKinds } from "./clock-kinds.ts";
import { plainText } from "./effective-response.ts";
import type { SlaCalendar, SlaPolicyDefinition } from "./sla-policy.ts";

/** What a well-formed policy says that cannot be meant, in the order of its parts. */
export function policySense(policy: SlaPolicyDefinition): readonly PolicyFault[] {
  return [
    ...policy.calendars.flatMap((calendar, i) => calendarFaults(calendar, ["calendars", i])),
    ...doubled(policy.calendars, ({ key }) => key).map(([i, key]) => fault(["calendars", i, "key"], "doubled_calendar", { key })),
    ...targetFaults(policy),
    ...doubled(policy.pausing, ({ state }) => state).map(([i, state]) => fault(["pausing", i, "state"], "doubled_pause", { state })),
    ...ladderFaults(policy),
    ...policy.effectiveResponse.emptyPhrases.flatMap((phrase, i) =>
      plainText(phrase) === "" ? [fault(["effectiveResponse", "emptyPhrases", i], "blank_phrase", {})] : [],
    ),
    ...creditFaults(policy),
  ];
}

function fault(path: PolicyFault["path"], code: PolicyFault["code"], params: PolicyFault["params"]): PolicyFault {
  return { path, code, params };
}

/** Places after the first of each key that stands more than once. */
function doubled<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly [place: number, key: string])[] {
  const keys = items.map(keyOf);
  return keys.flatMap((key, i) => (keys.indexOf(key) < i ? [[i, key] as const] : []));
}

function calendarFaults(calendar: SlaCalendar, path: PolicyFault["path"]): readonly PolicyFault[] {
  const { timeZone, hours, daysOff, daysWorked } = calendar;
  const off = new Set(daysOff);
  const worksMondays = hours === "always" || hours.some(({ days }) => days.includes(1));
  return [
    ...(isZone(timeZone) ? [] : [fault([...path, "timeZone"], "unknown_zone", { zone: timeZone })]),
    ...(hours === "always" ? [] : spanFaults(hours, [...path, "hours"])),
    ...doubled(daysOff, String).map(([i, day]) => fault([...path, "daysOff", i], "doubled_day", { day })),
    ...doubled(daysWorked, String).map(([i, day]) => fault([...path, "daysWorked", i], "doubled_day", { day })),
    ...daysWorked.flatMap((day, i) => (off.has(day) ? [fault([...path, "daysWorked", i], "day_off_and_worked", { day })] : [])),
    ...(daysWorked.length > 0 && !worksMondays ? [fault([...path, "daysWorked"], "no_monday_hours", {})] : []),
  ];
}

function isZone(timeZone: string): boolean {
  try {
    return Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

function spanFaults(spans: Exclude<SlaCalendar["hours"], "always">, path: PolicyFault["path"]): readonly PolicyFault[] {
  return spans.flatMap((span, i) => {
    const { from, to, days } = span;
    if (minuteOf(to) <= minuteOf(from)) return [fault([...path, i, "to"], "span_ends_before", { from, to })];
    const other = spans.findIndex(
      (earlier, j) =>
        j < i &&
        minuteOf(earlier.from) < minuteOf(to) &&
        minuteOf(from) < minuteOf(earlier.to) &&
        earlier.days.some((day) => days.includes(day)),
    );
    const day = days.find((one) => spans[other]?.days.includes(one));
    return day === undefined ? [] : [fault([...path, i, "from"], "spans_overlap", { day, from, to, with: other })];
  });
}

function targetFaults({ calendars, targets, handOffLimit }: SlaPolicyDefinition): readonly PolicyFault[] {
  const keys = new Set(calendars.map(({ key }) => key));
  const named = (path: PolicyFault["path"], calendar: string | undefined): readonly PolicyFault[] =>
    calendar === undefined || keys.has(calendar) ? [] : [fault([...path, "calendar"], "unknown_calendar", { calendar })];
  return [
    ...severities.flatMap((severity) =>
      clockKinds.flatMap((clock) => named(["targets", severity, clock], targets[severity][clock]?.calendar)),
    ),
    ...severities.flatMap((severity) => named(["handOffLimit", severity], handOffLimit[severity]?.calendar)),
  ];
}

function isPromised({ targets }: SlaPolicyDefinition, clock: ClockKind, of: readonly Severity[]): boolean {
  return of.some((severity) => targets[severity][clock] !== null);
}

/** Several rungs may be taken at once, by other roles or channels; none may stand behind one that comes later. */
function ladderFaults(policy: SlaPolicyDefinition): readonly PolicyFault[] {
  return policy.ladder.flatMap((rung, i) => {
    const path = ["ladder", i];
    const { clock, share, role, channel } = rung;
    if (!isPromised(policy, clock, rung.severities)) return [fault(path, "rung_never_reached", { clock })];
    const earlier = policy.ladder.slice(0, i).filter((other) => other.clock === clock);
    const shares = (severity: Severity): readonly number[] =>
      earlier.filter((other) => other.severities.includes(severity)).map((other) => other.share);
    const severity = rung.severities.find((one) => shares(one).some((other) => other > share));
    if (severity !== undefined)
      return [fault([...path, "share"], "ladder_order", { clock, severity, share, before: Math.max(...shares(severity)) })];
    const same = earlier.some(
      (other) =>
        other.share === share &&
        other.role === role &&
        other.channel === channel &&
        other.severities.some((one) => rung.severities.includes(one)),
    );
    return same ? [fault(path, "doubled_rung", { clock, share, role, channel })] : [];
  });
}

const wholeFee = 100;

function creditFaults(policy: SlaPolicyDefinition): readonly PolicyFault[] {
  return policy.credits.flatMap((credit, i) => {
    const { clock } = credit;
    const missing = credit.severities.find((severity) => policy.targets[severity][clock] === null);
    if (missing !== undefined) return [fault(["credits", i], "credit_not_promised", { clock, severity: missing })];
    const owed = (severity: Severity): number =>
      policy.credits
        .slice(0, i + 1)
        .filter((other) => other.clock === clock && other.severities.includes(severity))
        .reduce((sum, { percent }) => sum + percent, 0);
    const severity = credit.severities.find((one) => owed(one) > wholeFee);
    return severity === undefined
      ? []
      : [fault(["credits", i, "percent"], "credits_beyond_fee", { clock, severity, percent: owed(severity) })];
  });
}
