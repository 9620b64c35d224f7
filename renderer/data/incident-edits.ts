import type { IncidentEvent } from "../../shared/domain/incident/incident-event.ts";
import { orderEvents } from "../../shared/domain/incident/incident-history.ts";
import { isOpen, type IncidentState, type Severity } from "../../shared/domain/incident/incident.ts";
import type { RecordOf } from "../../shared/domain/kinds.ts";
import { assertNever } from "../../shared/kernel/assert-never.ts";
import type { Json } from "../../shared/kernel/json.ts";
import { err, ok, type Result } from "../../shared/kernel/result.ts";
import type { Edit } from "./data-client.ts";
import { patchWithInverse } from "./inverse-edits.ts";
import type { Decider } from "./signal-edits.ts";

/** Whom a pause waits for. */
export const pauseStates = ["awaiting_customer", "awaiting_vendor", "awaiting_problem"] as const;
export type PauseState = (typeof pauseStates)[number];

/** What a person does with an incident. `reason` is mandatory wherever it stands; texts are trimmed. */
export type IncidentAction =
  | { readonly type: "note" | "workaround"; readonly text: string }
  | { readonly type: "update"; readonly text: string; readonly promise: { readonly what: string; readonly dueMs: number } | null }
  /** `resumes`: what the customer wrote is what was waited for. */
  | { readonly type: "message"; readonly text: string; readonly resumes: boolean }
  | { readonly type: "handOff"; readonly holderGroup: string | null; readonly holderName: string | null; readonly reason: string }
  | { readonly type: "pause"; readonly state: PauseState; readonly reason: string }
  | { readonly type: "resume" | "resolve" | "close" | "reopen"; readonly reason: string }
  | { readonly type: "severity"; readonly severity: Severity; readonly reason: string }
  | { readonly type: "mark"; readonly eventId: string; readonly effective: boolean; readonly reason: string };

/** An incident as a person sees it while he acts: its record, and every entry of its log. */
export interface IncidentSeen {
  readonly incident: RecordOf<"incident">;
  /** In any order; not empty. */
  readonly events: readonly IncidentEvent[];
}

/** The entry that is written, and the edits that write it. */
export interface IncidentChange {
  readonly event: IncidentEvent;
  readonly edits: readonly Edit[];
}

export type IncidentFault = {
  readonly code: "words_missing" | "promise_past" | "nothing_changes" | "is_over" | "is_open" | "changed_since";
};

type Standing = Pick<IncidentEvent, "state" | "severity" | "holderGroup" | "holderName">;
type Says = Pick<IncidentEvent, "type" | "text"> &
  Partial<Standing> &
  Partial<Pick<IncidentEvent, "marksId" | "effective" | "promise">> & { readonly type: IncidentEvent["type"] };

/** Laptops' clocks differ: an entry is never put before the last one of the log when that lies so little ahead of this laptop's clock. */
const clockToleranceMs = 10 * 60_000;

/**
 * One entry of the log, and one patch of the record where the record changes. Who takes part in an incident that nobody works on begins the
 * work: an update, a workaround or a hand-off makes it active.
 */
export function incidentChange(seen: IncidentSeen, action: IncidentAction, decider: Decider): Result<IncidentChange, IncidentFault> {
  const last = lastOf(seen);
  const words = ("text" in action ? action.text : action.reason).trim();
  if (words === "") return err({ code: "words_missing" });
  if (action.type === "update" && action.promise !== null && action.promise.dueMs <= decider.atMs) return err({ code: "promise_past" });
  const said = saysOf(last, action, words);
  return said.ok ? ok(written(seen, said.value, decider)) : said;
}

function saysOf(last: IncidentEvent, action: IncidentAction, text: string): Result<Says, IncidentFault> {
  const over = !isOpen(last.state);
  const begun: Partial<Standing> = last.state === "new" ? { state: "active" } : {};
  switch (action.type) {
    case "note":
      return ok({ type: "note", text });
    case "workaround":
      return over ? err({ code: "is_over" }) : ok({ type: "workaround_given", text, ...begun });
    case "update": {
      const { promise } = action;
      const what = promise?.what.trim() ?? "";
      if (promise !== null && what === "") return err({ code: "words_missing" });
      return ok({
        type: "customer_update",
        text,
        ...begun,
        ...(promise === null ? {} : { promise: { what: what.slice(0, 300), dueAt: iso(promise.dueMs) } }),
      });
    }
    case "message":
      return ok({
        type: "customer_message",
        text,
        ...(action.resumes && last.state === "awaiting_customer" ? { state: "active" as const } : {}),
      });
    case "handOff": {
      const [holderGroup, holderName] = [nameOf(action.holderGroup), nameOf(action.holderName)];
      if (over) return err({ code: "is_over" });
      if (holderGroup === last.holderGroup && holderName === last.holderName) return err({ code: "nothing_changes" });
      return ok({ type: "assigned", text, holderGroup, holderName, ...begun });
    }
    case "severity":
      if (action.severity === last.severity) return err({ code: "nothing_changes" });
      return ok({ type: "severity_changed", text, severity: action.severity });
    case "mark":
      return ok({ type: "response_marked", text, marksId: action.eventId, effective: action.effective });
    case "pause":
    case "resume":
    case "resolve":
    case "close":
    case "reopen":
      return stateOf(last.state, action, text);
    default:
      return assertNever(action);
  }
}

function stateOf(
  state: IncidentState,
  action: Extract<IncidentAction, { readonly type: "pause" | "resume" | "resolve" | "close" | "reopen" }>,
  text: string,
): Result<Says, IncidentFault> {
  const over = !isOpen(state);
  if (action.type === "reopen" ? !over : over && !(action.type === "close" && state === "resolved")) {
    return err({ code: over ? "is_over" : "is_open" });
  }
  const to =
    action.type === "pause"
      ? action.state
      : ({ resume: "active", reopen: "active", resolve: "resolved", close: "closed" } as const)[action.type];
  return to === state ? err({ code: "nothing_changes" }) : ok({ type: "state_changed", text, state: to });
}

/**
 * Takes a change back: another entry, with which what it changed is again as before. What only said something stays said. `words` = what the
 * entry says, e.g. that this was taken back; `before` = the incident as it was before the change. Refused when somebody changed the same since.
 */
export function takenBack(
  now: IncidentSeen,
  before: IncidentSeen,
  done: IncidentEvent,
  words: string,
  decider: Decider,
): Result<IncidentChange, IncidentFault> {
  const last = lastOf(now);
  const was = lastOf(before);
  const changed = standingFields.filter((field) => done[field] !== was[field]);
  if (done.type === "response_marked") {
    return ok(
      written(now, { type: "response_marked", text: words, marksId: done.marksId ?? null, effective: !(done.effective ?? false) }, decider),
    );
  }
  if (changed.length === 0) return err({ code: "nothing_changes" });
  if (changed.some((field) => last[field] !== done[field])) return err({ code: "changed_since" });
  const asBefore = Object.fromEntries(changed.map((field) => [field, was[field]])) as Partial<Standing>;
  // Work that has begun does not become work that nobody has begun.
  const restored = asBefore.state === "new" ? { ...asBefore, state: "active" as const } : asBefore;
  return ok(written(now, { type: restoringType(done.type), text: words, ...restored }, decider, before.incident));
}

/** Whether anything but words was changed, so that it can be taken back by another entry. */
export function canBeTakenBack(before: IncidentSeen, done: IncidentEvent): boolean {
  const was = lastOf(before);
  return done.type === "response_marked" || standingFields.some((field) => done[field] !== was[field]);
}

/** The customer was told and the customer wrote: that stays so. Taking back what came along is a change of state. */
function restoringType(type: IncidentEvent["type"]): IncidentEvent["type"] {
  return type === "assigned" || type === "severity_changed" ? type : "state_changed";
}

const standingFields = ["state", "severity", "holderGroup", "holderName"] as const;

function written(seen: IncidentSeen, says: Says, decider: Decider, earlier?: RecordOf<"incident">): IncidentChange {
  const { incident } = seen;
  const last = lastOf(seen);
  const lastMs = Date.parse(last.at);
  const ownMs = Math.max(decider.atMs, Date.parse(incident.openedAt));
  const at = iso(lastMs > ownMs && lastMs - ownMs <= clockToleranceMs ? lastMs : ownMs);
  const event: IncidentEvent = {
    id: decider.newId("iev"),
    accountId: incident.accountId,
    incidentId: incident.id,
    at,
    ordinal: seen.events.reduce((most, { ordinal }) => Math.max(most, ordinal), 0) + 1,
    state: last.state,
    severity: last.severity,
    holderGroup: last.holderGroup,
    holderName: last.holderName,
    actor: decider.user.name,
    source: null,
    ...says,
  };
  const { id, ...fields } = event;
  const append: Edit = { op: "create", kind: "incidentEvent", id, fields: fields as Readonly<Record<string, Json>> };
  const head = headOf(incident, event, earlier);
  const changes = Object.entries(head).some(([name, value]) => incident[name as keyof typeof incident] !== value);
  return { event, edits: changes ? [append, patchWithInverse("incident", incident, head).edit] : [append] };
}

/** The record as the entry leaves it; the three that tell the state, and the two of the holder, go together. */
function headOf(
  incident: RecordOf<"incident">,
  event: IncidentEvent,
  earlier: RecordOf<"incident"> | undefined,
): Readonly<Record<string, Json>> {
  const { state, severity, holderGroup, holderName, at } = event;
  const ends = (): Readonly<Record<string, Json>> => {
    if (isOpen(state)) return { resolvedAt: null, closedAt: null };
    if (earlier?.state === state) return { resolvedAt: earlier.resolvedAt, closedAt: earlier.closedAt };
    return state === "resolved" ? { resolvedAt: at, closedAt: null } : { resolvedAt: incident.resolvedAt ?? at, closedAt: at };
  };
  return {
    ...(state === incident.state ? {} : { state, ...ends() }),
    ...(severity === incident.severity ? {} : { severity }),
    ...(holderGroup === incident.holderGroup && holderName === incident.holderName ? {} : { holderGroup, holderName }),
  };
}

function lastOf({ events }: IncidentSeen): IncidentEvent {
  const last = orderEvents(events).at(-1);
  if (last === undefined) throw new Error("an incident is changed by its log, which is not empty");
  return last;
}

function nameOf(name: string | null): string | null {
  const known = name?.trim() ?? "";
  return known === "" ? null : known;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
