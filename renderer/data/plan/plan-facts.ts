import { calendarEditsOf } from "../../../shared/domain/calendar/calendar-edit.ts";
import { localDayOf } from "../../../shared/domain/calendar/local-time.ts";
import { type WorkCalendar, workCalendar } from "../../../shared/domain/calendar/working-days.ts";
import { modelFor } from "../../../shared/domain/health/model-for.ts";
import { modelInForce } from "../../../shared/domain/health/model-in-force.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { type DueAnchor, dueAnchors, type PlaybookFacts } from "../../../shared/domain/playbook/due-anchors.ts";
import { dueRuns, type KnownRun } from "../../../shared/domain/playbook/due-runs.ts";
import { anchorDayNow, type MovedRun, movedRun } from "../../../shared/domain/playbook/moved-anchor.ts";
import { planRun, type PlannedRun, runProgress } from "../../../shared/domain/playbook/plan-run.ts";
import { playbooksInForce } from "../../../shared/domain/playbook/playbook-in-force.ts";
import type { PlaybookInForce } from "../../../shared/domain/playbook/playbook.ts";
import type { LocalStore } from "../local-store.ts";
import { currentContract } from "../queries/current-contract.ts";

export type Account = RecordOf<"account">;

/** Working days of a customer: its country's, with the company's and its own entries. */
export function calendarOf(store: LocalStore, account: Pick<Account, "id" | "country">): WorkCalendar {
  return workCalendar(account.country, calendarEditsOf(store.all("calendarEntry"), account.country, account.id));
}

function factsOf(store: LocalStore, account: Account, nowMs: number): PlaybookFacts {
  const contracts = store.ofAccount("contract", account.id);
  return {
    nowMs,
    account,
    contracts,
    contract: currentContract(contracts, nowMs, account.timeZone),
    incidents: store.ofAccount("incident", account.id),
    healthMonths: store.ofAccount("healthMonth", account.id),
    grades: modelFor(modelInForce(store.all("healthModel"), nowMs), account).grades,
    peaks: store.outlook(account.id)?.peaks ?? [],
  };
}

function knownRuns(store: LocalStore, accountId: string): readonly KnownRun[] {
  const runs = store.ofAccount("playbookRun", accountId);
  if (runs.length === 0) return [];
  const tasks = store.ofAccount("task", accountId);
  return runs.map((run) => ({
    run,
    open:
      runProgress(
        run,
        tasks.filter(({ runId }) => runId === run.id),
      ).state === "running",
  }));
}

/** What rules ask for at an account: runs to begin, and runs whose day has moved. */
export interface PlanWork {
  readonly begin: readonly PlannedRun[];
  readonly move: readonly { readonly run: RecordOf<"playbookRun">; readonly moved: MovedRun }[];
}

export function planWork(store: LocalStore, account: Account, userId: string, nowMs: number): PlanWork {
  const facts = factsOf(store, account, nowMs);
  const known = knownRuns(store, account.id);
  const due = dueRuns(playbooksInForce(store.all("playbook")), facts, known);
  const open = known.filter((one) => one.open);
  if (due.length === 0 && open.length === 0) return { begin: [], move: [] };
  const calendar = calendarOf(store, account);
  const tasks = store.ofAccount("task", account.id);
  return {
    begin: due.map((one) => planOf(store, account, calendar, one.playbook, one, { userId, byRule: true, nowMs })),
    move: store.ofAccount("playbookRun", account.id).flatMap((run) => {
      if (!open.some((one) => one.run.id === run.id)) return [];
      const own = tasks.filter(({ runId }) => runId === run.id);
      const moved = movedRun(run, own, anchorDayNow(run, facts), calendar);
      return moved === null ? [] : [{ run, moved }];
    }),
  };
}

function planOf(
  store: LocalStore,
  account: Account,
  calendar: WorkCalendar,
  playbook: PlaybookInForce,
  due: DueAnchor,
  { userId, byRule, nowMs }: { readonly userId: string; readonly byRule: boolean; readonly nowMs: number },
): PlannedRun {
  const today = localDayOf(nowMs, account.timeZone);
  return planRun(playbook, due, { account, calendar, users: store.all("user"), today, startedById: userId, byRule });
}

/** A playbook as it would be started by hand; `existing` = it was started for the same before. */
export interface StartByHand {
  readonly planned: PlannedRun;
  readonly existing: RecordOf<"playbookRun"> | null;
  readonly tasks: readonly RecordOf<"task">[];
}

/**
 * Starts by hand what the rule would start when it applies now (the renewal that is ahead even before its time, a peak, an incident), so that the rule
 * does not start it again; else for the given day of the account, today when null.
 */
export function startByHand(
  store: LocalStore,
  account: Account,
  playbook: PlaybookInForce,
  day: string | null,
  userId: string,
  nowMs: number,
): StartByHand {
  const facts = factsOf(store, account, nowMs);
  const wide = playbook.rule.when === "renewal" ? { ...playbook.rule, daysBefore: 365 } : playbook.rule;
  const [first] = day === null ? dueAnchors(wide, facts) : [];
  const own = day ?? localDayOf(nowMs, account.timeZone);
  const due: DueAnchor = first ?? { anchor: { kind: "day", ref: own, term: "" }, anchorDay: own };
  const planned = planOf(store, account, calendarOf(store, account), playbook, due, { userId, byRule: false, nowMs });
  return {
    planned,
    existing: store.get("playbookRun", planned.run.id) ?? null,
    tasks: store.ofAccount("task", account.id).filter(({ runId }) => runId === planned.run.id),
  };
}
