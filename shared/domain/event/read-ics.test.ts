import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { IcsWindow } from "./ics-model.ts";
import { icsPlan } from "./ics-plan.ts";
import { readIcs } from "./read-ics.ts";

const window: IcsWindow = {
  fromMs: Date.parse("2026-01-01T00:00:00.000Z"),
  toMs: Date.parse("2027-01-01T00:00:00.000Z"),
  timeZone: "Asia/Shanghai",
};
const calendar = (...lines: readonly string[]): string => ["BEGIN:VCALENDAR", "VERSION:2.0", ...lines, "END:VCALENDAR", ""].join("\r\n");
const entry = (...lines: readonly string[]): readonly string[] => ["BEGIN:VEVENT", ...lines, "END:VEVENT"];

/** Events as `uid name from – to`, in UTC. */
function events(text: string): readonly string[] {
  const read = readIcs(text, window);
  if (!read.ok) throw new Error(read.error.code);
  return read.value.events.map(
    (event) => `${event.name} ${new Date(event.startMs).toISOString().slice(0, 16)} – ${new Date(event.endMs).toISOString().slice(0, 16)}`,
  );
}

const starts = (rule: string, from = "20260105T120000Z"): readonly string[] =>
  events(calendar(...entry("UID:r", "SUMMARY:R", `DTSTART:${from}`, "DURATION:PT1H", `RRULE:${rule}`))).map((text) => text.slice(2, 12));

describe("entries of a calendar file", () => {
  test("whole days are the customer's days, names may be folded, times keep their zone", () => {
    expect(
      events(
        calendar(
          ...entry("UID:day", "SUMMARY:Singles\r\n ' Day", "DTSTART;VALUE=DATE:20261111", "DTEND;VALUE=DATE:20261112"),
          ...entry("UID:zone", "SUMMARY:Zoned", "DTSTART;TZID=America/Sao_Paulo:20261127T200000", "DURATION:PT3H"),
          ...entry("UID:utc", "SUMMARY:Utc", "DTSTART:20261201T100000Z", "DTEND:20261201T113000Z"),
          ...entry("UID:floating", "SUMMARY:Floating", "DTSTART:20261202T200000"),
        ),
      ),
    ).toEqual([
      "Singles' Day 2026-11-10T16:00 – 2026-11-11T16:00",
      "Zoned 2026-11-27T23:00 – 2026-11-28T02:00",
      "Utc 2026-12-01T10:00 – 2026-12-01T11:30",
      "Floating 2026-12-02T12:00 – 2026-12-02T13:00",
    ]);
  });

  test("a zone that only the file describes is used; one that nobody knows is the customer's, and said", () => {
    const zone = ["BEGIN:VTIMEZONE", "TZID:House", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0530", "TZOFFSETTO:+0530"];
    const read = readIcs(
      calendar(
        ...zone,
        "END:STANDARD",
        "END:VTIMEZONE",
        ...entry("UID:a", "SUMMARY:A", "DTSTART;TZID=House:20261108T210000", "DURATION:PT1H"),
        ...entry("UID:b", "SUMMARY:B", "DTSTART;TZID=Nowhere:20261109T210000", "DURATION:PT1H"),
      ),
      window,
    );
    expect(read.ok && read.value.events.map((one) => [one.name, new Date(one.startMs).toISOString(), one.zoneAssumed])).toEqual([
      ["A", "2026-11-08T15:30:00.000Z", false],
      ["B", "2026-11-09T13:00:00.000Z", true],
    ]);
  });

  test.each([
    ["FREQ=WEEKLY;BYDAY=MO,TH;COUNT=4", ["2026-01-05", "2026-01-08", "2026-01-12", "2026-01-15"]],
    ["FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", ["2026-01-30", "2026-02-27", "2026-03-27"]],
    ["FREQ=MONTHLY;BYDAY=TH;BYSETPOS=4;COUNT=2", ["2026-01-22", "2026-02-26"]],
    ["FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2", ["2026-01-31", "2026-02-28"]],
    ["FREQ=YEARLY", ["2026-01-05"]],
    ["FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", ["2026-11-26"]],
    ["FREQ=WEEKLY;INTERVAL=2;UNTIL=20260203T000000Z", ["2026-01-05", "2026-01-19", "2026-02-02"]],
    ["FREQ=DAILY;INTERVAL=30;COUNT=2", ["2026-01-05", "2026-02-04"]],
  ])("recurs by %s", (rule, days) => {
    expect(starts(rule)).toEqual(days);
  });

  test("occurrences that were left out, moved or called off", () => {
    const read = readIcs(
      calendar(
        ...entry(
          "UID:w",
          "SUMMARY:Weekly",
          "DTSTART:20260105T120000Z",
          "DURATION:PT1H",
          "RRULE:FREQ=WEEKLY;COUNT=4",
          "EXDATE:20260112T120000Z",
        ),
        ...entry("UID:w", "RECURRENCE-ID:20260119T120000Z", "SUMMARY:Moved", "DTSTART:20260120T150000Z", "DURATION:PT2H"),
        ...entry("UID:w", "RECURRENCE-ID:20260126T120000Z", "STATUS:CANCELLED", "DTSTART:20260126T120000Z", "DURATION:PT1H"),
      ),
      window,
    );
    expect(read.ok && read.value.events.map((one) => [one.uid, one.name, new Date(one.startMs).toISOString(), one.cancelled])).toEqual([
      ["w#2026-01-05T12:00:00.000Z", "Weekly", "2026-01-05T12:00:00.000Z", false],
      ["w#2026-01-19T12:00:00.000Z", "Moved", "2026-01-20T15:00:00.000Z", false],
      ["w#2026-01-26T12:00:00.000Z", "Weekly", "2026-01-26T12:00:00.000Z", true],
    ]);
  });

  test("what cannot be read is left out with its line and reason, the rest is read", () => {
    const read = readIcs(
      calendar(
        ...entry("UID:ok", "SUMMARY:Good", "DTSTART:20261111T120000Z", "DURATION:PT1H"),
        ...entry("UID:x", "SUMMARY:No start"),
        ...entry("SUMMARY:No name of its own", "DTSTART:20261111T120000Z"),
        ...entry("UID:y", "SUMMARY:Backwards", "DTSTART:20261111T120000Z", "DTEND:20261110T120000Z"),
        ...entry("UID:z", "SUMMARY:Hourly", "DTSTART:20261111T120000Z", "RRULE:FREQ=HOURLY"),
        ...entry("UID:n", "SUMMARY:Never", "DTSTART:20260101T120000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2"),
        ...entry("UID:b", "this is no line"),
        ...entry("UID:old", "SUMMARY:Long ago", "DTSTART:20101111T120000Z", "DURATION:PT1H"),
      ),
      window,
    );
    expect(read.ok && [read.value.events.length, read.value.outside, read.value.skipped]).toEqual([
      1,
      1,
      [
        { line: 9, name: "No start", code: "no_start" },
        { line: 13, name: "No name of its own", code: "no_uid" },
        { line: 17, name: "Backwards", code: "impossible_time" },
        { line: 23, name: "Hourly", code: "rule_refused" },
        { line: 29, name: "Never", code: "rule_refused" },
        { line: 36, name: null, code: "unreadable" },
      ],
    ]);
  });

  test.each([
    ["hello", "not_a_calendar"],
    [calendar(), "no_entries"],
    [`BEGIN:VCALENDAR${"x".repeat(2_000_001)}`, "too_large"],
    [calendar(...Array.from({ length: 2001 }, () => entry("UID:a")).flat()), "too_many_entries"],
  ])("a file that is none is refused", (text, code) => {
    expect(readIcs(text, window)).toEqual({ ok: false, error: { code } });
  });

  test("a daily entry of many years gives its first occurrences in the window and says that there are more", () => {
    const read = readIcs(calendar(...entry("UID:d", "SUMMARY:D", "DTSTART:20100101T120000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY")), window);
    expect(read.ok && [read.value.events.length, read.value.cut]).toEqual([60, 1]);
  });

  test("a thousand broken files neither fail nor run long", () => {
    const good = calendar(
      ...entry(
        "UID:a",
        "SUMMARY:A",
        "DTSTART;TZID=Asia/Tokyo:20261111T120000",
        "DTEND;TZID=Asia/Tokyo:20261111T150000",
        "RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=5",
        "EXDATE;TZID=Asia/Tokyo:20261118T120000",
      ),
      ...entry("UID:b", "SUMMARY:B", "DTSTART;VALUE=DATE:20261224", "RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24"),
    );
    const damage = fc.array(
      fc.record({
        at: fc.nat(good.length),
        cut: fc.nat(30),
        put: fc.oneof(
          fc.string({ maxLength: 12 }),
          fc.constantFrom(
            "\r\n",
            ":",
            ";",
            "=",
            "-",
            "99999999",
            "BEGIN:VEVENT\r\n",
            "END:VEVENT\r\n",
            "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31\r\n",
            "INTERVAL=0;",
            "COUNT=-1;",
            "TZID=",
            "\u0000",
            "P9999999W",
            "Z",
            "UNTIL=0;",
          ),
        ),
      }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(damage, (changes) => {
        const text = changes.reduce((now, { at, cut, put }) => now.slice(0, at) + put + now.slice(at + cut), good);
        const read = readIcs(text, window);
        if (!read.ok) return;
        for (const event of read.value.events) {
          expect(event.endMs).toBeGreaterThan(event.startMs);
          expect(event.startMs).toBeLessThan(window.toMs);
          expect(event.endMs).toBeGreaterThan(window.fromMs);
          expect(event.name.length).toBeGreaterThan(0);
          expect(event.uid.length).toBeLessThanOrEqual(300);
        }
      }),
      { numRuns: 1200, seed: 5 },
    );
  }, 60_000);
});

test("reading a calendar again adds what is new, changes what moved, removes what was called off", () => {
  const event = (icsUid: string, name: string, startsAt: string, endsAt: string) =>
    ({ id: icsUid, accountId: "a", region: null, name, startsAt, endsAt, upliftFactor: 2, toldBy: "customer", icsUid }) as const;
  const at = (day: number) => `2026-12-${String(day).padStart(2, "0")}T12:00:00.000Z`;
  const read = (uid: string, name: string, day: number, cancelled = false) =>
    ({
      uid,
      name,
      startMs: Date.parse(at(day)),
      endMs: Date.parse(at(day + 1)),
      allDay: false,
      recurring: false,
      cancelled,
      zoneAssumed: false,
    }) as const;
  const here = [event("same", "Same", at(1), at(2)), event("moved", "Moved", at(3), at(4)), event("off", "Off", at(5), at(6))];
  const plan = icsPlan(
    [
      read("same", "Same", 1),
      read("moved", "Moved", 4),
      read("off", "Off", 5, true),
      read("new", "New", 7),
      read("never", "Never", 8, true),
    ],
    here,
  );
  expect([
    plan.added.map((one) => one.uid),
    plan.changed.map((one) => one.from.id),
    plan.removed.map((one) => one.event.id),
    plan.same,
  ]).toEqual([["new"], ["moved"], ["off"], 1]);
});
