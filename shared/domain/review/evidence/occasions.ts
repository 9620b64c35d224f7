import { addDays } from "../../calendar/day.ts";
import { localInstant } from "../../calendar/local-time.ts";
import { type EvidenceRecord, type EvidenceScope, evidenceTable, isTold } from "./evidence-scope.ts";
import type { EvidenceTable } from "./evidence-tables.ts";
import { named, zoneOf } from "./named-time.ts";
import type { ReviewSources } from "./review-sources.ts";

type Calendars = Pick<ReviewSources, "account" | "holidays" | "plannedEvents">;

/** Holidays and announced events that had come. A holiday of several days has a row a day. */
export function occasionRows(sources: Calendars, scope: EvidenceScope): EvidenceTable {
  const holidays = sources.holidays.flatMap(({ region, days }) =>
    days.flatMap(({ date, name, kind }): readonly EvidenceRecord<"occasions">[] => {
      const zone = region === null ? scope.timeZone : zoneOf(sources, region, scope.periods.q.fromMs);
      const at = localInstant(date, 0, zone);
      if (!isTold(scope, at)) return [];
      return [{ ...named(name), at, until: localInstant(addDays(date, 1), 0, zone), source: "holiday", kind, region, upliftFactor: null }];
    }),
  );
  const events = sources.plannedEvents.flatMap(
    ({ name, startsAt, endsAt, region, upliftFactor }): readonly EvidenceRecord<"occasions">[] => {
      const at = Date.parse(startsAt);
      if (!isTold(scope, at)) return [];
      return [{ name, nameZh: null, at, until: Date.parse(endsAt), source: "event", kind: null, region, upliftFactor }];
    },
  );
  const records = [...holidays, ...events];
  return evidenceTable("occasions", records, ["at", "source", "name", "region"], scope, {
    sources: ["plannedEvent", "calendarEntry"],
    sourceRows: records.length,
    instants: records.map(({ at }) => (typeof at === "number" ? at : null)),
  });
}
