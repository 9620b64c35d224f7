import { expect, test } from "vitest";
import { earlierLabels, eventFields, formOfEvent, newEventForm } from "./event-form.ts";

const zone = "Asia/Kolkata";
const peak = { startMs: Date.parse("2026-11-08T13:30:00.000Z"), endMs: Date.parse("2026-11-08T18:30:00.000Z"), region: "ap-south" };
const typed = { ...newEventForm(peak, zone, 0), name: "  Diwali  ", factor: "×1.6", expectedPcu: "61,400" };

test("an event begins with the hours of the peak, on the audience's clock", () => {
  expect(newEventForm(peak, zone, 0)).toEqual({
    name: "",
    day: "2026-11-08",
    time: "19:00",
    hours: "5",
    region: "ap-south",
    factor: "",
    expectedPcu: "",
    toldBy: "customer",
    confidence: "certain",
  });
});

test("what is typed is stored in UTC, and comes back as it was typed", () => {
  const made = eventFields(typed, zone);
  expect(made).toEqual({
    ok: true,
    value: {
      name: "Diwali",
      region: "ap-south",
      startsAt: "2026-11-08T13:30:00.000Z",
      endsAt: "2026-11-08T18:30:00.000Z",
      upliftFactor: 1.6,
      expectedPcu: 61_400,
      toldBy: "customer",
      confidence: "certain",
    },
  });
  if (!made.ok) return;
  expect(formOfEvent({ id: "evt_1", accountId: "acc_1", ...made.value }, zone)).toEqual({
    ...typed,
    name: "Diwali",
    factor: "1.6",
    expectedPcu: "61400",
  });
});

test("every field that cannot be stored is named", () => {
  const broken = { ...typed, name: " ", day: "2026-13-40", time: "25:00", hours: "0", factor: "much", expectedPcu: "-5" };
  expect(eventFields(broken, zone)).toEqual({
    ok: false,
    error: { code: "invalid", fields: ["name", "day", "time", "hours", "factor", "expectedPcu"] },
  });
});

test("earlier occasions are offered once, newest first, under their label", () => {
  const event = (name: string, startsAt: string, upliftFactor: number | null, label: string | null = null) =>
    ({ id: name, accountId: "a", region: null, name, startsAt, endsAt: startsAt, upliftFactor, toldBy: "csm", label }) as const;
  expect(
    earlierLabels([
      event("618 2025", "2025-06-18T00:00:00.000Z", 1.8, "618"),
      event("618 2026", "2026-06-18T00:00:00.000Z", 2, "618"),
      event("Anniversary", "2026-03-01T00:00:00.000Z", null),
    ]),
  ).toEqual([
    { name: "618", factor: 2 },
    { name: "Anniversary", factor: null },
  ]);
});

test.each([
  ["2026/11/8", "19:00"],
  ["2026年11月8日", "19：00"],
  [" 2026.11.08 ", "19:00"],
])("a day and a time are understood as %s %s", (day, time) => {
  const made = eventFields({ ...typed, day, time }, zone);
  expect(made.ok && made.value.startsAt).toBe("2026-11-08T13:30:00.000Z");
});
