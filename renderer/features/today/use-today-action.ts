import { useCallback } from "react";
import { localDay } from "../../../shared/domain/contract/days-left.ts";
import type { TodayItem } from "../../../shared/domain/today/today-item.ts";
import { useUndoableEdit } from "../../data/use-undoable-edit.ts";
import { useFormats } from "../../ui/formats.ts";
import { useNavigate } from "../../ui/navigation.ts";
import { useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";

/** Takes an item's one next step: goes where it leads, or completes the task, with undo beside the message. */
export function useTodayAction(): (item: TodayItem) => void {
  const t = useText("today");
  const errors = useText("errors");
  const { zone } = useFormats();
  const navigate = useNavigate();
  const toast = useToast();
  const editUndoable = useUndoableEdit();
  return useCallback(
    ({ action: { target }, message }) => {
      switch (target.to) {
        case "incident":
          return navigate({ screen: "incident", incidentId: target.incidentId });
        case "postmortem":
          return navigate({ screen: "postmortem", incidentId: target.incidentId });
        case "reviews":
          return navigate({ screen: "reviews" });
        case "review":
          return navigate({ screen: "review", reviewId: target.reviewId });
        case "account":
          return navigate({ screen: "account", accountId: target.accountId, tab: target.tab });
        case "outreach":
          return navigate({ screen: "outreach", outreachId: target.outreachId });
        case "peak":
          return navigate({ screen: "peaks", peakId: target.peakId });
        case "note":
          return navigate({ screen: "account", accountId: target.accountId, tab: "timeline" });
        case "conflict":
          return navigate({ screen: "sync" });
        case "task": {
          const title = message.key === "taskDue" ? message.title : "";
          const done = {
            op: "patch",
            kind: "task",
            id: target.taskId,
            fields: { state: "done", doneOn: localDay(Date.now(), zone) },
          } as const;
          const open = { op: "patch", kind: "task", id: target.taskId, fields: { state: "open", doneOn: null } } as const;
          void editUndoable([done], [open], (outcome) =>
            toast(
              outcome.ok ? { text: t("task.done", { title }), undo: outcome.undo } : { text: errors(outcome.error.code), tone: "error" },
            ),
          );
          return;
        }
      }
    },
    [navigate, toast, editUndoable, t, errors, zone],
  );
}
