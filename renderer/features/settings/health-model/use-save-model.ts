import { useCallback } from "react";
import type { HealthModelDefinition } from "../../../../shared/domain/health/health-model.ts";
import type { Json } from "../../../../shared/kernel/json.ts";
import type { Edit } from "../../../data/data-client.ts";
import { useSyncStatus } from "../../../data/hooks.ts";
import { newRecordId } from "../../../data/new-record-id.ts";
import type { HealthModels } from "../../../data/queries/health-models.ts";
import { useUndoableEdit } from "../../../data/use-undoable-edit.ts";
import { useText } from "../../../ui/text.ts";
import { useToast } from "../../../ui/toast.tsx";

/**
 * Makes a definition a new version, in force from now on, with an undo that makes the one before it a newer version still: what was in force is
 * never taken out of the record. Answers whether it was taken.
 */
export function useSaveModel(models: HealthModels): (definition: HealthModelDefinition, note: string) => Promise<boolean> {
  const t = useText("healthModel");
  const errors = useText("errors");
  const editUndoable = useUndoableEdit();
  const toast = useToast();
  const { user } = useSyncStatus();
  return useCallback(
    async (definition, note) => {
      if (user === null) return false;
      const append = (version: number, saved: HealthModelDefinition, why: string): Edit => {
        const fields = {
          version,
          inForceFrom: new Date().toISOString(),
          authorId: user.id,
          note: why,
          definition: saved as unknown as Json,
        };
        return { op: "create", kind: "healthModel", id: newRecordId("hmod"), fields };
      };
      const version = nextVersion(models);
      const back = t("note.back", { version: models.inForceVersion });
      return await editUndoable(
        [append(version, definition, note)],
        () => [append(version + 1, models.inForce, back)],
        (outcome) =>
          toast(
            outcome.ok
              ? { text: t("saved", { version }), undo: outcome.undo }
              : { text: t("failed", { reason: errors(outcome.error.code) }), tone: "error" },
          ),
      );
    },
    [models, user, editUndoable, toast, t, errors],
  );
}

export function nextVersion(models: HealthModels): number {
  return Math.max(0, ...models.versions.map(({ version }) => version)) + 1;
}
