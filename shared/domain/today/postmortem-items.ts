import type { Account } from "../account/account.ts";
import { localDayOf } from "../calendar/local-time.ts";
import { addWorkingDays, type WorkCalendar } from "../calendar/working-days.ts";
import type { Incident } from "../incident/incident.ts";
import type { Postmortem } from "../postmortem/postmortem.ts";
import { dayEndMs } from "./local-day-end.ts";
import type { TodayItem } from "./today-item.ts";
import { todayThresholds } from "./today-thresholds.ts";

export interface TodayPostmortemFacts {
  readonly nowMs: number;
  readonly account: Pick<Account, "id" | "tier" | "timeZone" | "lifecycle">;
  readonly incidents: readonly Incident[];
  /** States of those that were begun, by incident. */
  readonly postmortems: ReadonlyMap<string, Postmortem["state"]>;
  /** Working days of the customer's country; asked for only where something is due. */
  readonly calendar: () => WorkCalendar;
}

/** Whether a customer is owed a postmortem: a grave incident of a service that is over. */
export function needsPostmortem({ severity, kind, resolvedAt }: Pick<Incident, "severity" | "kind" | "resolvedAt">): boolean {
  return (severity === "P0" || severity === "P1") && kind === "incident" && resolvedAt !== null;
}

/** Last day, in the customer's zone: five working days after it was resolved. `resolvedAt` as in the incident. */
export function postmortemDueDay(resolvedAt: string, timeZone: string, calendar: WorkCalendar): string {
  return addWorkingDays(calendar, localDayOf(Date.parse(resolvedAt), timeZone), todayThresholds.postmortemWorkingDays);
}

/** Postmortems that are owed and not published; what is older than a month without one will have none. */
export function postmortemItems({ nowMs, account, incidents, postmortems, calendar }: TodayPostmortemFacts): readonly TodayItem[] {
  if (account.lifecycle === "ended") return [];
  return incidents.flatMap((incident): readonly TodayItem[] => {
    const { resolvedAt } = incident;
    const state = postmortems.get(incident.id) ?? null;
    if (!needsPostmortem(incident) || resolvedAt === null || state === "published" || state === "withdrawn") return [];
    if (nowMs - Date.parse(resolvedAt) > todayThresholds.postmortemForgottenMs) return [];
    const dueMs = dayEndMs(postmortemDueDay(resolvedAt, account.timeZone, calendar()), account.timeZone);
    const overdue = dueMs <= nowMs;
    return [
      {
        id: `postmortem:${incident.id}`,
        kind: "postmortem",
        state: overdue ? "risk" : "watch",
        accountId: account.id,
        tier: account.tier,
        severity: incident.severity,
        message: { key: state === null ? "postmortemDue" : "postmortemUnpublished", title: incident.title },
        detail: { key: "incident", number: incident.number, holder: null },
        dueMs,
        dueIsDay: true,
        sinceMs: overdue ? dueMs : null,
        undated: "today",
        action: { key: "writePostmortem", target: { to: "postmortem", incidentId: incident.id } },
        records: [{ kind: "incident", id: incident.id }],
      },
    ];
  });
}
