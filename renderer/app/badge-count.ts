import type { TodayItem } from "../../shared/domain/today/today-item.ts";
import type { IncidentAlarm } from "../data/queries/promise-alarms.ts";

/** What the icon of the app counts: incidents whose promise is broken or in its warning, and what else is overdue. */
export function badgeCount(
  alarms: readonly Pick<IncidentAlarm, "incidentId" | "warnMs" | "dueMs">[],
  items: readonly Pick<TodayItem, "kind" | "dueMs">[],
  nowMs: number,
): number {
  const incidents = new Set(alarms.filter(({ warnMs, dueMs }) => (warnMs ?? dueMs) <= nowMs).map(({ incidentId }) => incidentId));
  const overdue = items.filter(({ kind, dueMs }) => kind !== "incident" && dueMs !== null && dueMs < nowMs);
  return incidents.size + overdue.length;
}
