import { attentionReasons, type AttentionReason } from "../../../shared/domain/attention/attention.ts";
import { daysUntil } from "../../../shared/domain/contract/days-left.ts";
import { regionHeadrooms, type RegionHeadroom } from "../../../shared/domain/headroom/region-headroom.ts";
import { usageEndDay } from "../../../shared/domain/headroom/usage-window.ts";
import { isOpen } from "../../../shared/domain/incident/incident.ts";
import type { HealthSummary } from "../../../shared/domain/health/health-result.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { defineQuery } from "../query.ts";
import { currentContract } from "./current-contract.ts";

/** What every tab of the account page stands under, and its overview's judgement. */
export interface AccountHead {
  readonly account: RecordOf<"account">;
  readonly ownerName: string | null;
  readonly contract: RecordOf<"contract"> | null;
  readonly renewsInDays: number | null;
  /** Tightest first. */
  readonly regions: readonly RegionHeadroom[];
  /** Everything that holds, worst first. */
  readonly reasons: readonly AttentionReason[];
  readonly lastTouchMs: number | null;
  readonly dataAsOfMs: number | null;
  /** null = not judged yet. */
  readonly health: HealthSummary | null;
  readonly counts: { readonly openIncidents: number; readonly contacts: number; readonly openTasks: number };
  readonly pending: boolean;
  readonly nowMs: number;
}

/** null = the account is not (or no longer) on this laptop. */
export const accountHead = defineQuery<{ readonly accountId: string }, AccountHead | null>({
  dependsOn: ["account", "capacity", "contact", "contract", "incident", "task", "timeline", "user", "metrics", "health", "clock"],
  run: (store, { accountId }, nowMs) => {
    const account = store.get("account", accountId);
    if (account === undefined) return null;
    const usage = store.usageRollup(accountId);
    const endDayMs = usage === undefined ? null : usageEndDay(usage.lastHourMs, nowMs);
    const regions = regionHeadrooms(account.regions, usage?.regions ?? [], store.ofAccount("capacity", accountId), endDayMs, nowMs);
    const contract = currentContract(store.ofAccount("contract", accountId), nowMs, account.timeZone);
    const renewsInDays = contract === null ? null : daysUntil(contract.renewsOn, nowMs, account.timeZone);
    const open = store.ofAccount("incident", accountId).filter((incident) => isOpen(incident.state));
    const lastTouchMs = store.lastTouchMs(accountId) ?? null;
    return {
      account,
      ownerName: account.ownerId === null ? null : (store.get("user", account.ownerId)?.name ?? null),
      contract,
      renewsInDays,
      regions,
      reasons: attentionReasons({
        accountId,
        nowMs,
        regions,
        openIncidents: open.map((i) => ({
          id: i.id,
          number: i.number,
          severity: i.severity,
          state: i.state,
          openedMs: Date.parse(i.openedAt),
        })),
        contract: contract === null || renewsInDays === null ? null : { id: contract.id, renewsInDays },
        lastTouchMs,
        dataAsOfMs: usage?.lastHourMs ?? null,
      }),
      lastTouchMs,
      dataAsOfMs: usage?.lastHourMs ?? null,
      health: store.health(accountId) ?? null,
      counts: {
        openIncidents: open.length,
        contacts: store.ofAccount("contact", accountId).length,
        openTasks: store.ofAccount("task", accountId).filter((task) => task.state === "open").length,
      },
      pending: store.isPending("account", accountId),
      nowMs,
    };
  },
});
