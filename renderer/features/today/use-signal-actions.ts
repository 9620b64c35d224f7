import { useCallback } from "react";
import { localDay } from "../../../shared/domain/contract/days-left.ts";
import type { Severity } from "../../../shared/domain/incident/incident.ts";
import { snoozeUntil } from "../../../shared/domain/today/snooze-until.ts";
import type { TodayItem } from "../../../shared/domain/today/today-item.ts";
import { useSyncStatus } from "../../data/hooks.ts";
import { newRecordId } from "../../data/new-record-id.ts";
import { type Decided, type Decider, makeTask, openIncident, type SignalCause } from "../../data/signal-edits.ts";
import { useUndoableEdit } from "../../data/use-undoable-edit.ts";
import { useFormats } from "../../ui/formats.ts";
import { signalText } from "../../ui/signal/signal-text.ts";
import { useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";

export interface SignalActions {
  readonly makeTask: (item: TodayItem) => void;
  readonly openIncident: (
    item: TodayItem,
    incident: { readonly title: string; readonly severity: Severity; readonly text: string },
  ) => void;
}

/** Signals and region of an item; null = it is none of a signal. */
export function causeOf({ accountId, message }: TodayItem): SignalCause | null {
  if (accountId === null || message.key !== "signal") return null;
  return { accountId, signalKeys: message.signalKeys, region: message.slice.region };
}

/** What the reader does about a signal, with undo beside the message where it can be taken back. */
export function useSignalActions(): SignalActions {
  const t = useText("signals");
  const domain = useText("domain");
  const account = useText("account");
  const errors = useText("errors");
  const formats = useFormats();
  const { user } = useSyncStatus();
  const toast = useToast();
  const editUndoable = useUndoableEdit();
  const decide = useCallback(
    (
      item: TodayItem,
      make: (cause: SignalCause, decider: Decider, words: string) => { readonly done: Decided; readonly text: string },
    ): void => {
      const cause = causeOf(item);
      if (cause === null || item.message.key !== "signal") return;
      if (user === null) return toast({ text: t("needsUser"), tone: "error" });
      const decider = { user, atMs: Date.now(), newId: newRecordId };
      const { done, text } = make(cause, decider, signalText(item.message, { t, domain, account, formats }));
      void editUndoable(done.edits, done.inverses, (outcome) =>
        toast(
          outcome.ok
            ? { text, ...(done.inverses.length === 0 ? {} : { undo: outcome.undo }) }
            : { text: errors(outcome.error.code), tone: "error" },
        ),
      );
    },
    [user, toast, editUndoable, t, domain, account, errors, formats],
  );
  return {
    makeTask: (item) =>
      decide(item, (cause, decider, words) => {
        const title = t("task.title", { words });
        const dueOn = localDay(snoozeUntil("tomorrow", decider.atMs, formats.zone), formats.zone);
        return { done: makeTask(cause, { title, dueOn }, decider), text: t("done.task", { day: dueOn, title }) };
      }),
    openIncident: (item, incident) =>
      decide(item, (cause, decider) => {
        const done = openIncident(cause, incident, decider);
        return { done, text: t("done.incident", { number: done.number }) };
      }),
  };
}
