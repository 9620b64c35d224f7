import { useCallback, useEffect, useRef } from "react";
import type { Text } from "../../../../shared/i18n/catalogues.ts";
import type { Edit } from "../../../data/data-client.ts";
import { useSyncStatus } from "../../../data/hooks.ts";
import { useUndoableEdit } from "../../../data/use-undoable-edit.ts";
import { canBeTakenBack, incidentChange, type IncidentAction, type IncidentSeen, takenBack } from "../../../data/incident-edits.ts";
import { newRecordId } from "../../../data/new-record-id.ts";
import type { Decider } from "../../../data/signal-edits.ts";
import { holderWords } from "../../../ui/incident-words.ts";
import { useText } from "../../../ui/text.ts";
import { useToast } from "../../../ui/toast.tsx";

/** Does what a person decided and says so, with an undo where another entry can take it back. Resolves to whether it is in the log. */
export function useIncidentAct(seen: IncidentSeen): (action: IncidentAction) => Promise<boolean> {
  const t = useText("incidentActions");
  const incidents = useText("incidents");
  const domain = useText("domain");
  const errors = useText("errors");
  const toast = useToast();
  const edit = useUndoableEdit();
  const { user } = useSyncStatus();
  const latest = useRef(seen);
  useEffect(() => {
    latest.current = seen;
  });
  return useCallback(
    async (action) => {
      if (user === null) {
        toast({ text: t("nobody"), tone: "error" });
        return false;
      }
      const decider = (): Decider => ({ user, atMs: Date.now(), newId: newRecordId });
      const before = latest.current;
      const change = incidentChange(before, action, decider());
      if (!change.ok) {
        toast({ text: t(`fault.${change.error.code}`), tone: "error" });
        return false;
      }
      const { event } = change.value;
      const words = doneWords(t, domain, holderWords(incidents, event), action);
      const undo = (): readonly Edit[] => {
        const back = takenBack(latest.current, before, event, t("undo.words", { done: words }), decider());
        if (back.ok) return back.value.edits;
        toast({ text: t(`fault.${back.error.code}`), tone: "error" });
        return [];
      };
      return await edit(change.value.edits, undo, (outcome) => {
        if (!outcome.ok) toast({ text: t("failed", { reason: errors(outcome.error.code) }), tone: "error" });
        else toast(canBeTakenBack(before, event) && !isSaid(action) ? { text: words, undo: outcome.undo } : { text: words });
      });
    },
    [t, incidents, domain, errors, toast, edit, user],
  );
}

/** What the customer was told or wrote stays, also where it began the work. */
function isSaid(action: IncidentAction): boolean {
  return action.type === "update" || action.type === "workaround" || action.type === "note";
}

function doneWords(t: Text<"incidentActions">, domain: Text<"domain">, holder: string, action: IncidentAction): string {
  switch (action.type) {
    case "handOff":
      return t("done.handOff", { holder });
    case "pause":
      return t("done.pause", { state: domain(`incidentState.${action.state}`) });
    case "severity":
      return t("done.severity", { severity: action.severity });
    case "message":
      return t(action.resumes ? "done.resumed" : "done.message");
    default:
      return t(`done.${action.type}`);
  }
}
