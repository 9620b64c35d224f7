import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { type LocalTime, Zone } from "./zone.ts";

function local(zone: string, text: string): LocalTime {
  const found = Zone.of(zone);
  if (found === null) throw new Error(`no zone ${zone}`);
  return found.toUtc(Date.parse(`${text}Z`));
}

describe("Zone", () => {
  it("knows hours that never were and hours that came twice", () => {
    expect(local("America/New_York", "2011-03-13T02:30:00")).toEqual({ kind: "skipped", forwardMs: Date.parse("2011-03-13T07:30:00Z") });
    expect(local("America/New_York", "2014-11-02T01:30:00")).toEqual({
      kind: "doubled",
      earlierMs: Date.parse("2014-11-02T05:30:00Z"),
      laterMs: Date.parse("2014-11-02T06:30:00Z"),
    });
    expect(local("America/New_York", "2014-11-02T02:00:00")).toEqual({ kind: "once", ms: Date.parse("2014-11-02T07:00:00Z") });
    // Half an hour, and the southern half of the year.
    expect(local("Australia/Lord_Howe", "2026-10-04T02:15:00")).toEqual({ kind: "skipped", forwardMs: Date.parse("2026-10-03T15:45:00Z") });
    expect(local("+05:30", "2026-01-01T00:00:00")).toEqual({ kind: "once", ms: Date.parse("2025-12-31T18:30:00Z") });
    // Samoa left out a whole day.
    expect(local("Pacific/Apia", "2011-12-30T12:00:00").kind).toBe("skipped");
    expect(Zone.of("Mars/Olympus")).toBeNull();
  });

  it("agrees with Temporal on any local time, in any order of asking", () => {
    const names = [
      "America/New_York",
      "Europe/Prague",
      "Asia/Shanghai",
      "Africa/Casablanca",
      "Australia/Lord_Howe",
      "Pacific/Apia",
      "UTC",
      "America/Sao_Paulo",
    ];
    const zones = new Map(names.map((name) => [name, Zone.of(name)!]));
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.integer({ min: Date.UTC(1975, 0, 1) / 60_000, max: Date.UTC(2036, 0, 1) / 60_000 }),
        (name, minutes) => {
          const ms = minutes * 60_000;
          const plain = Temporal.PlainDateTime.from(new Date(ms).toISOString().slice(0, 19));
          const earlier = plain.toZonedDateTime(name, { disambiguation: "earlier" });
          const later = plain.toZonedDateTime(name, { disambiguation: "later" });
          const expected: LocalTime =
            earlier.epochMilliseconds === later.epochMilliseconds
              ? { kind: "once", ms: earlier.epochMilliseconds }
              : earlier.toPlainDateTime().equals(plain)
                ? { kind: "doubled", earlierMs: earlier.epochMilliseconds, laterMs: later.epochMilliseconds }
                : { kind: "skipped", forwardMs: later.epochMilliseconds };
          expect(zones.get(name)!.toUtc(ms)).toEqual(expected);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
