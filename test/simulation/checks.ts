import { kindNames } from "../../shared/domain/kinds.ts";
import { outboxKey } from "../../renderer/data/outbox.ts";
import { colleagues } from "./company.ts";
import type { KeptEdit } from "./kept-edits.ts";
import type { SimLaptop } from "./sim-laptop.ts";
import type { Book, Doc } from "./sim-window.ts";
import { tokensOf } from "./typed-values.ts";
import { must, mustEqual } from "./violation.ts";
import type { World } from "./world.ts";
import type { TrueRecord } from "./world-backend.ts";
import type { WorldDisk } from "./world-disk.ts";

/** What a user must see of what the database holds: worked out here anew, not by the backend's own queries. */
export function visibleTo(user: string, records: readonly TrueRecord[]): Book {
  const live = records.filter((record) => !record.deleted);
  const seesAll = colleagues[user] !== "csm";
  const own = new Set(live.filter((record) => record.kind === "account" && record.doc["ownerId"] === user).map((record) => record.id));
  const mine = live.filter(
    (record) =>
      (record.privateTo === null || record.privateTo === user) && (record.accountId === null || seesAll || own.has(record.accountId)),
  );
  return Object.fromEntries(
    kindNames.map((kind) => [
      kind,
      byId(mine.filter((record) => record.kind === kind).map((record) => ({ ...record.doc, id: record.id, rev: record.rev }))),
    ]),
  );
}

/** Acknowledgements only grow while the backend has one history. */
export async function checkAcknowledgements(world: World, seen: Map<string, number>): Promise<void> {
  for (const [clientId, last] of await world.backend.clients(world.tenantId)) {
    must(last >= (seen.get(clientId) ?? 0), "acknowledgements only grow", `${clientId}: ${seen.get(clientId)} then ${last}`);
    seen.set(clientId, last);
  }
}

/**
 * At a quiet point: what every window shows is what the database holds for its user, and everything typed has a home. What a user typed who is not
 * signed in on a laptop is on its disk, where nobody else sees it: what needs his attention always, what was not sent only while `unsentMayWait`.
 */
export async function checkQuiet(world: World, unsentMayWait: boolean): Promise<void> {
  const truth = new Map<string, readonly TrueRecord[]>();
  for (const tenantId of [world.tenantId, world.otherTenantId]) truth.set(tenantId, await world.backend.truth(tenantId));
  let attention = 0;
  const homes: string[] = [];
  for (const laptop of world.laptops) {
    const expected = visibleTo(laptop.user, truth.get(world.tenantOf(laptop.user)) ?? []);
    for (const window of laptop.windows) {
      const shown = await window.shown();
      must(shown !== null, "a window answers", `${laptop.user}'s did not`);
      must(shown.unequal.length === 0, "the view is the base with its overlay", `${laptop.user}: ${shown.unequal.join(", ")}`);
      for (const kind of kindNames) {
        mustEqual(byId(shown.book[kind] ?? []), expected[kind], "the book equals the backend's", `${laptop.user}'s ${kind}`);
      }
    }
    const leaders = laptop.windows.filter((window) => window.status?.leader === true).length;
    must(leaders === 1, "one window leads", `${laptop.user} has ${leaders}`);
    for (const disk of laptop.disks) await checkSealed(laptop, disk);
    attention += laptop.windows[0]?.status?.attention.length ?? 0;
    const kept = await laptop.kept();
    checkAttention(laptop, kept);
    const others = kept.filter(({ userId, needsAttention }) => userId !== laptop.user && (needsAttention || unsentMayWait));
    homes.push(...attentionOf(laptop), ...others.map(({ text }) => text));
  }
  const records = [...truth.values()].flat();
  homes.push(...records.filter((record) => !record.deleted).map((record) => JSON.stringify(record.doc)));
  // Two losses at once, of the mirror and of the store, are more than an edit that was not sent survives.
  for (const { user, storeLost, disk } of world.laptops) if (storeLost && disk.mirrorFailed) world.typed.giveUp(user, homes);
  if (!(world.restored && world.storeLost)) {
    const homeless = world.typed.homeless(homes);
    must(homeless.length === 0, "everything typed has a home", homeless.join("; "));
  }
  checkOnce(world, records);
  checkTimes(world, records);
  world.counts.conflicts = records.filter((record) => record.kind === "conflict").length;
  world.counts.attention = attention;
}

async function checkSealed({ user, storeDamaged }: SimLaptop, disk: WorldDisk): Promise<void> {
  const raw = await disk.raw();
  const plain = tokensOf(
    JSON.stringify(raw, (_key, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value)),
  );
  must(plain.length === 0, "nothing is stored in the clear", `${user}'s store holds ${plain.join(", ")}`);
  if (storeDamaged) return;
  const known = disk.keyNames();
  const lost = keysOf(raw).filter((name) => !known.has(name));
  must(lost.length === 0, "what is stored opens with a key that is there", `${user}'s store needs ${lost.join(", ")}`);
}

/** Names of the keys that stored rows are sealed with. */
function keysOf(rows: readonly unknown[]): readonly string[] {
  const names = new Set<string>();
  for (const row of rows) {
    if (typeof row !== "object" || row === null) continue;
    for (const value of Object.values(row)) {
      if (!(value instanceof Uint8Array)) continue;
      const [format, length = 0] = value;
      if (format === 1) names.add(Buffer.from(value.subarray(2, 2 + length)).toString("latin1"));
    }
  }
  return [...names];
}

/** Whoever is signed in sees all that waits here for him, and nothing that waits for another. */
function checkAttention({ user, profile, windows }: SimLaptop, kept: readonly KeptEdit[]): void {
  const his = kept.filter((edit) => edit.needsAttention && edit.userId === user && edit.profile === profile).map(({ key }) => key);
  for (const { status } of windows) {
    const shown = (status?.attention ?? []).map((item) => outboxKey(item));
    mustEqual(shown.toSorted(), his.toSorted(), "what needs attention is shown to its author", user);
  }
}

function attentionOf(laptop: SimLaptop): readonly string[] {
  return laptop.windows.map((window) => JSON.stringify(window.status?.attention ?? []));
}

/** A line that was added twice, or two conflicts over one lost value, say that an edit was applied twice. */
function checkOnce(world: World, records: readonly TrueRecord[]): void {
  if (world.restored) return;
  for (const { kind, id, doc } of records) {
    for (const text of [doc["summary"], doc["note"]]) {
      if (typeof text !== "string") continue;
      for (const token of tokensOf(text))
        must(
          text.split("\n").filter((line) => line === token).length <= 1,
          "an edit is applied once",
          `${token} is twice in ${kind} ${id}`,
        );
    }
  }
}

/** The backend believes no laptop's clock. */
function checkTimes(world: World, records: readonly TrueRecord[]): void {
  for (const { kind, id, doc, updatedAtMs } of records) {
    must(updatedAtMs <= world.time.nowMs, "the backend keeps its own time", `${kind} ${id} was changed in the future`);
    if (kind !== "conflict") continue;
    for (const at of [doc["keptAt"], doc["lostAt"]])
      must(Date.parse(String(at)) <= world.time.nowMs, "the backend keeps its own time", `conflict ${id} is of the future`);
  }
}

export function byId(docs: readonly Doc[]): readonly Doc[] {
  return docs.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
