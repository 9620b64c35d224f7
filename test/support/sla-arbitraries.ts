import fc from "fast-check";
import { incidentEventTypes, type IncidentEvent } from "../../shared/domain/incident/incident-event.ts";
import { incidentStates, severities } from "../../shared/domain/incident/incident.ts";
import { clockKinds } from "../../shared/domain/sla/clock-kinds.ts";
import {
  ladderChannels,
  ladderRoles,
  type SlaCalendar,
  type SlaPolicyDefinition,
  type SlaTarget,
} from "../../shared/domain/sla/sla-policy.ts";

const minuteMs = 60_000;
const groups = ["Duty", "Media", "Network", null];

/** Instants to the minute in weeks around a clock change and public holidays, so that many fall together. */
export function arbitraryInstant(): fc.Arbitrary<number> {
  const weeks = ["2026-03-05", "2026-09-28", "2026-10-23"].map((day) => Date.parse(`${day}T00:00:00.000Z`));
  return fc
    .tuple(fc.constantFrom(...weeks), fc.integer({ min: 0, max: 7 * 24 * 60 }), fc.constantFrom(1, 60, 12 * 60))
    .map(([weekMs, minutes, grid]) => weekMs + Math.floor(minutes / grid) * grid * minuteMs);
}

function event(instants: fc.Arbitrary<number>): fc.Arbitrary<Omit<IncidentEvent, "id">> {
  return fc.record({
    accountId: fc.constant("acc-1"),
    incidentId: fc.constant("inc_1"),
    at: instants.map((ms) => new Date(ms).toISOString()),
    ordinal: fc.nat(5),
    type: fc.constantFrom(...incidentEventTypes),
    state: fc.constantFrom(...incidentStates),
    severity: fc.constantFrom(...severities),
    holderGroup: fc.constantFrom(...groups),
    holderName: fc.constantFrom("Wen", "Lu", null),
    actor: fc.constantFrom("Opal", "Wen", "Kim", null),
    text: fc.constantFrom("", "noted", "已记录，会处理。", "moved to another carrier"),
    source: fc.constant(null),
    marksId: fc.constantFrom("e0", "e1", "e2", null),
    effective: fc.constantFrom(true, false, null),
    rung: fc.option(fc.record({ clock: fc.constantFrom(...clockKinds), cycle: fc.nat(2), index: fc.nat(4) })),
  });
}

/** Logs that no source would write, too: states that jump, entries at one instant, marks of what is not there. */
export function arbitraryLog(instants = arbitraryInstant(), maxLength = 12): fc.Arbitrary<readonly IncidentEvent[]> {
  return fc.array(event(instants), { minLength: 1, maxLength }).map((events) => events.map((one, i) => ({ id: `e${i}`, ...one })));
}

const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 });
const wallTime = fc
  .integer({ min: 0, max: 48 })
  .map((half) => `${String(Math.floor(half / 2)).padStart(2, "0")}:${half % 2 === 0 ? "00" : "30"}`);
const someDays = fc.array(fc.constantFrom("2026-03-08", "2026-10-01", "2026-10-25", "2026-11-01"), { maxLength: 2 });

function calendar(key: string): fc.Arbitrary<SlaCalendar> {
  return fc.record({
    key: fc.constant(key),
    timeZone: fc.constantFrom("UTC", "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "No/Where"),
    hours: fc.oneof(
      fc.constant("always" as const),
      fc.array(fc.record({ days, from: wallTime, to: wallTime }), { minLength: 1, maxLength: 4 }),
    ),
    holidays: fc.constantFrom(null, "CN", "DE", "SA"),
    daysOff: someDays,
    daysWorked: someDays,
  });
}

const keys = ["a", "b", "unknown"];
const target: fc.Arbitrary<SlaTarget | null> = fc.option(
  fc.record({ minutes: fc.oneof(fc.integer({ min: 1, max: 3000 }), fc.constant(525_600)), calendar: fc.constantFrom(...keys) }),
  { freq: 4 },
);
const someSeverities = fc.uniqueArray(fc.constantFrom(...severities), { minLength: 1 });
const targets = fc.record({ first_response: target, next_update: target, workaround: target, resolution: target });

/** Policies that are right in form and need not make sense: whatever the schema lets through must be read. */
export function arbitraryPolicy(): fc.Arbitrary<SlaPolicyDefinition> {
  return fc.record({
    calendars: fc.tuple(calendar("a"), calendar("b")).map((both) => [...both]),
    targets: fc.record({ P0: targets, P1: targets, P2: targets, P3: targets }),
    pausing: fc.array(
      fc.record({
        state: fc.constantFrom("awaiting_customer" as const, "awaiting_vendor" as const, "awaiting_problem" as const),
        clocks: fc.uniqueArray(fc.constantFrom("next_update" as const, "workaround" as const, "resolution" as const), { minLength: 1 }),
      }),
      { maxLength: 3 },
    ),
    warningShare: fc.constantFrom(0.1, 0.5, 0.8, 0.99),
    ladder: fc.array(
      fc.record({
        clock: fc.constantFrom(...clockKinds),
        severities: someSeverities,
        share: fc.constantFrom(0.3, 0.5, 1, 2.5),
        role: fc.constantFrom(...ladderRoles),
        channel: fc.constantFrom(...ladderChannels),
      }),
      { maxLength: 5 },
    ),
    handOffLimit: fc.record({ P0: target, P1: target, P2: target, P3: target }),
    maxHandOffs: fc.option(fc.integer({ min: 1, max: 4 })),
    onSeverityChange: fc.constantFrom("forward" as const, "recompute" as const, "reset" as const),
    onReopen: fc.constantFrom("continue" as const, "reset" as const),
    effectiveResponse: fc.record({
      types: fc.uniqueArray(
        fc.constantFrom("updated" as const, "state_changed" as const, "assigned" as const, "customer_update" as const),
        {
          minLength: 1,
        },
      ),
      emptyPhrases: fc.constant(["noted", "已记录，会处理"]),
    }),
    credits: fc.array(
      fc.record({
        clock: fc.constantFrom(...clockKinds),
        severities: someSeverities,
        afterMinutes: fc.constantFrom(0, 30, 600),
        percent: fc.constant(5),
        clause: fc.constant("7"),
      }),
      { maxLength: 3 },
    ),
  });
}
