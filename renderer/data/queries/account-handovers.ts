import { localDayOf } from "../../../shared/domain/calendar/local-time.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { defineQuery } from "../query.ts";

export interface GivenBrief {
  readonly brief: RecordOf<"handover">;
  readonly fromName: string | null;
  readonly toName: string | null;
  /** The task to read it; null = it is gone. */
  readonly task: RecordOf<"task"> | null;
  /** Day on which it was read, in the account's zone; null = not yet. */
  readonly readOn: string | null;
  /** It is the reader's to read. */
  readonly mine: boolean;
}

export interface AccountHandovers {
  /** Newest first. */
  readonly given: readonly GivenBrief[];
  /** The account's day. */
  readonly today: string;
}

/** Briefs that were given of an account. */
export const accountHandovers = defineQuery<{ readonly accountId: string }, AccountHandovers>({
  dependsOn: ["handover", "task", "user", "account", "clock"],
  run: (store, { accountId }, nowMs) => {
    const tasks = store.ofAccount("task", accountId);
    const userId = store.userId();
    const nameOf = (id: string | null): string | null => (id === null ? null : (store.get("user", id)?.name ?? null));
    return {
      today: localDayOf(nowMs, store.get("account", accountId)?.timeZone ?? "UTC"),
      given: store
        .ofAccount("handover", accountId)
        .toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.id < b.id ? -1 : 1))
        .map((brief): GivenBrief => {
          const task = tasks.find(({ handoverId }) => handoverId === brief.id) ?? null;
          return {
            brief,
            fromName: nameOf(brief.fromId),
            toName: nameOf(brief.toId),
            task,
            readOn: task?.state === "done" ? task.doneOn : null,
            mine: brief.toId === userId,
          };
        }),
    };
  },
});
