import { addDays } from "../../../shared/domain/calendar/day.ts";
import { workingDaysBefore } from "../../../shared/domain/calendar/working-days.ts";
import { daysUntil } from "../../../shared/domain/contract/days-left.ts";
import type { HealthSummary } from "../../../shared/domain/health/health-result.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { type RunProgress, runProgress } from "../../../shared/domain/playbook/plan-run.ts";
import { commitmentConsumption } from "../../../shared/domain/health/measure/usage-measures.ts";
import { calendarOf } from "../plan/plan-facts.ts";
import { defineQuery } from "../query.ts";
import { currentContract } from "./current-contract.ts";

export interface RenewalRow {
  readonly id: string;
  readonly name: string;
  readonly tier: RecordOf<"account">["tier"];
  readonly ownerName: string | null;
  readonly mine: boolean;
  readonly contractId: string;
  readonly renewsOn: string;
  /** Days by the account's clock; negative = it has ended. */
  readonly daysLeft: number;
  /** Last working day, 30 days before the end, by which notice is usually given: what has not been said by then renews as it is. */
  readonly noticeBy: string;
  readonly committedMinutes: number | null;
  /** Minutes of the last four weeks as a month, estimated, against the commitment (1 = all of it); null = no usage, or nothing is committed. */
  readonly usedShare: number | null;
  /** null = not judged. */
  readonly health: HealthSummary | null;
  /** The renewal's playbook at this contract; null = none has begun. */
  readonly run: { readonly name: RecordOf<"playbookRun">["name"]; readonly progress: RunProgress } | null;
}

const noticeDays = 30;

/** Contracts of the book that end within so many days, or ended in the last 90: by day. An account whose business has ended has none. */
export const renewalRows = defineQuery<{ readonly withinDays: number }, readonly RenewalRow[]>({
  dependsOn: ["account", "contract", "user", "playbookRun", "task", "health", "metrics", "calendarEntry", "clock"],
  run: (store, { withinDays }, nowMs) => {
    const contracts = Map.groupBy(store.all("contract"), ({ accountId }) => accountId);
    const runs = Map.groupBy(
      store.all("playbookRun").filter(({ anchor }) => anchor.kind === "contract"),
      ({ anchor }) => anchor.ref,
    );
    const userId = store.userId();
    return store
      .all("account")
      .flatMap((account): readonly RenewalRow[] => {
        const contract = currentContract(contracts.get(account.id) ?? [], nowMs, account.timeZone);
        if (contract === null || account.lifecycle === "ended") return [];
        const daysLeft = daysUntil(contract.renewsOn, nowMs, account.timeZone);
        if (daysLeft > withinDays || daysLeft < -90) return [];
        const [run] = (runs.get(contract.id) ?? []).toSorted((a, b) => (a.anchorDay < b.anchorDay ? 1 : -1));
        const progress =
          run === undefined
            ? null
            : runProgress(
                run,
                store.ofAccount("task", account.id).filter(({ runId }) => runId === run.id),
              );
        const { measured } = commitmentConsumption(store.usageRollup(account.id) ?? null, contract, nowMs);
        return [
          {
            id: account.id,
            name: account.name,
            tier: account.tier,
            ownerName: account.ownerId === null ? null : (store.get("user", account.ownerId)?.name ?? null),
            mine: account.ownerId === userId,
            contractId: contract.id,
            renewsOn: contract.renewsOn,
            daysLeft,
            noticeBy: workingDaysBefore(calendarOf(store, account), addDays(contract.renewsOn, 1 - noticeDays), 1),
            committedMinutes: contract.committedMinutes,
            usedShare: measured,
            health: store.health(account.id) ?? null,
            run: run === undefined || progress === null ? null : { name: run.name, progress },
          },
        ];
      })
      .toSorted((a, b) => (a.renewsOn < b.renewsOn ? -1 : a.renewsOn > b.renewsOn ? 1 : a.name.localeCompare(b.name, "zh-Hans-CN")));
  },
});
