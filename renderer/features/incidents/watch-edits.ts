import type { Edit } from "../../data/data-client.ts";
import type { IncidentRow } from "../../data/queries/incident-rows.ts";

/** Puts a user among the watchers of incidents or takes him out, and what takes that back. Those that stand so already are left alone. */
export function watchEdits(
  rows: readonly Pick<IncidentRow, "id" | "watcherIds">[],
  userId: string,
  on: boolean,
): { readonly edits: readonly Edit[]; readonly inverses: readonly Edit[] } {
  const changed = rows.filter(({ watcherIds }) => watcherIds.includes(userId) !== on);
  const patch = (id: string, watcherIds: readonly string[], seen: readonly string[]): Edit => ({
    op: "patch",
    kind: "incident",
    id,
    fields: { watcherIds },
    seen: { watcherIds: seen },
  });
  const after = (watcherIds: readonly string[]): readonly string[] =>
    on ? [...watcherIds, userId] : watcherIds.filter((watcher) => watcher !== userId);
  return {
    edits: changed.map(({ id, watcherIds }) => patch(id, after(watcherIds), watcherIds)),
    inverses: changed.map(({ id, watcherIds }) => patch(id, watcherIds, after(watcherIds))),
  };
}
