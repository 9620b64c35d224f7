import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { parseMapping } from "../../backend/ingest/mapping.ts";
import type { EventLog } from "../../backend/sla/event-log.ts";
import { readMappedLog } from "../../backend/sla/mapped-log.ts";
import { firstResponse } from "../../shared/domain/incident/first-response.ts";
import { incidentHistory } from "../../shared/domain/incident/incident-history.ts";
import { isOpen } from "../../shared/domain/incident/incident.ts";
import { readSla } from "../../shared/domain/sla/read-sla.ts";
import type { SlaReading } from "../../shared/domain/sla/sla-reading.ts";
import { verdictOf } from "../../shared/domain/sla/verdict-of.ts";
import { slaInput } from "../support/sla-log.ts";

const root = resolve(import.meta.dirname, "../..");
const file = resolve(root, "../shared/real-input/incident_event_log.csv");
const present = existsSync(file);

async function recordedLogs(): Promise<readonly EventLog[]> {
  const mapping = parseMapping(readFileSync(resolve(root, "docs/examples/real-input.map.json"), "utf8"));
  if (!mapping.ok) throw new Error(mapping.error.message);
  return readMappedLog(file, mapping.value, ({ line, message }) => {
    throw new Error(`${line}: ${message}`);
  });
}

const logs = present ? await recordedLogs() : [];

function read({ incidentId, events }: EventLog, atMs: number): SlaReading {
  return readSla({ ...slaInput(events), incidentId }, atMs);
}

function lastMs({ events }: EventLog): number {
  return Math.max(...events.map(({ at }) => Date.parse(at)));
}

describe.skipIf(!present)(
  `recorded incidents under the default policy${present ? "" : " (left out: ../shared/real-input is not on this machine)"}`,
  () => {
    it("are all read", () => {
      expect([logs.length, logs.reduce((sum, { events }) => sum + events.length, 0)]).toEqual([890, 5998]);
      const states = new Map<string, number>();
      for (const log of logs) {
        for (const { clock, state } of read(log, lastMs(log)).clocks)
          states.set(`${clock} ${state}`, (states.get(`${clock} ${state}`) ?? 0) + 1);
      }
      expect(Object.fromEntries([...states].toSorted(([a], [b]) => (a < b ? -1 : 1)))).toEqual({
        "first_response met": 334,
        "first_response missed": 520,
        "first_response void": 36,
        "resolution met": 714,
        "resolution missed": 176,
        "workaround met": 539,
        "workaround missed": 270,
        "workaround void": 4,
      });
    });

    it("are read at every entry as they would have been then", () => {
      for (const log of logs) {
        for (const atMs of new Set(log.events.map(({ at }) => Date.parse(at)))) {
          const then = { ...log, events: log.events.filter(({ at }) => Date.parse(at) <= atMs) };
          expect(read(log, atMs)).toEqual(read(then, atMs));
        }
      }
    });

    it("have verdicts that no later instant and no order of the file changes", () => {
      let verdicts = 0;
      for (const log of logs) {
        const history = incidentHistory(log.events);
        if (history === null || history.endedMs === null) continue;
        verdicts += 1;
        const frozen = verdictOf(read(log, history.endedMs));
        expect(frozen.clocks.every(({ stoppedAt }) => stoppedAt !== null)).toBe(true);
        expect(verdictOf(read(log, history.endedMs + 3e10))).toEqual(frozen);
        expect(verdictOf(read({ ...log, events: log.events.toReversed() }, history.endedMs))).toEqual(frozen);
      }
      expect(verdicts).toBe(890);
    });

    it("stand while user or vendor is waited for, the first response never", () => {
      let pausedMs = 0;
      for (const log of logs) {
        const atMs = lastMs(log);
        const { first_response, resolution } = read(log, atMs).current;
        expect([first_response?.pausedMs, first_response?.spans.some(({ kind }) => kind === "paused")]).toEqual([0, false]);
        const segments = incidentHistory(log.events)?.segments ?? [];
        const stopMs = resolution?.stoppedMs ?? atMs;
        const waited = segments.filter(
          ({ state, fromMs }) => fromMs < stopMs && (state.startsWith("awaiting_c") || state.startsWith("awaiting_v") || !isOpen(state)),
        );
        const sum = waited.reduce((ms, { fromMs, toMs }) => ms + Math.min(toMs ?? atMs, stopMs) - fromMs, 0);
        expect(resolution?.pausedMs).toBe(sum);
        pausedMs += sum;
      }
      expect(pausedMs).toBeGreaterThan(0);
    });

    it("have the first responses that are found without any policy", () => {
      let compared = 0;
      for (const log of logs) {
        const history = incidentHistory(log.events);
        if (history === null || new Set(log.events.map(({ severity }) => severity)).size > 1) continue;
        const plain = firstResponse(history);
        const clock = read(log, lastMs(log)).current.first_response;
        // Who closes what the opener had resolved before answers nothing any more.
        const over = history.segments.find(({ turn }) => turn === "none")?.event;
        if (plain.kind !== "given" || (over !== undefined && history.events.indexOf(plain.event) > history.events.indexOf(over))) continue;
        compared += 1;
        expect([log.number, clock?.stopEventId, clock?.state]).toEqual([
          log.number,
          plain.event.id,
          plain.tookMs <= plain.targetMs ? "met" : "missed",
        ]);
      }
      expect(compared).toBe(756);
    });
  },
);
