import { attentionThresholds } from "../attention/attention-thresholds.ts";
import { firstResponse, responseMark } from "../incident/first-response.ts";
import { incidentNow } from "../incident/incident-times.ts";
import { isOpen, type Incident } from "../incident/incident.ts";
import { turnOf, type Turn } from "../incident/turn.ts";
import type { IncidentHistory } from "../incident/incident-history.ts";
import type { TodayIncidentFacts } from "./today-facts.ts";
import type { TodayAction, TodayGroup, TodayItem, TodayMessage, TodayState } from "./today-item.ts";
import { todayThresholds } from "./today-thresholds.ts";

const dayMs = 86_400_000;

/** One item for every open incident that needs a move: an unanswered one by its reference target, others by whose turn it is and how long. */
export function incidentItems(facts: TodayIncidentFacts): readonly TodayItem[] {
  return facts.incidents.flatMap(({ incident, history }) => (isOpen(incident.state) ? (itemOf(facts, incident, history) ?? []) : []));
}

function itemOf(facts: TodayIncidentFacts, incident: Incident, history: IncidentHistory | null): TodayItem | null {
  const { nowMs } = facts;
  const now = history === null ? null : incidentNow(history);
  // The record says what it is now; the log says since when, as far as both agree.
  const turn = turnOf(incident.state);
  const turnSinceMs = now?.turn === turn ? now.turnSinceMs : Date.parse(incident.openedAt);
  const response = history === null ? null : firstResponse(history);
  const waiting =
    response?.kind === "waiting" && turn === "us" && nowMs - response.dueMs <= todayThresholds.responseForgottenMs ? response : null;
  const verdict =
    waiting === null ? turnVerdict(incident, turn, nowMs - turnSinceMs) : responseVerdict(incident, responseMark(waiting, nowMs));
  if (verdict === null) return null;
  const { state, undated, key, action } = verdict;
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
    message: { key, title: incident.title },
    detail: { key: "incident", number: incident.number, holder: incident.holderName ?? incident.holderGroup },
    dueMs: waiting?.dueMs ?? null,
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
  readonly key: (Extract<TodayMessage, { readonly title: string }>["key"] & `${string}Turn`) | "firstResponse";
  readonly action: TodayAction["key"];
}

function isUrgent(incident: Incident): boolean {
  return incident.severity === "P0" || incident.severity === "P1";
}

function responseVerdict(incident: Incident, mark: ReturnType<typeof responseMark>): Verdict {
  const late = mark === "overdue";
  const state: TodayState =
    incident.severity === "P0" || (late && isUrgent(incident))
      ? "critical"
      : late || (mark === "warning" && isUrgent(incident))
        ? "risk"
        : "watch";
  return { state, undated: "hour", key: "firstResponse", action: "respond" };
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
        key: "ourTurn",
        action: "openIncident",
      };
    }
    case "customer":
      if (!urgent && heldMs < todayThresholds.nudgeAfterMs.customer) return null;
      return { state: "watch", undated: urgent ? "today" : "week", key: "customerTurn", action: "remindCustomer" };
    case "vendor":
      if (!urgent && heldMs < todayThresholds.nudgeAfterMs.vendor) return null;
      return { state: urgent ? "risk" : "watch", undated: urgent ? "today" : "week", key: "vendorTurn", action: "askVendor" };
    case "problem": {
      const tooLong = heldMs > todayThresholds.nudgeAfterMs.problem;
      return {
        state: urgent || tooLong ? "risk" : "watch",
        undated: urgent ? "today" : "week",
        key: "problemTurn",
        action: "openIncident",
      };
    }
    case "none":
      return null;
  }
}
