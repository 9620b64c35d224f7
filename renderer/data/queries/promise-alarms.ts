import { isOpen, type Severity } from "../../../shared/domain/incident/incident.ts";
import { type PromiseAlarm, promiseAlarms as alarmsOf } from "../../../shared/domain/sla/promise-alarms.ts";
import { defineQuery } from "../query.ts";
import { slaInputOf } from "./sla-readings.ts";

/** When the reader is to be told of a promise. */
export interface IncidentAlarm extends PromiseAlarm {
  readonly incidentId: string;
  readonly number: string;
  readonly severity: Severity;
}

/** Of the open incidents of the reader's own customers and of those that he watches. */
export const promiseAlarms = defineQuery<undefined, readonly IncidentAlarm[]>({
  dependsOn: ["account", "calendarEntry", "contract", "incident", "incidentEvent", "slaPolicy", "user"],
  run: (store) => {
    const userId = store.userId();
    if (userId === undefined) return [];
    return store.all("incident").flatMap((incident): readonly IncidentAlarm[] => {
      const { id, number, severity, accountId, state, watcherIds } = incident;
      if (!isOpen(state)) return [];
      const own = accountId !== null && store.get("account", accountId)?.ownerId === userId;
      const input = own || watcherIds?.includes(userId) === true ? slaInputOf(store, incident) : null;
      return input === null ? [] : alarmsOf(input).map((alarm) => ({ incidentId: id, number, severity, ...alarm }));
    });
  },
});
