import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { playbooksInForce } from "../../../shared/domain/playbook/playbook-in-force.ts";
import type { PlaybookInForce } from "../../../shared/domain/playbook/playbook.ts";
import { defineQuery } from "../query.ts";

export interface PlaybookList {
  readonly playbooks: readonly (PlaybookInForce & {
    /** What the company wrote, newest first. */
    readonly versions: readonly { readonly record: RecordOf<"playbook">; readonly authorName: string | null }[];
    /** Runs that are under way in this book. */
    readonly running: number;
  })[];
  /** Playbooks are a lead's to change. */
  readonly mayEdit: boolean;
}

/** The playbooks that are in force, and how they came to be. */
export const playbookList = defineQuery<undefined, PlaybookList>({
  dependsOn: ["playbook", "playbookRun", "user"],
  run: (store) => {
    const records = store.all("playbook");
    const userId = store.userId();
    const role = userId === undefined ? undefined : store.get("user", userId)?.role;
    const running = Map.groupBy(
      store.all("playbookRun").filter(({ state }) => state === "running"),
      (run) => run.playbookKey,
    );
    return {
      playbooks: playbooksInForce(records).map((one) => ({
        ...one,
        versions: records
          .filter(({ key }) => key === one.key)
          .toSorted((a, b) => b.version - a.version || (a.id < b.id ? -1 : 1))
          .map((record) => ({ record, authorName: store.get("user", record.authorId)?.name ?? null })),
        running: running.get(one.key)?.length ?? 0,
      })),
      mayEdit: role === "lead" || role === "admin",
    };
  },
});
