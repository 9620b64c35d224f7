import { measureImpact, type MeasuredImpact } from "../../../shared/domain/postmortem/measure-impact.ts";
import { defineQuery } from "../query.ts";

/** What the metrics on this laptop say that an incident did, as of now. null = the incident is not here, or nobody's. */
export const postmortemImpact = defineQuery<{ readonly incidentId: string }, MeasuredImpact | null>({
  dependsOn: ["incident", "account", "metrics"],
  run: async (store, { incidentId }, nowMs) => {
    const incident = store.get("incident", incidentId);
    const account = incident?.accountId == null ? undefined : store.get("account", incident.accountId);
    if (incident === undefined || account === undefined) return null;
    const [quality, usage] = await Promise.all([store.series(account.id, "quality"), store.series(account.id, "usage")]);
    const context = { timeZone: account.timeZone, incidents: store.ofAccount("incident", account.id) };
    return measureImpact({ incident, series: [...quality, ...usage], context, nowMs });
  },
});
