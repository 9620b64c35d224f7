import { useCallback } from "react";
import type { HealthModelDefinition } from "../../../../shared/domain/health/health-model.ts";
import type { Json } from "../../../../shared/kernel/json.ts";
import { useEdit, useSyncStatus } from "../../../data/hooks.ts";
import { newRecordId } from "../../../data/new-record-id.ts";
import type { HealthModels } from "../../../data/queries/health-models.ts";
import { useText } from "../../../ui/text.ts";
import { useToast } from "../../../ui/toast.tsx";

/**
 * Makes a definition a new version, in force from now on, with an undo that makes the one before it a newer version still: what was in force is
 * never taken out of the record. Answers whether it was taken.
 */
export function useSaveModel(models: HealthModels): (definition: HealthModelDefinition, note: string) => Promise<boolean> {
  const t = useText("healthModel");
  const errors = useText("errors");
  const edit = useEdit();
  const toast = useToast();
  const { user } = useSyncStatus();
  return useCallback(
    async (definition, note) => {
      if (user === null) return false;
      const append = async (version: number, saved: HealthModelDefinition, why: string): Promise<boolean> => {
        const fields = {
          version,
          inForceFrom: new Date().toISOString(),
          authorId: user.id,
          note: why,
          definition: saved as unknown as Json,
        };
        const done = await edit([{ op: "create", kind: "healthModel", id: newRecordId("hmod"), fields }]);
        if (!done.ok) toast({ text: t("failed", { reason: errors(done.error.code) }), tone: "error" });
        return done.ok;
      };
      const version = nextVersion(models);
      if (!(await append(version, definition, note))) return false;
      toast({
        text: t("saved", { version }),
        undo: () => void append(version + 1, models.inForce, t("note.back", { version: models.inForceVersion })),
      });
      return true;
    },
    [models, user, edit, toast, t, errors],
  );
}

export function nextVersion(models: HealthModels): number {
  return Math.max(0, ...models.versions.map(({ version }) => version)) + 1;
}
