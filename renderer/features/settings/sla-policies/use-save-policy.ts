import { useCallback } from "react";
import { type SlaPolicyDefinition, slaPolicyId } from "../../../../shared/domain/sla/sla-policy.ts";
import type { Json } from "../../../../shared/kernel/json.ts";
import { useEdit, useSyncStatus } from "../../../data/hooks.ts";
import type { SlaPolicies } from "../../../data/queries/sla-policies.ts";
import { useText } from "../../../ui/text.ts";
import { useToast } from "../../../ui/toast.tsx";

interface SavePolicy {
  /** Version that a policy of this name would get. */
  nextVersion(name: string): number;
  /** Whether it was taken. */
  run(name: string, definition: SlaPolicyDefinition, note: string): Promise<boolean>;
}

/** Writes a new version. What is there stays as it is, and a contract goes by the version that it names until somebody changes that. */
export function useSavePolicy({ versions }: SlaPolicies): SavePolicy {
  const t = useText("slaPolicies");
  const errors = useText("errors");
  const edit = useEdit();
  const toast = useToast();
  const { user } = useSyncStatus();
  const nextVersion = useCallback(
    (name: string) => Math.max(0, ...versions.filter((one) => one.name === name).map(({ version }) => version)) + 1,
    [versions],
  );
  const run = useCallback(
    async (name: string, definition: SlaPolicyDefinition, note: string) => {
      if (user === null) return false;
      const version = nextVersion(name);
      const fields = { name, version, at: new Date().toISOString(), authorId: user.id, note, definition: definition as unknown as Json };
      const done = await edit([{ op: "create", kind: "slaPolicy", id: slaPolicyId(name, version), fields }]);
      toast(done.ok ? { text: t("saved", { name, version }) } : { text: t("failed", { reason: errors(done.error.code) }), tone: "error" });
      return done.ok;
    },
    [user, nextVersion, edit, toast, t, errors],
  );
  return { nextVersion, run };
}
