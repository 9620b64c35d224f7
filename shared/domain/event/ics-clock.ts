import ICAL from "ical.js";
import { localInstant } from "../calendar/local-time.ts";
import type { IcsBlock } from "./ics-blocks.ts";

export type IcsZones = ReadonlyMap<string, ICAL.Timezone>;

/** The clocks that the file itself describes; one that is broken is as if it were not there. */
export function icsZones(blocks: readonly IcsBlock[]): IcsZones {
  const zones = new Map<string, ICAL.Timezone>();
  for (const block of blocks) {
    if (block.kind !== "VTIMEZONE" || zones.size >= 50 || !hasPlainRules(block.text)) continue;
    try {
      const zone = new ICAL.Timezone(new ICAL.Component(ICAL.parse(block.text)));
      if (zone.tzid !== "") zones.set(zone.tzid, zone);
    } catch {
      continue;
    }
  }
  return zones;
}

/** Clocks change on a weekday of a month. The library goes through other rules without an end. */
function hasPlainRules(text: string): boolean {
  const rules = text.split(/\r\n/).filter((line) => /^RRULE/i.test(line));
  return rules.every((line) =>
    /^RRULE:FREQ=YEARLY(;(INTERVAL=1|BYMONTH=([1-9]|1[0-2])|BYDAY=-?[1-5](SU|MO|TU|WE|TH|FR|SA)|WKST=[A-Z]{2}|UNTIL=[0-9TZ]{8,16}))*$/i.test(
      line,
    ),
  );
}

export interface IcsClock {
  readonly at: (time: ICAL.Time) => number;
  /** Its name is known neither here nor in the file. */
  readonly assumed: boolean;
}

/** How the times of an entry become instants: by IANA name where there is one, else by the file's own description, else by the customer's clock. */
export function icsClock(component: ICAL.Component, timeZone: string, zones: IcsZones): IcsClock {
  const tzid = component.getFirstProperty("dtstart")?.getFirstParameter("tzid");
  const iana = tzid !== undefined && isIana(tzid) ? tzid : null;
  const described = tzid === undefined || iana !== null ? undefined : zones.get(tzid);
  const wall = (time: ICAL.Time, zone: string): number =>
    localInstant(dayText(time), time.isDate ? 0 : time.hour * 60 + time.minute, zone) + (time.isDate ? 0 : time.second * 1000);
  return {
    assumed: tzid !== undefined && iana === null && described === undefined,
    at: (time) => {
      if (time.isDate) return wall(time, timeZone);
      if (time.zone === ICAL.Timezone.utcTimezone) return time.toUnixTime() * 1000;
      if (iana !== null) return wall(time, iana);
      if (described === undefined) return wall(time, timeZone);
      const zoned = time.clone();
      zoned.zone = described;
      return zoned.toUnixTime() * 1000;
    },
  };
}

export function dayText(time: ICAL.Time): string {
  return `${String(time.year).padStart(4, "0")}-${String(time.month).padStart(2, "0")}-${String(time.day).padStart(2, "0")}`;
}

const known = new Map<string, boolean>();

function isIana(tzid: string): boolean {
  let found = known.get(tzid);
  if (found === undefined) {
    try {
      found = new Intl.DateTimeFormat("en", { timeZone: tzid }).format(0) !== "";
    } catch {
      found = false;
    }
    if (known.size < 500) known.set(tzid, found);
  }
  return found;
}
