import { gatherHandover } from "../../../shared/domain/handover/gather-handover.ts";
import type { HandoverFacts } from "../../../shared/domain/handover/handover.ts";
import { commitmentConsumption } from "../../../shared/domain/health/measure/usage-measures.ts";
import { isOpen } from "../../../shared/domain/incident/incident.ts";
import type { LocalStore } from "../local-store.ts";
import { accountHealth } from "../queries/account-health.ts";
import { currentContract } from "../queries/current-contract.ts";
import { peakRows } from "../queries/peak-rows.ts";
import { promiseOf } from "../queries/sla-readings.ts";
import type { Account } from "./plan-facts.ts";

/** What a brief of the account says as things stand. */
export async function handoverFactsOf(store: LocalStore, account: Account, nowMs: number): Promise<HandoverFacts> {
  const { id } = account;
  const contract = currentContract(store.ofAccount("contract", id), nowMs, account.timeZone);
  const view = await accountHealth.run(store, { accountId: id, atMs: null }, nowMs);
  const result = view?.result ?? null;
  const outlook = store.outlook(id);
  const { measured } = commitmentConsumption(store.usageRollup(id) ?? null, contract, nowMs);
  const incidents = store.ofAccount("incident", id);
  const incidentIds = new Set(incidents.map((incident) => incident.id));
  return gatherHandover({
    nowMs,
    account,
    contract,
    usedMinutes: measured === null || contract?.committedMinutes == null ? null : Math.round(measured * contract.committedMinutes),
    contacts: store.ofAccount("contact", id),
    health: result === null ? null : { result, change7dMilli: store.health(id)?.change7dMilli ?? null },
    incidents: incidents.map((incident) => ({
      incident,
      promise: isOpen(incident.state) ? promiseOf(store, incident) : null,
      summary: incident.summary ?? "",
    })),
    postmortems: store.ofAccount("postmortem", id),
    articles: store.all("article").filter(({ state }) => state === "published"),
    uses: store.all("articleUse").filter(({ incidentId }) => incidentIds.has(incidentId)),
    outreaches: store.ofAccount("outreach", id),
    peaks: outlook === undefined ? [] : peakRows(store, account, outlook, nowMs),
    tasks: store.ofAccount("task", id),
    runs: store.ofAccount("playbookRun", id),
    goals: store.ofAccount("goal", id),
    nameOf: (userId) => store.get("user", userId)?.name ?? null,
  });
}
