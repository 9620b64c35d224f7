import { kindNames } from "../../shared/domain/kinds.ts";
import type { StoreMark } from "../../shared/bridge/vault.ts";
import type { HealthSummary } from "../../shared/domain/health/health-result.ts";
import { hotKinds, isDamage } from "./copy-store.ts";
import type { DerivedKey, EditRow, Generation, MetaValues } from "./database.ts";
import { decodeHealth } from "./health-page.ts";
import { decodeOutlooks, type KeptOutlook } from "./outlook-page.ts";
import type { ReplicaCore } from "./replica-core.ts";
import { judgeStore } from "./store-judgement.ts";

/** How a store was found. */
export interface Opening {
  /** There was a store, and it opened empty. */
  readonly lost: boolean;
  /** Edits are to be taken from the mirror before anything is sent: the database does not have them, or cannot read them. */
  readonly editsMissing: boolean;
}

/**
 * Reads what the first screens need: small kinds, rollups, log and outbox. What is found is held against `mark`, which the desktop keeps outside
 * of the store: a store that was lost or emptied is begun anew under its old client id, and never taken for an empty book.
 */
export async function openHot(core: ReplicaCore, mark: StoreMark | null): Promise<Opening> {
  await core.rereadMeta();
  core.outbox.adopt(await core.outbox.read());
  core.lastGeneration = mark?.copy?.generation ?? 0;
  const judgement = judgeStore(core.meta, core.outbox.rows.length, mark);
  const mend: Partial<MetaValues> = {};
  if (judgement.store === "new" || judgement.store === "lost")
    Object.assign(mend, { clientId: mark?.clientId ?? core.newId("client"), nextMutationId: mark?.nextMutationId ?? 1 });
  if (judgement.store === "behind") Object.assign(mend, { nextMutationId: mark?.nextMutationId });
  const editsMissing = judgement.editsMissing || core.outbox.unreadable().size > 0;
  if (judgement.editsMissing) Object.assign(mend, { restoring: true });
  if (Object.keys(mend).length > 0 || judgement.copyDamaged) await setRight(core, mend, judgement.copyDamaged);
  const { session, touches } = core.meta;
  if (session !== undefined) {
    core.engine.setUser(session.user.id);
    core.outbox.setUser(session.user.id);
  }
  core.shown.refresh();
  const [rollups, health] = await Promise.all([
    core.orForget(["usage"], () => core.metrics.readRollups()),
    readHealth(core),
    openKinds(core, (copy) => core.loaded.open(copy, hotKinds)),
  ]);
  core.engine.setRollups(rollups ?? []);
  core.engine.replaceHealth(health);
  if (touches !== undefined) core.engine.keepTouches(new Map(touches));
  return { lost: judgement.store === "lost", editsMissing };
}

export async function openRest(core: ReplicaCore): Promise<void> {
  await openKinds(core, (copy) =>
    core.loaded.openRest(
      copy,
      kindNames.filter((kind) => !hotKinds.includes(kind)),
    ),
  );
  core.engine.keepTouches(null);
  core.engine.replaceOutlooks(await readOutlooks(core));
}

/**
 * Takes edits from the mirror that the database does not have, or cannot read any more, under the numbers that they had; new ones are numbered
 * above all of them. Answers how many came back.
 */
export async function restoreEdits(core: ReplicaCore, rows: readonly EditRow[]): Promise<number> {
  const unreadable = core.outbox.unreadable();
  const added = await core.write(["outbox", "settled", "meta"], {
    run: async () => {
      const here = await core.db.outbox.toArray();
      const settled = await core.db.settled
        .where("edit")
        .anyOf(rows.map((row) => row.edit))
        .toArray();
      const mirrored = new Map(rows.map((row) => [row.edit, row.sealed]));
      for (const row of here) {
        const sealed = unreadable.has(row.edit) ? mirrored.get(row.edit) : undefined;
        if (sealed !== undefined) await core.db.outbox.put({ ...row, sealed });
      }
      const edits = new Set([...here, ...settled].map((row) => row.edit));
      const numbers = new Set(here.map((row) => `${row.clientId} ${row.mutationId}`));
      const missing = rows.filter((row) => !edits.has(row.edit) && !numbers.has(`${row.clientId} ${row.mutationId}`));
      const clients = [...new Set(missing.map((row) => row.clientId))];
      const inOrder = clients.flatMap((of) => missing.filter((row) => row.clientId === of).toSorted((a, b) => a.mutationId - b.mutationId));
      await core.db.outbox.bulkAdd([...inOrder]);
      const clientId = await core.db.getMeta("clientId");
      const numbered = rows.filter((row) => row.clientId === clientId).map((row) => row.mutationId + 1);
      await core.db.putMeta("nextMutationId", Math.max((await core.db.getMeta("nextMutationId")) ?? 1, ...numbered));
      await core.db.meta.delete("restoring");
      return missing.length;
    },
  });
  await core.rereadMeta();
  await core.readOutbox();
  return added + unreadable.size - core.outbox.unreadable().size;
}

/** Another window may have set it right already: then its values stand. */
async function setRight(core: ReplicaCore, mend: Partial<MetaValues>, dropCopy: boolean): Promise<void> {
  await core.write(["meta"], {
    run: async () => {
      const isNew = (await core.db.getMeta("clientId")) === undefined;
      if (mend.clientId !== undefined && isNew) await core.db.putMeta("clientId", mend.clientId);
      if (mend.nextMutationId !== undefined)
        await core.db.putMeta("nextMutationId", Math.max((await core.db.getMeta("nextMutationId")) ?? 1, mend.nextMutationId));
      if (mend.restoring === true) await core.db.putMeta("restoring", true);
      if (dropCopy) await core.db.meta.bulkDelete(["current", "building"]);
    },
  });
  await core.rereadMeta();
}

/** Scores as they were when they were stored last. */
function readHealth(core: ReplicaCore): Promise<readonly HealthSummary[]> {
  return orForgetDerived(core, ["health"], async () => {
    const bytes = await core.derived.read("health");
    return bytes === null ? [] : decodeHealth(bytes);
  });
}

/** Forecasts as they were when they were stored last. */
function readOutlooks(core: ReplicaCore): Promise<readonly KeptOutlook[]> {
  return orForgetDerived(core, ["outlooks", "peaks"], async () => {
    const [outlooks, peaks] = await Promise.all([core.derived.read("outlooks"), core.derived.read("peaks")]);
    return outlooks === null || peaks === null ? [] : decodeOutlooks({ outlooks, peaks });
  });
}

/** What is damaged goes: it is worked out again anyway. */
async function orForgetDerived<T>(
  core: ReplicaCore,
  keys: readonly DerivedKey[],
  read: () => Promise<readonly T[]>,
): Promise<readonly T[]> {
  try {
    return await read();
  } catch (error) {
    if (!isDamage(error)) throw error;
    await core.write(["derived"], { run: () => core.db.derived.bulkDelete([...keys]) });
    core.ports.report(error);
    return [];
  }
}

async function openKinds(core: ReplicaCore, open: (copy: Generation) => Promise<void>): Promise<void> {
  const copy = core.meta.current ?? core.meta.building;
  if (copy !== undefined) await core.orForget(["current", "building"], () => open(copy));
}
