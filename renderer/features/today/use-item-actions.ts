import { useCallback, useRef } from "react";
import { Temporal } from "temporal-polyfill";
import { localDay } from "../../../shared/domain/contract/days-left.ts";
import { snoozeUntil } from "../../../shared/domain/today/snooze-until.ts";
import { todayThresholds } from "../../../shared/domain/today/today-thresholds.ts";
import { useSyncStatus } from "../../data/hooks.ts";
import { newRecordId } from "../../data/new-record-id.ts";
import type { TodayRow } from "../../data/queries/today-items.ts";
import { acknowledge, type Decided, type Decider } from "../../data/signal-edits.ts";
import { bringBack, delegateItem, type Delegation, seeItem, snoozeItem } from "../../data/today-edits.ts";
import type { Undo } from "../../data/undoable-edits.ts";
import { useUndoableEdit } from "../../data/use-undoable-edit.ts";
import { useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";
import { messageWords } from "./today-words.ts";
import { causeOf } from "./use-signal-actions.ts";
import { useWords } from "./use-words.ts";

export interface ItemActions {
  /** What "done" is of this item: the task is done, the signal acknowledged, the follow-up noted, everything else seen until it changes. */
  readonly done: (item: TodayRow) => void;
  readonly snooze: (item: TodayRow, untilMs: number) => void;
  readonly delegate: (item: TodayRow, to: Delegation, name: string) => void;
  readonly bringBack: (item: TodayRow) => void;
  /** Takes the last of these back, as long as nothing else was done since. */
  readonly undo: () => void;
}

/** What the reader does with an item, each with undo beside the message and by key. `after` hears of each: the list is what it is now. */
export function useItemActions(after: () => void): ItemActions {
  const words = useWords();
  const errors = useText("errors");
  const signals = useText("signals");
  const { user } = useSyncStatus();
  const toast = useToast();
  const editUndoable = useUndoableEdit();
  const last = useRef<Undo | null>(null);
  const { t, formats } = words;

  const take = useCallback(
    ({ edits, inverses }: Decided, text: string): void => {
      after();
      void editUndoable(edits, inverses, (outcome) => {
        last.current = outcome.ok ? outcome.undo : null;
        toast(outcome.ok ? { text, undo: outcome.undo } : { text: errors(outcome.error.code), tone: "error" });
      });
    },
    [after, editUndoable, toast, errors],
  );
  const decide = useCallback(
    (make: (decider: Decider) => { readonly decided: Decided; readonly text: string }): void => {
      if (user === null) return toast({ text: t("needsUser"), tone: "error" });
      const { decided, text } = make({ user, atMs: Date.now(), newId: newRecordId });
      take(decided, text);
    },
    [user, toast, t, take],
  );

  const done = useCallback(
    (item: TodayRow): void => {
      const said = messageWords(item.message, words);
      const { target } = item.action;
      const cause = causeOf(item);
      if (target.to === "task") return take(completion(target.taskId, formats.zone), t("task.done", { title: said }));
      if (cause !== null)
        return decide((decider) => ({ decided: acknowledge(cause, decider), text: signals("done.acknowledge", { words: said }) }));
      decide((decider) => {
        const earlier = item.rest?.mark ?? null;
        if (item.message.key !== "outreachUnanswered" && item.message.key !== "peakUnanswered")
          return { decided: seeItem(item, null, earlier, decider), text: t("done.seen", { words: said }) };
        const untilMs = followUpMs(decider.atMs, formats.zone);
        const time = formats.dateTime(untilMs);
        return { decided: seeItem(item, untilMs, earlier, decider), text: t("done.followUp", { time, words: said }) };
      });
    },
    [words, formats, t, signals, take, decide],
  );
  const snooze = useCallback(
    (item: TodayRow, untilMs: number): void =>
      decide((decider) => ({
        decided: snoozeItem(item, untilMs, item.rest?.mark ?? null, decider),
        text: t("done.snoozed", { time: formats.dateTime(untilMs), words: messageWords(item.message, words) }),
      })),
    [decide, t, formats, words],
  );
  const delegate = useCallback(
    (item: TodayRow, to: Delegation, name: string): void =>
      decide((decider) => ({
        decided: delegateItem(item, to, item.rest?.mark ?? null, decider),
        text: t("done.delegated", { name, day: to.dueOn, words: messageWords(item.message, words) }),
      })),
    [decide, t, words],
  );
  const back = useCallback(
    (item: TodayRow): void => {
      if (item.rest !== null) take(bringBack(item.rest.mark), t("done.back", { words: messageWords(item.message, words) }));
    },
    [take, t, words],
  );
  const undo = useCallback((): void => {
    const offer = last.current;
    last.current = null;
    after();
    if (offer === null || offer.until.aborted) toast({ text: t("undo.none") });
    else offer.take();
  }, [after, toast, t]);
  return { done, snooze, delegate, bringBack: back, undo };
}

function completion(taskId: string, zone: string): Decided {
  const fields = { state: "done", doneOn: localDay(Date.now(), zone) } as const;
  return {
    edits: [{ op: "patch", kind: "task", id: taskId, fields }],
    inverses: [{ op: "patch", kind: "task", id: taskId, fields: { state: "open", doneOn: null } }],
  };
}

/** Asked again today, a customer is asked once more when he would be for a message of today. */
function followUpMs(nowMs: number, zone: string): number {
  const tomorrow = Temporal.Instant.fromEpochMilliseconds(snoozeUntil("tomorrow", nowMs, zone)).toZonedDateTimeISO(zone);
  return tomorrow.add({ days: todayThresholds.outreachWatchDays - 1 }).epochMilliseconds;
}
