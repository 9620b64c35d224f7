interface Placed {
  readonly item: { readonly id: string };
}

/**
 * The list while somebody is in it: what was there keeps its order, what is gone is gone, and what is new takes its place below the cursor but waits
 * above it, so that no row moves under a pointer or a cursor. `before` = ids as they were shown. The ranks are always those of now.
 */
export function holdOrder<Row extends Placed>(before: readonly string[], ranked: readonly Row[], cursorId: string | null): readonly Row[] {
  const known = new Map(ranked.map((row) => [row.item.id, row]));
  const shown = new Set(before);
  const held = before.flatMap((id) => known.get(id) ?? []);
  if (held.length === 0) return ranked;
  for (const [index, row] of ranked.entries()) {
    if (shown.has(row.item.id)) continue;
    const predecessor = ranked.slice(0, index).findLast((other) => held.includes(other));
    const at = predecessor === undefined ? 0 : held.indexOf(predecessor) + 1;
    const cursorAt = held.findIndex(({ item }) => item.id === cursorId);
    if (at > cursorAt) held.splice(at, 0, row);
  }
  return held;
}
