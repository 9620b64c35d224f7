import { useMemo, useState } from "react";
import { localDayOf } from "../../../shared/domain/calendar/local-time.ts";
import type { CapacityRequest } from "../../../shared/domain/capacity-request/capacity-request.ts";
import { wantedCapacity } from "../../../shared/domain/outreach/suggested-capacity.ts";
import { type ChecklistItem, type ChecklistStep, checklistSteps } from "../../../shared/domain/peak/checklist.ts";
import { deleteWithInverse } from "../inverse-edits.ts";
import { newRecordId } from "../new-record-id.ts";
import { askCapacity, type OutreachEdit, stepCapacity, tickStep } from "../outreach-edits.ts";
import type { ComposeFacts } from "../queries/compose-facts.ts";
import { useSyncStatus } from "../hooks.ts";
import { settleTask } from "../plan/plan-edits.ts";
import type { EditOutcome } from "../undoable-edits.ts";
import { useUndoableEdit } from "../use-undoable-edit.ts";
import { usePen } from "./use-pen.ts";

type Report = (outcome: EditOutcome) => void;

/** What is done about a peak besides writing: the request to operations and the checklist. */
export interface PeakWork {
  readonly request: CapacityRequest | null;
  /** Filled into a new request. */
  readonly proposal: { readonly wantedPcu: number; readonly basis: "answer" | "p90" } | null;
  readonly checklist: { readonly items: readonly ChecklistItem[]; readonly done: ReadonlySet<ChecklistStep> } | null;
  readonly ask: (wantedPcu: number, report: Report) => void;
  readonly step: (to: CapacityRequest["state"], report: Report) => void;
  readonly tick: (item: ChecklistItem, checked: boolean, title: string, report: Report) => void;
}

export function usePeakWork(facts: ComposeFacts | null): PeakWork {
  const pen = usePen();
  const { user } = useSyncStatus();
  const editUndoable = useUndoableEdit();
  const peak = facts?.peak ?? null;
  const request = facts?.request ?? null;
  const latest = facts?.messages.find((one) => one.state === "answered" || one.state === "declined") ?? null;
  const [openedMs] = useState(() => Date.now());
  const items = useMemo(
    () =>
      pen === null || facts?.peak == null || facts.regionCalendar === null
        ? null
        : pen.peakChecklist(facts.peak, facts.regionCalendar, openedMs),
    [pen, facts, openedMs],
  );
  const done = useMemo(
    () =>
      new Set(
        (facts?.tasks ?? [])
          .filter((task) => task.state === "done")
          .flatMap((task) => checklistSteps[(task.playbook?.step ?? 0) - 1] ?? []),
      ),
    [facts],
  );
  const apply = (made: OutreachEdit | null, report: Report): void => {
    if (made !== null) void editUndoable(made.edits, made.inverses, report);
  };
  return {
    request,
    proposal:
      peak === null
        ? null
        : {
            wantedPcu: wantedCapacity(peak, latest?.answeredPcu ?? null),
            basis: latest?.answeredPcu == null ? "p90" : "answer",
          },
    checklist: items === null ? null : { items, done },
    ask: (wantedPcu, report) => {
      if (peak === null || user === null) return;
      const id = newRecordId("creq");
      apply(askCapacity(id, peak, { wantedPcu, outreachId: latest?.id ?? null, byId: user.id, note: "" }, Date.now()), report);
    },
    step: (to, report) => {
      if (facts?.request != null) apply(stepCapacity(facts.request, to, Date.now()), report);
    },
    tick: (item, checked, title, report) => {
      if (peak === null || facts === null || user === null) return;
      const number = checklistSteps.indexOf(item.step) + 1;
      const task = facts.tasks.find((one) => one.playbook?.step === number && one.state === "done");
      if (!checked) {
        if (task === undefined) return;
        // A step that a playbook planned is open again; what the tick itself wrote goes.
        if (task.runId != null) return apply(settleTask(task, "open", ""), report);
        const { edit, inverse } = deleteWithInverse("task", task);
        apply({ edits: [edit], inverses: [inverse] }, report);
        return;
      }
      const nowMs = Date.now();
      const planned = facts.tasks.find((one) => one.playbook?.step === number && one.state === "open");
      if (planned !== undefined) return apply(settleTask(planned, "done", localDayOf(nowMs, peak.timeZone)), report);
      apply(tickStep(newRecordId("task"), { number, title, dueOn: item.dueOn }, peak, user.id, localDayOf(nowMs, peak.timeZone)), report);
    },
  };
}
