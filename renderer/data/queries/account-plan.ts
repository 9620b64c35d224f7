import { localDayOf } from "../../../shared/domain/calendar/local-time.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { type RunProgress, runProgress } from "../../../shared/domain/playbook/plan-run.ts";
import { defineQuery } from "../query.ts";

/** A run with its steps in their order. */
export interface PlanRun {
  readonly run: RecordOf<"playbookRun">;
  readonly tasks: readonly RecordOf<"task">[];
  readonly progress: RunProgress;
  readonly startedByName: string | null;
}

export interface AccountPlan {
  /** Running ones by day, then what is finished or stopped, newest first. */
  readonly runs: readonly PlanRun[];
  /** Open ones by day, then the others. */
  readonly goals: readonly RecordOf<"goal">[];
  /** The account's day. */
  readonly today: string;
}

/** Playbooks that run at an account, and its goals; its tasks are `taskRows`. null = the account is not here. */
export const accountPlan = defineQuery<{ readonly accountId: string }, AccountPlan | null>({
  dependsOn: ["account", "playbookRun", "task", "goal", "user", "clock"],
  run: (store, { accountId }, nowMs) => {
    const account = store.get("account", accountId);
    if (account === undefined) return null;
    const tasks = store.ofAccount("task", accountId);
    const runs = store.ofAccount("playbookRun", accountId).map((run): PlanRun => {
      const own = tasks.filter(({ runId }) => runId === run.id);
      return {
        run,
        tasks: own.toSorted((a, b) => (a.playbook?.step ?? 0) - (b.playbook?.step ?? 0) || (a.id < b.id ? -1 : 1)),
        progress: runProgress(run, own),
        startedByName: store.get("user", run.startedById)?.name ?? null,
      };
    });
    const rank = { running: 0, finished: 1, stopped: 2 } as const;
    return {
      runs: runs.toSorted(
        (a, b) =>
          rank[a.progress.state] - rank[b.progress.state] ||
          (a.progress.state === "running" ? 1 : -1) * a.run.anchorDay.localeCompare(b.run.anchorDay) ||
          (a.run.id < b.run.id ? -1 : 1),
      ),
      goals: store
        .ofAccount("goal", accountId)
        .toSorted(
          (a, b) =>
            Number(b.state === "open") - Number(a.state === "open") ||
            (a.dueOn ?? "9999").localeCompare(b.dueOn ?? "9999") ||
            (a.id < b.id ? -1 : 1),
        ),
      today: localDayOf(nowMs, account.timeZone),
    };
  },
});
