import type { IncidentHistory } from "../../../shared/domain/incident/incident-history.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { postmortemId } from "../../../shared/domain/postmortem/postmortem.ts";
import { defineQuery } from "../query.ts";
import { logOf } from "../log-of.ts";
import { historyOf } from "./incident-log.ts";

/** Everything that a postmortem is written from, beside the metrics. */
export interface PostmortemWork {
  readonly incident: RecordOf<"incident">;
  readonly account: RecordOf<"account">;
  /** null = the log is not on this laptop. */
  readonly history: IncidentHistory | null;
  /** null = nobody has begun one. */
  readonly postmortem: RecordOf<"postmortem"> | null;
  /** Prevention items, by day; those without one last. */
  readonly tasks: readonly RecordOf<"task">[];
  readonly colleagues: readonly RecordOf<"user">[];
  /** Names and aliases of every other customer in this book. */
  readonly otherCustomers: readonly string[];
  readonly contacts: readonly RecordOf<"contact">[];
  /** Messages that carry it, newest first. */
  readonly messages: readonly RecordOf<"outreach">[];
}

/** null = the incident is not here, or nobody's. */
export const postmortemWork = defineQuery<{ readonly incidentId: string }, PostmortemWork | null>({
  dependsOn: ["incident", "incidentEvent", "account", "postmortem", "task", "user", "contact", "outreach"],
  run: (store, { incidentId }) => {
    const incident = store.get("incident", incidentId);
    const account = incident?.accountId == null ? undefined : store.get("account", incident.accountId);
    if (incident === undefined || account === undefined) return null;
    const id = postmortemId(incidentId);
    return {
      incident,
      account,
      history: historyOf(logOf(store, incident)),
      postmortem: store.get("postmortem", id) ?? null,
      tasks: store
        .ofAccount("task", account.id)
        .filter((task) => task.postmortemId === id)
        .toSorted((a, b) => (a.dueOn ?? "9999").localeCompare(b.dueOn ?? "9999") || (a.id < b.id ? -1 : 1)),
      colleagues: store.all("user").toSorted((a, b) => a.name.localeCompare(b.name, "zh-Hans-CN")),
      otherCustomers: store
        .all("account")
        .filter((one) => one.id !== account.id)
        .flatMap((one) => [one.name, ...one.aliases]),
      contacts: store.ofAccount("contact", account.id),
      messages: store
        .ofAccount("outreach", account.id)
        .filter((one) => one.postmortemId === id)
        .toSorted((a, b) => ((a.queuedAt ?? "") < (b.queuedAt ?? "") ? 1 : -1)),
    };
  },
});
