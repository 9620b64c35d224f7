import { useCallback } from "react";
import type { BrandReading } from "../../../../shared/domain/review/export/pptx/brand/brand-reading.ts";
import { useEdit, useSyncStatus } from "../../../data/hooks.ts";
import { newRecordId } from "../../../data/new-record-id.ts";
import { useText } from "../../../ui/text.ts";
import { useToast } from "../../../ui/toast.tsx";

/** Keeps a template for one customer (null = for all), and says whether it was kept. What was kept is not taken back: a newer one is brought beside it. */
export function useSaveBrand(): (reading: BrandReading, name: string, accountId: string | null) => Promise<boolean> {
  const t = useText("brandTemplates");
  const errors = useText("errors");
  const edit = useEdit();
  const toast = useToast();
  const { user } = useSyncStatus();
  return useCallback(
    async ({ kept }, name, accountId) => {
      if (user === null) return false;
      const fields = { ...kept, accountId, name, at: new Date().toISOString(), authorId: user.id };
      const outcome = await edit([{ op: "create", kind: "brandTemplate", id: newRecordId("brt"), fields }]);
      toast(outcome.ok ? { text: t("saved", { name }) } : { text: t("failed", { reason: errors(outcome.error.code) }), tone: "error" });
      return outcome.ok;
    },
    [user, edit, toast, t, errors],
  );
}
