import type { Incident } from "../../../shared/domain/incident/incident.ts";
import type { NextPromise } from "../../../shared/domain/sla/next-promise.ts";
import { readSla } from "../../../shared/domain/sla/read-sla.ts";
import type { SlaInput } from "../../../shared/domain/sla/sla-reading.ts";
import type { LocalStore } from "../local-store.ts";
import { promiseOf, slaInputOf } from "./sla-readings.ts";

/** The first response: given at `stoppedMs`, or waited for until `dueMs`. Instants UTC ms. */
export interface ResponsePromise {
  readonly dueMs: number | null;
  readonly warnMs: number | null;
  readonly stoppedMs: number | null;
  /** Given too late. */
  readonly late: boolean;
}

/** What lists show of an incident's promises. None of it depends on now. */
export interface IncidentPromises {
  readonly next: NextPromise | null;
  readonly response: ResponsePromise | null;
  readonly handOffs: number;
  readonly kickedAbout: boolean;
}

interface Kept {
  readonly input: SlaInput;
  readonly promises: IncidentPromises;
}

const known = new WeakMap<SlaInput["events"][number], Kept>();

/** Kept while log, policy and calendars are the same: lists ask for hundreds with every change. null = the log is not on this laptop. */
export function incidentPromises(store: LocalStore, incident: Pick<Incident, "id" | "accountId" | "openedAt">): IncidentPromises | null {
  const input = slaInputOf(store, incident);
  const first = input?.events[0];
  if (input === null || first === undefined) return null;
  const kept = known.get(first);
  if (kept !== undefined && sameInput(kept.input, input)) return kept.promises;
  const promises = { next: promiseOf(store, incident), ...readAtEnd(input) };
  known.set(first, { input, promises });
  return promises;
}

/** Read at the last entry: how the first response and the hand-offs stand is in the log and does not wait for anything. */
function readAtEnd(input: SlaInput): Omit<IncidentPromises, "next"> {
  const lastMs = Math.max(...input.events.map(({ at }) => Date.parse(at)));
  const { current, handOffCount, kickedAbout } = readSla(input, lastMs);
  const first = current.first_response;
  return {
    response:
      first === null || first.state === "void"
        ? null
        : { dueMs: first.dueMs, warnMs: first.warnMs, stoppedMs: first.stoppedMs, late: first.state === "missed" },
    handOffs: handOffCount,
    kickedAbout,
  };
}

function sameInput(a: SlaInput, b: SlaInput): boolean {
  return (
    a.policy.definition === b.policy.definition &&
    a.workCalendarOf === b.workCalendarOf &&
    (a.events === b.events || (a.events.length === b.events.length && a.events.every((event, i) => event === b.events[i])))
  );
}
