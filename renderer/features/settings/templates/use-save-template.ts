import { useCallback } from "react";
import type { MessageText } from "../../../../shared/domain/outreach/message-text.ts";
import { useEdit, useSyncStatus } from "../../../data/hooks.ts";
import { newRecordId } from "../../../data/new-record-id.ts";
import type { MessageTemplate } from "../../../data/queries/message-templates.ts";
import { useText } from "../../../ui/text.ts";
import { useToast } from "../../../ui/toast.tsx";

/** Makes words the newest version of a template, with an undo that makes the words before it a newer version still. */
export function useSaveTemplate(template: MessageTemplate): (text: MessageText) => Promise<boolean> {
  const t = useText("templates");
  const errors = useText("errors");
  const edit = useEdit();
  const toast = useToast();
  const { user } = useSyncStatus();
  return useCallback(
    async (text) => {
      if (user === null) return false;
      const append = async (version: number, { subject, body }: MessageText): Promise<boolean> => {
        const { key, language, scenario } = template;
        const fields = { key, locale: language, scenario, version, subject, body, authorId: user.id, at: new Date().toISOString() };
        const done = await edit([{ op: "create", kind: "outreachTemplate", id: newRecordId("otpl"), fields }]);
        if (!done.ok) toast({ text: t("failed", { reason: errors(done.error.code) }), tone: "error" });
        return done.ok;
      };
      const version = template.version + 1;
      if (!(await append(version, text))) return false;
      toast({ text: t("saved", { version }), undo: () => void append(version + 1, template.text) });
      return true;
    },
    [template, user, edit, toast, t, errors],
  );
}
