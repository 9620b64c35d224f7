import { isKind, type Kind, kindNames } from "../../shared/domain/kinds.ts";
import { DigestSum } from "../../shared/sync/digest.ts";
import type { Change, KindDigest } from "../../shared/sync/protocol.ts";
import type { Removals } from "../sync/removal-guard.ts";
import type { ReadBatch, ReadPage } from "./copy-store.ts";
import type { Engine } from "./engine.ts";

/** Digest of every kind as the backend has it, as far as this laptop knows: pages and log, without the outbox. */
export function copyDigest(engine: Engine): Readonly<Record<string, KindDigest>> {
  return Object.fromEntries(
    kindNames.map((kind) => {
      const sum = new DigestSum();
      engine.eachStored(kind, (_id, rev) => sum.add(rev));
      return [kind, sum.value];
    }),
  );
}

/** What these changes would take from the copy that is shown. What the user has deleted here himself is not taken from him. */
export function removalsBy(engine: Engine, changes: readonly Change[]): Removals {
  const counts = new Map<Kind, number>();
  for (const { op, kind, id } of changes) {
    if (op !== "delete" || !isKind(kind) || engine.stored(kind, id) === undefined || engine.shown(kind, id) === undefined) continue;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return Object.fromEntries(Array.from(counts, ([kind, removes]) => [kind, { removes, adds: 0, of: countStored(engine, kind) }] as const));
}

/** What showing another copy would take away and bring: `pages` and `log` are that copy's, `changes` what has just come for it. */
export function removalsOfCopy(
  engine: Engine,
  pages: readonly ReadPage[],
  log: readonly Pick<ReadBatch, "changes">[],
  changes: readonly Change[],
): Removals {
  const next = new Map<string, Set<string>>(kindNames.map((kind) => [kind, new Set()]));
  for (const { kind, reader } of pages) {
    const idAt = reader.cell("id");
    for (let row = 0; row < reader.rows; row += 1) {
      const id = idAt(row);
      if (typeof id === "string") next.get(kind)?.add(id);
    }
  }
  for (const change of [...log.flatMap((batch) => batch.changes), ...changes]) {
    if (change.op === "put") next.get(change.kind)?.add(change.id);
    else next.get(change.kind)?.delete(change.id);
  }
  return Object.fromEntries(
    kindNames.map((kind) => {
      const ids = next.get(kind) ?? new Set();
      let [kept, removes] = [0, 0];
      engine.eachStored(kind, (id) => {
        if (ids.has(id)) kept += 1;
        else if (engine.shown(kind, id) !== undefined) removes += 1;
      });
      return [kind, { removes, adds: ids.size - kept, of: kept + removes }];
    }),
  );
}

function countStored(engine: Engine, kind: Kind): number {
  let count = 0;
  engine.eachStored(kind, () => {
    count += 1;
  });
  return count;
}
