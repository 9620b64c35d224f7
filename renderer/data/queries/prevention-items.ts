import { localDayOf } from "../../../shared/domain/calendar/local-time.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import {
  preventionState,
  preventionTally,
  type PreventionState,
  type PreventionTally,
} from "../../../shared/domain/postmortem/prevention-items.ts";
import type { LocalStore } from "../local-store.ts";
import { defineQuery } from "../query.ts";

export interface PreventionItemsArgs {
  /** null = the whole book. */
  readonly accountId: string | null;
  /** Days (both included) in which the incidents were resolved; null = whenever. */
  readonly fromDay: string | null;
  readonly toDay: string | null;
  /** IANA zone in which days are counted. */
  readonly timeZone: string;
}

export interface PreventionItem {
  readonly task: RecordOf<"task">;
  readonly state: PreventionState;
  readonly ownerName: string | null;
  readonly incidentId: string;
  readonly incidentNumber: string;
  readonly accountName: string;
}

export interface PreventionItems {
  /** Overdue first, then by day, then what is done. */
  readonly items: readonly PreventionItem[];
  readonly tally: PreventionTally;
}

const rank: Readonly<Record<PreventionState, number>> = { overdue: 0, open: 1, done: 2, dropped: 3 };

/** What was promised after incidents so that they do not happen again, and how far it is: for the review and for statistics. */
export const preventionItems = defineQuery<PreventionItemsArgs, PreventionItems>({
  dependsOn: ["task", "postmortem", "incident", "account", "user", "clock"],
  run: (store, args, nowMs) => {
    const tasks = args.accountId === null ? store.all("task") : store.ofAccount("task", args.accountId);
    const items = tasks
      .flatMap((task) => itemOf(store, task, args, nowMs) ?? [])
      .toSorted(
        (a, b) =>
          rank[a.state] - rank[b.state] ||
          (a.task.dueOn ?? "9999").localeCompare(b.task.dueOn ?? "9999") ||
          (a.task.id < b.task.id ? -1 : 1),
      );
    return { items, tally: preventionTally(items.map(({ state }) => state)) };
  },
});

function itemOf(
  store: LocalStore,
  task: RecordOf<"task">,
  { fromDay, toDay, timeZone }: PreventionItemsArgs,
  nowMs: number,
): PreventionItem | null {
  if (task.postmortemId == null) return null;
  const postmortem = store.get("postmortem", task.postmortemId);
  const incident = postmortem === undefined ? undefined : store.get("incident", postmortem.incidentId);
  if (incident === undefined) return null;
  const ended = incident.resolvedAt ?? incident.openedAt;
  const day = localDayOf(Date.parse(ended), timeZone);
  if ((fromDay !== null && day < fromDay) || (toDay !== null && day > toDay)) return null;
  return {
    task,
    state: preventionState(task, nowMs, timeZone),
    ownerName: store.get("user", task.ownerId)?.name ?? null,
    incidentId: incident.id,
    incidentNumber: incident.number,
    accountName: (task.accountId === null ? undefined : store.get("account", task.accountId)?.name) ?? "",
  };
}
