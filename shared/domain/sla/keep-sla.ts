import type { IncidentEvent } from "../incident/incident-event.ts";
import { orderEvents } from "../incident/incident-history.ts";
import type { Incident } from "../incident/incident.ts";
import { escalationEventId } from "./escalation-id.ts";
import { logBytes } from "./log-digest.ts";
import { readSla } from "./read-sla.ts";
import { rungState } from "./rung-state.ts";
import type { SlaInput } from "./sla-reading.ts";
import { type SlaVerdict, slaVerdictId } from "./sla-verdict.ts";
import { verdictOf } from "./verdict-of.ts";

type Judged = Pick<Incident, "id" | "accountId">;

/** What the backend keeps of an incident's promises. Instants UTC ms. */
export interface KeptSla {
  /** Entries that say that a rung was reached, by their instant; those that the log has are not among them. */
  readonly escalations: readonly IncidentEvent[];
  /** One for each closing by now, the first with the sequence 0. */
  readonly verdicts: readonly SlaVerdict[];
  /** When there will be more if nobody writes anything; null = never. */
  readonly nextMs: number | null;
}

/**
 * What is to be kept of an incident as of an instant, from its log and its policy. Rungs that were reached while nobody looked are made up for, each
 * at its own instant. What another system opened, and what is closed, is not escalated: the promise is over, or another's. A closing is frozen where
 * it was made here. `sha256`: hex, of bytes.
 */
export function keepSla(input: SlaInput, incident: Judged, nowMs: number, sha256: (bytes: Uint8Array) => string): KeptSla {
  const events = orderEvents(input.events);
  const past = events.filter(({ at }) => Date.parse(at) <= nowMs);
  const verdicts = closingsOf(past).flatMap((closing, sequence) =>
    closing.source === null ? [freeze(input, incident, { closing, sequence }, sha256)] : [],
  );
  const ahead = events[past.length];
  const last = past.at(-1);
  if (last === undefined || last.state === "closed" || past[0]?.source !== null)
    return { escalations: [], verdicts, nextMs: ahead === undefined ? null : Date.parse(ahead.at) };
  const rungs = readSla(input, nowMs).clocks.flatMap((clock) => clock.ladder.map((rung) => ({ clock, rung })));
  const escalations = rungs.flatMap(({ clock, rung }) =>
    rungState(rung, nowMs) === "due"
      ? [escalation(past, incident, { clock: clock.clock, cycle: clock.cycle, index: rung.index }, rung.dueMs ?? nowMs)]
      : [],
  );
  const coming = rungs.flatMap(({ clock, rung }) =>
    clock.stoppedMs === null && rung.dueMs !== null && rung.dueMs > nowMs ? [rung.dueMs] : [],
  );
  const nextMs = Math.min(...coming, ...(ahead === undefined ? [] : [Date.parse(ahead.at)]));
  return { escalations: orderEvents(escalations), verdicts, nextMs: Number.isFinite(nextMs) ? nextMs : null };
}

/** Entries with which an incident was closed, whatever it was before. */
function closingsOf(ordered: readonly IncidentEvent[]): readonly IncidentEvent[] {
  return ordered.filter((event, i) => event.state === "closed" && ordered[i - 1]?.state !== "closed");
}

/** The log that a verdict was read from: what had been written about the time up to the closing, without what the backend itself recorded. */
export function verdictLog(events: readonly IncidentEvent[], closedAt: string): readonly IncidentEvent[] {
  return events.filter(({ at, type }) => at <= closedAt && type !== "escalated");
}

function freeze(
  input: SlaInput,
  { id, accountId }: Judged,
  { closing, sequence }: { readonly closing: IncidentEvent; readonly sequence: number },
  sha256: (bytes: Uint8Array) => string,
): SlaVerdict {
  const events = verdictLog(input.events, closing.at);
  return {
    id: slaVerdictId(id, sequence),
    accountId,
    incidentId: id,
    sequence,
    closedAt: closing.at,
    digest: sha256(logBytes(events)),
    ...verdictOf(readSla({ ...input, events }, Date.parse(closing.at))),
  };
}

/** Carries what held then, and the instant at which the rung was reached, so that whoever writes it writes the same. */
function escalation(
  past: readonly IncidentEvent[],
  { id, accountId }: Judged,
  rung: NonNullable<IncidentEvent["rung"]>,
  dueMs: number,
): IncidentEvent {
  const at = new Date(dueMs).toISOString();
  const before = past.filter((event) => event.at <= at);
  const held = before.at(-1) ?? past[0];
  if (held === undefined) throw new Error("a clock begins with an entry");
  const { state, severity, holderGroup, holderName } = held;
  return {
    id: escalationEventId(id, rung.clock, rung.cycle, rung.index),
    accountId,
    incidentId: id,
    at,
    ordinal: before.reduce((max, { ordinal }) => Math.max(max, ordinal), 0) + 1,
    type: "escalated",
    state,
    severity,
    holderGroup,
    holderName,
    actor: null,
    text: "",
    source: null,
    rung,
  };
}
