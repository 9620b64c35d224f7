import { describe, expect, test } from "vitest";
import type { IncidentEvent } from "../../shared/domain/incident/incident-event.ts";
import { kinds, type RecordOf } from "../../shared/domain/kinds.ts";
import { newId } from "../../shared/kernel/ids.ts";
import { seededRandom } from "../../shared/kernel/random.ts";
import {
  canBeTakenBack,
  incidentChange,
  type IncidentAction,
  type IncidentChange,
  type IncidentSeen,
  takenBack,
} from "./incident-edits.ts";
import type { Decider } from "./signal-edits.ts";

const openedMs = Date.parse("2026-11-20T12:00:00.000Z");
const minuteMs = 60_000;

function decider(minutes: number): Decider {
  const random = seededRandom(minutes + 1);
  const atMs = openedMs + minutes * minuteMs;
  return { user: { id: "user_1", name: "李明" }, atMs, newId: (prefix) => newId(prefix, atMs, random) };
}

function opened(standing: Partial<Pick<IncidentEvent, "state" | "severity" | "holderGroup" | "holderName">> = {}): IncidentSeen {
  const shared = {
    accountId: "acc_1",
    state: "active",
    severity: "P1",
    holderGroup: "Front line",
    holderName: "何静",
    ...standing,
  } as const;
  const incident: RecordOf<"incident"> = {
    ...shared,
    id: "inc_1",
    number: "INC-1",
    kind: "incident",
    title: "Freezes",
    openedAt: new Date(openedMs).toISOString(),
    resolvedAt: null,
    closedAt: null,
    region: null,
    sourceMadeSla: null,
    rev: 3,
  };
  const at = new Date(openedMs).toISOString();
  return {
    incident,
    events: [{ ...shared, id: "iev_1", incidentId: "inc_1", at, ordinal: 4, type: "opened", actor: "监测", text: "", source: null }],
  };
}

function done(seen: IncidentSeen, action: IncidentAction, minutes = 5): IncidentChange {
  const change = incidentChange(seen, action, decider(minutes));
  if (!change.ok) throw new Error(change.error.code);
  return change.value;
}

/** The incident as the laptop shows it once the change is in its store; every edit must be one that the store takes. */
function after(seen: IncidentSeen, { edits }: IncidentChange): IncidentSeen {
  let { incident } = seen;
  const events = [...seen.events];
  for (const edit of edits) {
    if (edit.op === "create") events.push(kinds.incidentEvent.schema.parse({ ...edit.fields, id: edit.id }));
    if (edit.op === "patch") incident = { ...kinds.incident.schema.parse({ ...incident, ...edit.fields }), rev: incident.rev };
  }
  return { incident, events };
}

const head = ({ incident: { state, severity, holderGroup, holderName, resolvedAt, closedAt } }: IncidentSeen): unknown => ({
  state,
  severity,
  holderGroup,
  holderName,
  resolvedAt,
  closedAt,
});
const fault = (seen: IncidentSeen, action: IncidentAction): string => {
  const change = incidentChange(seen, action, decider(5));
  return change.ok ? "none" : change.error.code;
};

describe("one entry of the log says what was done, signed, with everything as it is after it", () => {
  test("a note and a customer's message change nothing else", () => {
    const seen = opened();
    const { event, edits } = done(seen, { type: "note", text: "  Canary at 10%  " });
    expect(event).toMatchObject({
      ...pickStanding(seen),
      type: "note",
      text: "Canary at 10%",
      actor: "李明",
      ordinal: 5,
      incidentId: "inc_1",
    });
    expect(event.at).toBe("2026-11-20T12:05:00.000Z");
    expect(edits.map(({ op, kind }) => [op, kind])).toEqual([["create", "incidentEvent"]]);
    expect(done(seen, { type: "message", text: "Still broken", resumes: true }).edits).toHaveLength(1);
  });

  test("an update carries what is promised next, and begins the work on a new incident", () => {
    const seen = opened({ state: "new" });
    const change = done(seen, { type: "update", text: "We look", promise: { what: "Canary verdict", dueMs: openedMs + 60 * minuteMs } });
    expect(change.event).toMatchObject({
      type: "customer_update",
      state: "active",
      promise: { what: "Canary verdict", dueAt: "2026-11-20T13:00:00.000Z" },
    });
    expect(head(after(seen, change))).toMatchObject({ state: "active", resolvedAt: null, closedAt: null });
    expect(fault(seen, { type: "update", text: "We look", promise: { what: " ", dueMs: openedMs + 60 * minuteMs } })).toBe("words_missing");
    expect(fault(seen, { type: "update", text: "We look", promise: { what: "x", dueMs: openedMs } })).toBe("promise_past");
  });

  test("the customer's answer resumes what waited for it", () => {
    const seen = opened({ state: "awaiting_customer" });
    expect(head(after(seen, done(seen, { type: "message", text: "14 logs", resumes: true })))).toMatchObject({ state: "active" });
    expect(head(after(seen, done(seen, { type: "message", text: "One moment", resumes: false })))).toMatchObject({
      state: "awaiting_customer",
    });
  });

  test("a hand-off names group or person and why", () => {
    const seen = opened();
    const change = done(seen, { type: "handOff", holderGroup: "R&D", holderName: "", reason: "prepare the rollback" });
    expect(change.event).toMatchObject({ type: "assigned", holderGroup: "R&D", holderName: null, text: "prepare the rollback" });
    expect(head(after(seen, change))).toMatchObject({ holderGroup: "R&D", holderName: null, state: "active" });
    expect(change.edits[1]).toMatchObject({ op: "patch", fields: { holderGroup: "R&D", holderName: null }, seen: { holderName: "何静" } });
  });

  test("resolved, closed and open again: the times of its end go with the state", () => {
    const seen = opened();
    const resolved = after(seen, done(seen, { type: "resolve", reason: "rolled back" }, 10));
    expect(head(resolved)).toMatchObject({ state: "resolved", resolvedAt: "2026-11-20T12:10:00.000Z", closedAt: null });
    const closed = after(resolved, done(resolved, { type: "close", reason: "customer agrees" }, 20));
    expect(head(closed)).toMatchObject({ state: "closed", resolvedAt: "2026-11-20T12:10:00.000Z", closedAt: "2026-11-20T12:20:00.000Z" });
    const again = after(closed, done(closed, { type: "reopen", reason: "back again" }, 30));
    expect(head(again)).toMatchObject({ state: "active", resolvedAt: null, closedAt: null });
  });

  test("a mark judges another entry", () => {
    const { event } = done(opened(), { type: "mark", eventId: "iev_9", effective: false, reason: "says nothing" });
    expect(event).toMatchObject({ type: "response_marked", marksId: "iev_9", effective: false, text: "says nothing" });
  });

  test.each([
    [{}, { type: "note", text: " " }, "words_missing"],
    [{}, { type: "pause", state: "awaiting_customer", reason: "" }, "words_missing"],
    [{}, { type: "resume", reason: "go" }, "nothing_changes"],
    [{}, { type: "severity", severity: "P1", reason: "same" }, "nothing_changes"],
    [{}, { type: "handOff", holderGroup: "Front line", holderName: " 何静 ", reason: "same" }, "nothing_changes"],
    [{}, { type: "reopen", reason: "why" }, "is_open"],
    [{ state: "closed" }, { type: "pause", state: "awaiting_vendor", reason: "why" }, "is_over"],
    [{ state: "closed" }, { type: "resolve", reason: "why" }, "is_over"],
    [{ state: "closed" }, { type: "note", text: "after the end" }, "none"],
    [{ state: "resolved" }, { type: "close", reason: "why" }, "none"],
  ] as const)("%j %j: %s", (standing, action, code) => {
    expect(fault(opened(standing), action)).toBe(code);
  });

  test("a laptop whose clock is a little behind writes behind the last entry, one that is far behind writes its own time", () => {
    const seen = opened();
    expect(done(seen, { type: "note", text: "x" }, -9).event.at).toBe("2026-11-20T12:00:00.000Z");
    const later = { ...seen, incident: { ...seen.incident, openedAt: new Date(openedMs - 60 * minuteMs).toISOString() } };
    expect(done(later, { type: "note", text: "x" }, -11).event.at).toBe("2026-11-20T11:49:00.000Z");
    expect(done(later, { type: "note", text: "x" }, -90).event.at).toBe("2026-11-20T11:00:00.000Z");
  });
});

describe("taking back is another entry", () => {
  const back = (now: IncidentSeen, before: IncidentSeen, event: IncidentEvent): ReturnType<typeof takenBack> =>
    takenBack(now, before, event, "taken back", decider(6));

  test.each([
    { type: "pause", state: "awaiting_vendor", reason: "carrier" },
    { type: "severity", severity: "P0", reason: "everybody" },
    { type: "handOff", holderGroup: null, holderName: "秦朗", reason: "assess" },
    { type: "resolve", reason: "done" },
  ] as const)("of %j: everything is as before, and the log says so", (action) => {
    const before = opened();
    const change = done(before, action);
    const now = after(before, change);
    const undone = back(now, before, change.event);
    if (!undone.ok) throw new Error(undone.error.code);
    expect(canBeTakenBack(before, change.event)).toBe(true);
    expect(undone.value.event).toMatchObject({ ...pickStanding(before), ordinal: 6, text: "taken back", at: "2026-11-20T12:06:00.000Z" });
    expect(head(after(now, undone.value))).toEqual(head(before));
  });

  test("of a reopening: the times of its end come back", () => {
    const resolved = after(opened(), done(opened(), { type: "resolve", reason: "done" }, 2));
    const change = done(resolved, { type: "reopen", reason: "again" });
    const now = after(resolved, change);
    const undone = back(now, resolved, change.event);
    expect(undone.ok && head(after(now, undone.value))).toEqual(head(resolved));
  });

  test("of a pause of an incident that nobody had begun: the work has begun", () => {
    const before = opened({ state: "new" });
    const change = done(before, { type: "pause", state: "awaiting_customer", reason: "logs" });
    const undone = back(after(before, change), before, change.event);
    expect(undone.ok && undone.value.event.state).toBe("active");
  });

  test("of a mark: the opposite mark", () => {
    const change = done(opened(), { type: "mark", eventId: "iev_1", effective: false, reason: "empty" });
    const undone = back(after(opened(), change), opened(), change.event);
    expect(undone.ok && undone.value.event).toMatchObject({ type: "response_marked", marksId: "iev_1", effective: true });
  });

  test("what was only said stays said, and what somebody changed since is left to him", () => {
    const before = opened();
    const note = done(before, { type: "note", text: "x" });
    expect(canBeTakenBack(before, note.event)).toBe(false);
    expect(back(after(before, note), before, note.event)).toEqual({ ok: false, error: { code: "nothing_changes" } });
    const paused = done(before, { type: "pause", state: "awaiting_customer", reason: "logs" });
    const now = after(before, paused);
    const resumed = after(now, done(now, { type: "resume", reason: "they came" }, 6));
    expect(back(resumed, before, paused.event)).toEqual({ ok: false, error: { code: "changed_since" } });
  });
});

function pickStanding({ incident: { state, severity, holderGroup, holderName } }: IncidentSeen): Readonly<Partial<IncidentEvent>> {
  return { state, severity, holderGroup, holderName };
}
