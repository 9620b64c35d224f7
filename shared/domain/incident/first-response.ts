import { type IncidentEvent, tellsCustomer } from "./incident-event.ts";
import type { IncidentHistory } from "./incident-history.ts";
import type { Severity } from "./incident.ts";

const minuteMs = 60_000;

/**
 * Reference targets for the first response in calendar time, 24×7 (product.md, D2). They are marks to read by, not promises: what a contract
 * promises, in which calendar, comes with its SLA policy.
 */
export const firstResponseTargetMs: Readonly<Record<Severity, number>> = {
  P0: 30 * minuteMs,
  P1: 4 * 60 * minuteMs,
  P2: 8 * 60 * minuteMs,
  P3: 24 * 60 * minuteMs,
};

/** Share of a target from which on it is running out. */
export const warningShare = 0.8;

/**
 * `given` carries the event and the time it took; `waiting` none yet; `unknown` = the source names no actors, so that nobody can say who
 * answered; `ended` = the incident was over before anybody else did anything.
 */
export type FirstResponse =
  | {
      readonly kind: "given";
      readonly event: IncidentEvent;
      readonly atMs: number;
      readonly tookMs: number;
      readonly targetMs: number;
      readonly dueMs: number;
    }
  | { readonly kind: "waiting"; readonly targetMs: number; readonly dueMs: number }
  | { readonly kind: "unknown" }
  | { readonly kind: "ended" };

/**
 * The first event after the opening by somebody other than the opener that assigns, changes state or updates the customer. The target is that
 * of the severity at that moment (while waiting: of the severity now). An event without an actor answers nothing.
 */
export function firstResponse(history: IncidentHistory): FirstResponse {
  const { events, openedMs } = history;
  const opening = events[0];
  const last = events.at(-1);
  if (opening === undefined || last === undefined) throw new Error("a history has at least one event");
  for (const [i, event] of events.entries()) {
    const before = events[i - 1];
    if (before === undefined || !answers(before, event) || event.actor === null || event.actor === opening.actor) continue;
    const atMs = Date.parse(event.at);
    const targetMs = firstResponseTargetMs[event.severity];
    return { kind: "given", event, atMs, tookMs: atMs - openedMs, targetMs, dueMs: openedMs + targetMs };
  }
  if (events.length > 1 && events.every((event) => event.actor === null)) return { kind: "unknown" };
  if (history.endedMs !== null) return { kind: "ended" };
  const targetMs = firstResponseTargetMs[last.severity];
  return { kind: "waiting", targetMs, dueMs: openedMs + targetMs };
}

function answers(before: IncidentEvent, event: IncidentEvent): boolean {
  return (
    event.type === "assigned" ||
    tellsCustomer(event) ||
    event.type === "state_changed" ||
    before.state !== event.state ||
    before.holderGroup !== event.holderGroup ||
    before.holderName !== event.holderName
  );
}

/** How a first response stands against its reference target. */
export type ResponseMark = "kept" | "late" | "running" | "warning" | "overdue" | "unknown";

export function responseMark(response: FirstResponse, nowMs: number): ResponseMark {
  switch (response.kind) {
    case "given":
      return response.tookMs <= response.targetMs ? "kept" : "late";
    case "waiting": {
      if (nowMs > response.dueMs) return "overdue";
      const usedMs = nowMs - (response.dueMs - response.targetMs);
      return usedMs >= warningShare * response.targetMs ? "warning" : "running";
    }
    case "unknown":
    case "ended":
      return "unknown";
  }
}
