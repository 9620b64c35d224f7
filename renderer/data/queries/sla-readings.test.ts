import { describe, expect, test } from "vitest";
import { defaultSlaPolicy } from "../../../shared/domain/sla/default-sla-policy.ts";
import type { SlaPolicyDefinition } from "../../../shared/domain/sla/sla-policy.ts";
import { type FakeContent, fakeStore } from "../../../test/support/fake-store.ts";
import { sampleLog } from "../../../test/support/sample-incident-log.ts";
import { sampleAccount, sampleContract, sampleIncident } from "../../../test/support/sample-records.ts";
import { promiseOf, readingOf } from "./sla-readings.ts";

type Records = FakeContent["records"];

const at = (time: string): string => `2026-10-12T${time}:00.000Z`;
const nowMs = Date.parse(at("02:00"));
const incident = { id: "inc-1", accountId: "acc-1", openedAt: at("01:00") };

const officeHours: SlaPolicyDefinition = {
  ...defaultSlaPolicy,
  calendars: [
    ...defaultSlaPolicy.calendars,
    {
      key: "office",
      timeZone: "Asia/Shanghai",
      hours: [{ days: [1, 2, 3, 4, 5], from: "09:00", to: "18:00" }],
      holidays: "CN",
      daysOff: [],
      daysWorked: [],
    },
  ],
  targets: { ...defaultSlaPolicy.targets, P2: { ...defaultSlaPolicy.targets.P2, first_response: { minutes: 600, calendar: "office" } } },
};

function records(more: Records = []): Records {
  return [
    sampleAccount(),
    sampleContract({ slaPolicy: "premium v2", startsOn: "2026-01-01", renewsOn: "2026-12-31" }),
    [
      "slaPolicy",
      {
        id: "slp_premium_2",
        name: "premium",
        version: 2,
        at: at("00:00"),
        authorId: "user-1",
        note: "",
        definition: officeHours,
        rev: 1,
      },
    ],
    sampleIncident(incident),
    ...sampleLog(incident, [{ at: at("01:00"), actor: "monitor" }]),
    ...more,
  ];
}

describe("an incident's promises on a laptop", () => {
  test("are those of the policy that the contract names", () => {
    const store = fakeStore({ records: records() });
    // Ten hours of the office from Monday 09:00: Tuesday 10:00.
    expect(promiseOf(store, incident)).toEqual({
      clock: "first_response",
      cycle: 0,
      severity: "P2",
      targetMs: 600 * 60_000,
      dueMs: Date.parse("2026-10-13T02:00:00.000Z"),
      warnMs: Date.parse("2026-10-12T09:00:00.000Z"),
      paused: false,
    });
    const reading = readingOf(store, incident, nowMs);
    expect(reading?.policy).toEqual({ name: "premium", version: 2, source: "record", asked: "premium v2" });
    expect(reading?.next?.dueMs).toBe(Date.parse("2026-10-13T02:00:00.000Z"));
  });

  test("move when the company takes a day out of its calendar", () => {
    const off: Records[number] = [
      "calendarEntry",
      {
        id: "cal-1",
        accountId: null,
        country: "CN",
        date: "2026-10-13",
        name: "Moving house",
        kind: "public",
        removed: false,
        authorId: "user-1",
        rev: 1,
      },
    ];
    expect(promiseOf(fakeStore({ records: records([off]) }), incident)?.dueMs).toBe(Date.parse("2026-10-14T02:00:00.000Z"));
  });

  test("follow the log", () => {
    const before = records();
    const open = promiseOf(fakeStore({ records: before }), incident);
    const answer: Records[number] = [
      "incidentEvent",
      {
        id: "answer",
        accountId: "acc-1",
        incidentId: "inc-1",
        at: at("01:30"),
        ordinal: 1,
        type: "state_changed",
        state: "active",
        severity: "P2",
        holderGroup: null,
        holderName: null,
        actor: "Wen",
        text: "",
        source: null,
        rev: 1,
      },
    ];
    expect(open?.clock).toBe("first_response");
    expect(promiseOf(fakeStore({ records: [...before, answer] }), incident)?.clock).toBe("workaround");
    expect(promiseOf(fakeStore({ records: before }), incident)).toEqual(open);
  });

  test("are the product's own where the contract names what is not here", () => {
    const store = fakeStore({ records: records().filter(([kind]) => kind !== "slaPolicy") });
    expect(readingOf(store, incident, nowMs)?.policy).toEqual({ name: "default", version: 0, source: "builtin", asked: "premium v2" });
  });

  test("cannot be told without the log", () => {
    const store = fakeStore({ records: records().filter(([kind]) => kind !== "incidentEvent") });
    expect([promiseOf(store, incident), readingOf(store, incident, nowMs)]).toEqual([null, null]);
  });
});
