import fc from "fast-check";
import { describe, expect, it } from "vitest";
import "../../../test/support/property-seed.ts";
import { arbitraryInstant, arbitraryLog, arbitraryPolicy } from "../../../test/support/sla-arbitraries.ts";
import { slaInput } from "../../../test/support/sla-log.ts";
import { orderEvents } from "../incident/incident-history.ts";
import type { IncidentEvent } from "../incident/incident-event.ts";
import { nextPromiseOf, promiseState } from "./next-promise.ts";
import { readSla } from "./read-sla.ts";
import type { SlaClock, SlaReading } from "./sla-reading.ts";
import { slaPolicyDefinition } from "./sla-policy.ts";

const runs = { numRuns: 200 };
const atOf = ({ at }: IncidentEvent): number => Date.parse(at);

/** What of a reading does not move with the time that passes. */
function standing(reading: SlaReading): unknown {
  return {
    clocks: reading.clocks.map(({ clock, cycle, state, dueMs, warnMs, breachedMs, stoppedMs, targetMs, ladder }) => ({
      clock,
      cycle,
      state,
      dueMs,
      warnMs,
      breachedMs,
      stoppedMs,
      targetMs,
      ladder,
    })),
    credits: reading.credits,
    over: reading.handOffs.map(({ overMs }) => overMs > 0),
  };
}

/** Two instants after which the log says nothing up to the second, the first not before the log. */
function quietTimes(log: readonly IncidentEvent[], aMs: number, bMs: number): readonly [number, number] {
  const fromMs = Math.max(Math.min(aMs, bMs), atOf(orderEvents(log)[0] as IncidentEvent));
  const nextMs = Math.min(...log.map(atOf).filter((ms) => ms > fromMs), Number.POSITIVE_INFINITY);
  return [fromMs, Math.max(fromMs, Math.min(Math.max(aMs, bMs), nextMs - 1))];
}

describe("a reading", () => {
  it("is made from policies as the schema has them", () => {
    fc.assert(
      fc.property(arbitraryPolicy(), (policy) => slaPolicyDefinition.safeParse(policy).success),
      { numRuns: 50 },
    );
  });

  it("does not depend on the order in which the log comes", () => {
    const shuffled = arbitraryLog().chain((log) => fc.tuple(fc.constant(log), fc.shuffledSubarray([...log], { minLength: log.length })));
    fc.assert(
      fc.property(shuffled, arbitraryPolicy(), arbitraryInstant(), ([log, other], policy, atMs) => {
        expect(readSla(slaInput(other, policy), atMs)).toEqual(readSla(slaInput(log, policy), atMs));
      }),
      runs,
    );
  });

  it("of the past is what was read then", () => {
    fc.assert(
      fc.property(arbitraryLog(), arbitraryPolicy(), arbitraryInstant(), (log, policy, atMs) => {
        const then = log.filter((event) => atOf(event) <= atMs);
        expect(readSla(slaInput(log, policy), atMs)).toEqual(readSla(slaInput(then, policy), atMs));
      }),
      runs,
    );
  });

  it("only moves forward while the log is silent: due times stand, used time grows, nothing broken mends", () => {
    fc.assert(
      fc.property(arbitraryLog(), arbitraryPolicy(), arbitraryInstant(), arbitraryInstant(), (log, policy, aMs, bMs) => {
        const [fromMs, toMs] = quietTimes(log, aMs, bMs);
        const [before, after] = [readSla(slaInput(log, policy), fromMs), readSla(slaInput(log, policy), toMs)];
        const fixed = ({ clock, cycle, dueMs, warnMs, startedMs, stoppedMs, targetMs }: SlaClock): unknown => [
          clock,
          cycle,
          dueMs,
          warnMs,
          startedMs,
          stoppedMs,
          targetMs,
        ];
        expect(after.clocks.map(fixed)).toEqual(before.clocks.map(fixed));
        for (const [i, clock] of after.clocks.entries()) {
          expect(clock.elapsedMs).toBeGreaterThanOrEqual(before.clocks[i]?.elapsedMs ?? 0);
          if (before.clocks[i]?.breachedMs !== null) expect(clock.breachedMs).toBe(before.clocks[i]?.breachedMs);
        }
      }),
      runs,
    );
  });

  it("says when it changes by itself: nothing changes before", () => {
    fc.assert(
      fc.property(arbitraryLog(), arbitraryPolicy(), arbitraryInstant(), arbitraryInstant(), (log, policy, aMs, bMs) => {
        const [fromMs, quietMs] = quietTimes(log, aMs, bMs);
        const before = readSla(slaInput(log, policy), fromMs);
        const toMs = Math.min(quietMs, (before.changesMs ?? Number.POSITIVE_INFINITY) - 1);
        expect(standing(readSla(slaInput(log, policy), toMs))).toEqual(standing(before));
      }),
      runs,
    );
  });

  it("is not changed by a note, wherever it is put", () => {
    fc.assert(
      fc.property(arbitraryLog(), arbitraryPolicy(), arbitraryInstant(), fc.nat(), fc.nat(), (log, policy, atMs, place, share) => {
        const ordered = orderEvents(log);
        const i = place % ordered.length;
        const before = ordered[i] as IncidentEvent;
        const [fromMs, untilMs] = [atOf(before), atOf(ordered[i + 1] ?? before)];
        const note: IncidentEvent = {
          ...before,
          id: `${before.id}-note`,
          at: new Date(fromMs + Math.floor((untilMs - fromMs) * ((share % 100) / 100))).toISOString(),
          type: "note",
          actor: ordered[0]?.actor ?? null,
          effective: null,
          rung: null,
        };
        const plain = (reading: SlaReading): unknown => ({ ...reading, responses: [] });
        // A log that names nobody is another thing with one entry than with two.
        fc.pre(ordered.some(({ actor }) => actor !== null));
        expect(plain(readSla(slaInput([...log, note], policy), atMs))).toEqual(plain(readSla(slaInput(log, policy), atMs)));
      }),
      runs,
    );
  });

  it("never lets a pause touch the first response", () => {
    fc.assert(
      fc.property(arbitraryLog(), arbitraryPolicy(), arbitraryInstant(), (log, policy, atMs) => {
        const responses = (pausing: typeof policy.pausing): unknown =>
          readSla(slaInput(log, { ...policy, pausing }), atMs).clocks.filter(({ clock }) => clock === "first_response");
        expect(responses(policy.pausing)).toEqual(responses([]));
      }),
      runs,
    );
  });

  it("accounts for every moment of a clock, and its used time is that of its running spans", () => {
    fc.assert(
      fc.property(arbitraryLog(), arbitraryPolicy(), arbitraryInstant(), (log, policy, atMs) => {
        const oneSeverity = log.map((event) => ({ ...event, severity: "P1" as const }));
        for (const { spans, startedMs, stoppedMs, elapsedMs, pausedMs } of readSla(slaInput(oneSeverity, policy), atMs).clocks) {
          const endMs = stoppedMs ?? atMs;
          const sum = (kind: string): number =>
            spans.filter((span) => span.kind === kind).reduce((ms, span) => ms + span.toMs - span.fromMs, 0);
          expect([spans[0]?.fromMs ?? endMs, ...spans.map(({ toMs }) => toMs)]).toEqual([
            startedMs,
            ...spans.slice(1).map(({ fromMs }) => fromMs),
            ...(spans.length > 0 ? [endMs] : []),
          ]);
          expect([sum("running"), sum("paused")]).toEqual([elapsedMs, pausedMs]);
        }
      }),
      runs,
    );
  });

  it("and the promise of a list say the same", () => {
    fc.assert(
      fc.property(arbitraryLog(), arbitraryPolicy(), fc.nat(30 * 24 * 60), (log, policy, minutes) => {
        const atMs = Math.max(...log.map(atOf)) + minutes * 60_000;
        const { next, clocks } = readSla(slaInput(log, policy), atMs);
        const promise = nextPromiseOf(slaInput(log, policy));
        if (next === null) expect(promise === null || promise.paused || promise.dueMs === null).toBe(true);
        else {
          expect(promise).toMatchObject({ clock: next.clock, cycle: next.cycle, dueMs: next.dueMs, warnMs: next.warnMs, paused: false });
          expect(promise === null ? null : promiseState(promise, atMs)).toBe(next.state);
        }
        if (promise === null) expect(clocks.every(({ stoppedMs }) => stoppedMs !== null)).toBe(true);
      }),
      runs,
    );
  });

  it("can be made of any log that the schema takes, at any instant", () => {
    const anyInstant = fc.oneof(
      fc
        .date({ min: new Date("0000-01-01T00:00:00.000Z"), max: new Date("9999-12-31T23:59:59.999Z"), noInvalidDate: true })
        .map((date) => date.getTime()),
      fc.constantFrom("0000-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z").map((at) => Date.parse(at)),
    );
    const anyTime = fc.oneof(anyInstant, fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY));
    fc.assert(
      fc.property(arbitraryLog(anyInstant, 3), arbitraryPolicy(), anyTime, (log, policy, atMs) => {
        expect(() => readSla(slaInput(log, policy), atMs)).not.toThrow();
        expect(() => nextPromiseOf(slaInput(log, policy))).not.toThrow();
      }),
      { numRuns: 25 },
    );
  });
});
