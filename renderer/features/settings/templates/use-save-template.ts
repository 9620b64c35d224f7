import { useCallback } from "react";
import type { MessageText } from "../../../../shared/domain/outreach/message-text.ts";
import type { Edit } from "../../../data/data-client.ts";
import { useSyncStatus } from "../../../data/hooks.ts";
import { newRecordId } from "../../../data/new-record-id.ts";
import type { MessageTemplate } from "../../../data/queries/message-templates.ts";
import { useUndoableEdit } from "../../../data/use-undoable-edit.ts";
import { useText } from "../../../ui/text.ts";
import { useToast } from "../../../ui/toast.tsx";

/** Makes words the newest version of a template, with an undo that makes the words before it a newer version still. */
export function useSaveTemplate(template: MessageTemplate): (text: MessageText) => Promise<boolean> {
  const t = useText("templates");
  const errors = useText("errors");
  const editUndoable = useUndoableEdit();
  const toast = useToast();
  const { user } = useSyncStatus();
  return useCallback(
    async (text) => {
      if (user === null) return false;
      const append = (version: number, { subject, body }: MessageText): Edit => {
        const { key, language, scenario } = template;
        const fields = { key, locale: language, scenario, version, subject, body, authorId: user.id, at: new Date().toISOString() };
        return { op: "create", kind: "outreachTemplate", id: newRecordId("otpl"), fields };
      };
      const version = template.version + 1;
      return await editUndoable(
        [append(version, text)],
        () => [append(version + 1, template.text)],
        (outcome) =>
          toast(
            outcome.ok
              ? { text: t("saved", { version }), undo: outcome.undo }
              : { text: t("failed", { reason: errors(outcome.error.code) }), tone: "error" },
          ),
      );
    },
    [template, user, editUndoable, toast, t, errors],
  );
}
