import type { IncidentEvent } from "../../../shared/domain/incident/incident-event.ts";
import type { ResponseJudgement, SlaReading } from "../../../shared/domain/sla/sla-reading.ts";
import type { LadderRung } from "../../../shared/domain/sla/sla-policy.ts";

/** What an entry of the log is to the promises, beside what it says. */
export type TimelineMark =
  | { readonly type: "first_response"; readonly state: "met" | "missed"; readonly elapsedMs: number }
  | { readonly type: "effective" }
  | { readonly type: "not_effective"; readonly because: ResponseJudgement["because"] }
  | { readonly type: "judges"; readonly of: string; readonly effective: boolean }
  | { readonly type: "pauses" }
  | { readonly type: "rung"; readonly role: LadderRung["role"]; readonly channel: LadderRung["channel"] }
  | { readonly type: "promise"; readonly what: string; readonly dueMs: number };

/** Shape and colour of an entry on the line. */
export type EntryLook = "opened" | "us" | "customer" | "told" | "waits" | "escalated" | "over" | "plain";

/**
 * Marks by entry. That something is no effective answer is said of what looks like one: until the first effective one, and of what somebody
 * judged; of later entries that the rule counts nothing is said, it would be said of nearly all.
 */
export function timelineMarks(
  events: readonly IncidentEvent[],
  reading: Pick<SlaReading, "responses" | "clocks">,
  ladder: readonly LadderRung[],
): ReadonlyMap<string, readonly TimelineMark[]> {
  const judged = new Map(reading.responses.map((response) => [response.eventId, response]));
  const first = reading.clocks.find(({ clock, state }) => clock === "first_response" && (state === "met" || state === "missed"));
  const firstIndex = first === undefined ? events.length : events.findIndex(({ id }) => id === first.stopEventId);
  return new Map(
    events.map((event, index) => {
      const marks: TimelineMark[] = [];
      const response = judged.get(event.id);
      if (first !== undefined && event.id === first.stopEventId && (first.state === "met" || first.state === "missed")) {
        marks.push({ type: "first_response", state: first.state, elapsedMs: first.elapsedMs });
      } else if (response !== undefined) marks.push(...responseMark(response, index < firstIndex));
      const before = events[index - 1];
      if (event.state.startsWith("awaiting_") && before?.state !== event.state) marks.push({ type: "pauses" });
      if (event.type === "response_marked" && event.marksId != null)
        marks.push({ type: "judges", of: event.marksId, effective: event.effective === true });
      const rung = event.rung == null ? undefined : ladder[event.rung.index];
      if (event.type === "escalated" && rung !== undefined) marks.push({ type: "rung", role: rung.role, channel: rung.channel });
      if (event.promise != null) marks.push({ type: "promise", what: event.promise.what, dueMs: Date.parse(event.promise.dueAt) });
      return [event.id, marks];
    }),
  );
}

function responseMark({ effective, because }: ResponseJudgement, early: boolean): readonly TimelineMark[] {
  if (effective) return because === "marked" ? [{ type: "effective" }] : [];
  if (because === "marked" || because === "empty_phrase") return [{ type: "not_effective", because }];
  return early && because === "no_actor" ? [{ type: "not_effective", because }] : [];
}

export function entryLook(event: IncidentEvent, before: IncidentEvent | null): EntryLook {
  if (before === null || event.type === "opened") return "opened";
  if (event.type === "escalated") return "escalated";
  if (event.type === "customer_message") return "customer";
  if (event.type === "customer_update" || event.type === "workaround_given") return "told";
  if (event.state !== before.state) {
    if (event.state.startsWith("awaiting_")) return "waits";
    return event.state === "resolved" || event.state === "closed" ? "over" : "us";
  }
  return event.type === "assigned" || event.type === "severity_changed" ? "us" : "plain";
}

/** What judges the entry at present: whether it counts, so that a person can say otherwise. */
export function isEffective(responses: readonly ResponseJudgement[], eventId: string): boolean {
  return responses.some((response) => response.eventId === eventId && response.effective);
}
