import type { Account } from "../account/account.ts";
import type { WorkCalendar } from "../calendar/working-days.ts";
import type { Task } from "../task/task.ts";
import type { User } from "../user/user.ts";
import type { DueAnchor } from "./due-anchors.ts";
import type { PlaybookInForce, StepRole } from "./playbook.ts";
import { type PlaybookRun, playbookRunId, playbookTaskId } from "./playbook-run.ts";
import { stepDueOn } from "./step-days.ts";

/** A run and its tasks, as they are created together. */
export interface PlannedRun {
  readonly run: PlaybookRun;
  readonly tasks: readonly Task[];
}

export interface RunCircumstances {
  readonly account: Pick<Account, "id" | "ownerId" | "locale">;
  readonly calendar: WorkCalendar;
  /** Colleagues, for the owners of steps. */
  readonly users: readonly Pick<User, "id" | "role">[];
  /** Today in the account's zone. */
  readonly today: string;
  readonly startedById: string;
  readonly byRule: boolean;
}

/** What starting a playbook makes: one run, one task a step. Ids depend on account, playbook, anchor and step alone. */
export function planRun(playbook: PlaybookInForce, { anchor, anchorDay }: DueAnchor, circumstances: RunCircumstances): PlannedRun {
  const { account, calendar, users, today, startedById, byRule } = circumstances;
  const id = playbookRunId({ accountId: account.id, playbookKey: playbook.key, anchor });
  const run: PlaybookRun = {
    id,
    accountId: account.id,
    playbookKey: playbook.key,
    playbookVersion: playbook.version,
    name: playbook.name,
    steps: playbook.steps,
    anchor,
    anchorDay,
    movedFrom: null,
    startedOn: today,
    startedById,
    byRule,
    state: "running",
    stoppedOn: null,
    stopReason: null,
  };
  const inChinese = account.locale.startsWith("zh");
  return {
    run,
    tasks: playbook.steps.map((step, index): Task => ({
      id: playbookTaskId(id, step.key),
      accountId: account.id,
      title: inChinese ? step.title.zh : step.title.en,
      titles: step.title,
      ownerId: ownerOf(step.role, account.ownerId ?? startedById, users),
      dueOn: stepDueOn(step.offset, run, calendar),
      state: "open",
      doneOn: null,
      playbook: { id: playbook.key, step: index + 1 },
      peakId: anchor.kind === "peak" ? anchor.ref : null,
      incidentId: anchor.kind === "incident" ? anchor.ref : null,
      runId: id,
      stepKey: step.key,
      note: "",
      dropReason: null,
    })),
  };
}

/** A lead's or support's step goes to the one there is; where there are none or several, the customer's manager hands it on. */
function ownerOf(role: StepRole, csmId: string, users: readonly Pick<User, "id" | "role">[]): string {
  if (role === "csm") return csmId;
  const [first, ...others] = users.filter((user) => user.role === role);
  return first === undefined || others.length > 0 ? csmId : first.id;
}

/** How a run stands. Steps that were dropped are neither done nor open. */
export interface RunProgress {
  readonly done: number;
  readonly dropped: number;
  readonly open: number;
  readonly state: "running" | "finished" | "stopped";
  /** The open step that is due first. */
  readonly next: Task | null;
}

export function runProgress(run: Pick<PlaybookRun, "state">, tasks: readonly Task[]): RunProgress {
  const open = tasks.filter((task) => task.state === "open");
  const [next = null] = open.toSorted((a, b) => (a.dueOn ?? "9999").localeCompare(b.dueOn ?? "9999") || (a.id < b.id ? -1 : 1));
  return {
    done: tasks.filter((task) => task.state === "done").length,
    dropped: tasks.filter((task) => task.state === "dropped").length,
    open: open.length,
    state: run.state === "stopped" ? "stopped" : open.length === 0 ? "finished" : "running",
    next,
  };
}
