import { attentionThresholds } from "../attention/attention-thresholds.ts";
import { incidentNow } from "../incident/incident-times.ts";
import { isOpen, type Incident } from "../incident/incident.ts";
import type { ClockKind } from "../sla/clock-kinds.ts";
import { type NextPromise, promiseState } from "../sla/next-promise.ts";
import { turnOf, type Turn } from "../incident/turn.ts";
import type { TodayIncidentFacts } from "./today-facts.ts";
import type { TodayAction, TodayGroup, TodayItem, TodayMessage, TodayState } from "./today-item.ts";
import { todayThresholds } from "./today-thresholds.ts";

const dayMs = 86_400_000;

/** One item for every open incident that needs a move: by the promise that runs out next, else by whose turn it is and how long. */
export function incidentItems(facts: TodayIncidentFacts): readonly TodayItem[] {
  return facts.incidents.flatMap((one) => (isOpen(one.incident.state) ? (itemOf(facts, one) ?? []) : []));
}

function itemOf(facts: TodayIncidentFacts, { incident, history, promise }: TodayIncidentFacts["incidents"][number]): TodayItem | null {
  const { nowMs } = facts;
  const now = history === null ? null : incidentNow(history);
  // The record says what it is now; the log says since when, as far as both agree.
  const turn = turnOf(incident.state);
  const turnSinceMs = now?.turn === turn ? now.turnSinceMs : Date.parse(incident.openedAt);
  const told = promise !== null && isTold(promise, nowMs) ? promise : null;
  const verdict = told === null ? turnVerdict(incident, turn, nowMs - turnSinceMs) : promiseVerdict(incident, told, nowMs);
  if (verdict === null) return null;
  const { state, undated, message, action } = verdict;
  const target: TodayAction["target"] =
    action === "remindCustomer" && incident.accountId !== null
      ? { to: "account", accountId: incident.accountId, tab: "contacts" }
      : { to: "incident", incidentId: incident.id };
  const lastEvent = history?.events.at(-1);
  return {
    id: `incident:${incident.id}`,
    kind: "incident",
    state,
    accountId: incident.accountId,
    tier: facts.tier,
    severity: incident.severity,
    message,
    detail: { key: "incident", number: incident.number, holder: incident.holderName ?? incident.holderGroup },
    dueMs: told?.dueMs ?? null,
    dueIsDay: false,
    sinceMs: turnSinceMs,
    undated,
    action: { key: action, target },
    records: [
      { kind: "incident", id: incident.id },
      ...(lastEvent === undefined ? [] : [{ kind: "incidentEvent" as const, id: lastEvent.id }]),
    ],
  };
}

interface Verdict {
  readonly state: TodayState;
  readonly undated: TodayGroup;
  readonly message: TodayMessage;
  readonly action: TodayAction["key"];
}

function isUrgent(incident: Incident): boolean {
  return incident.severity === "P0" || incident.severity === "P1";
}

/** It runs out soon or has run out lately. That nobody has answered yet is always said. */
function isTold(promise: NextPromise, nowMs: number): boolean {
  const { dueMs, clock } = promise;
  if (promise.paused || dueMs === null || nowMs - dueMs > todayThresholds.promiseForgottenMs) return false;
  return clock === "first_response" || promiseState(promise, nowMs) !== "running" || dueMs - nowMs <= todayThresholds.promiseAheadMs;
}

const moves: Readonly<Record<ClockKind, TodayAction["key"]>> = {
  first_response: "respond",
  next_update: "tellCustomer",
  workaround: "openIncident",
  resolution: "openIncident",
};

function promiseVerdict(incident: Incident, promise: NextPromise, nowMs: number): Verdict {
  const mark = promiseState(promise, nowMs);
  const late = mark === "breached";
  const state: TodayState =
    incident.severity === "P0" || (late && isUrgent(incident))
      ? "critical"
      : late || (mark === "warning" && isUrgent(incident))
        ? "risk"
        : "watch";
  const { clock } = promise;
  return { state, undated: "hour", message: { key: "promise", title: incident.title, clock }, action: moves[clock] };
}

function turnVerdict(incident: Incident, turn: Turn, heldMs: number): Verdict | null {
  const urgent = isUrgent(incident);
  switch (turn) {
    case "us": {
      const tooLong = heldMs > attentionThresholds.waitingOnUsDays[incident.severity] * dayMs;
      const state = incident.severity === "P0" ? "critical" : urgent || tooLong ? "risk" : "watch";
      return {
        state,
        undated: incident.severity === "P0" ? "hour" : state === "risk" ? "today" : "week",
        message: { key: "ourTurn", title: incident.title },
        action: "openIncident",
      };
    }
    case "customer":
      if (!urgent && heldMs < todayThresholds.nudgeAfterMs.customer) return null;
      return {
        state: "watch",
        undated: urgent ? "today" : "week",
        message: { key: "customerTurn", title: incident.title },
        action: "remindCustomer",
      };
    case "vendor":
      if (!urgent && heldMs < todayThresholds.nudgeAfterMs.vendor) return null;
      return {
        state: urgent ? "risk" : "watch",
        undated: urgent ? "today" : "week",
        message: { key: "vendorTurn", title: incident.title },
        action: "askVendor",
      };
    case "problem": {
      const tooLong = heldMs > todayThresholds.nudgeAfterMs.problem;
      return {
        state: urgent || tooLong ? "risk" : "watch",
        undated: urgent ? "today" : "week",
        message: { key: "problemTurn", title: incident.title },
        action: "openIncident",
      };
    }
    case "none":
      return null;
  }
}
