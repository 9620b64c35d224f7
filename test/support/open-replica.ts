import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { Database, type DatabasePlatform, type EditRow } from "../../renderer/data/database.ts";
import type { Migration } from "../../renderer/data/migrations.ts";
import { openDatabase } from "../../renderer/data/open-database.ts";
import { Replica } from "../../renderer/data/replica.ts";
import type { ReplicaNews } from "../../renderer/data/replica-core.ts";
import { Sealer } from "../../renderer/data/sealing.ts";
import type { AskDesktop } from "../../renderer/data/worker-messages.ts";
import type { Opening } from "../../renderer/data/open-replica.ts";
import type { KeyRing, StoreMark } from "../../shared/bridge/vault.ts";
import { kindNames } from "../../shared/domain/kinds.ts";
import { type Random, seededRandom } from "../../shared/kernel/random.ts";
import { encodePage, PageReader } from "../../shared/sync/columnar.ts";
import { type Hello, schemaHash } from "../../shared/sync/protocol.ts";
import { sampleAccount } from "./sample-book.ts";

export const sampleHello: Hello = {
  protocol: 1,
  epoch: "e1",
  head: 10,
  floor: 0,
  schemaHash,
  scopeVersion: 1,
  lastMutationId: 0,
  tenant: { id: "t1", name: "Tenant" },
  user: { id: "user_1", name: "Lin", role: "csm", locale: "en" },
  rows: {},
  now: "2026-10-29T08:00:00.000Z",
};

/** A ring of keys: `c1`, `c2` … Their bytes follow from `salt` and their number, so that a wrong key can be made. */
export function sampleRing(names: readonly string[], salt = 0): KeyRing {
  return names.map((id, i) => ({ id, bytes: new Uint8Array(32).fill(salt + i + 1) }));
}

/** What stays when a window ends. */
export class ReplicaDisk {
  platform: DatabasePlatform = { indexedDB: new IDBFactory(), IDBKeyRange };
  mark: StoreMark | null = null;
  copyKeys: readonly string[] = ["c1"];
  editKeys: readonly string[] = ["e1"];
  salt = 0;
  random: Random = seededRandom(5);
  nowMs = Date.parse(sampleHello.now);
}

export interface OpenedReplica {
  readonly db: Database;
  readonly replica: Replica;
  /** What went to the mirror. */
  readonly mirrored: EditRow[];
  readonly news: ReplicaNews[];
  readonly reports: unknown[];
  readonly opening: Opening;
}

export interface OpenOptions {
  /** Whether to read the bulk, too. */
  readonly rest?: boolean;
  readonly steps?: readonly Migration[];
  readonly ask?: AskDesktop;
  /** Keys in place of the disk's. */
  readonly ring?: KeyRing;
  readonly editRing?: KeyRing;
}

/** A window's replica on a disk. */
export async function openReplica(
  disk: ReplicaDisk,
  { rest = true, steps, ask = async () => ({}), ring, editRing }: OpenOptions = {},
): Promise<OpenedReplica> {
  const db = new Database("test", disk.platform, steps);
  const mirrored: EditRow[] = [];
  const news: ReplicaNews[] = [];
  const reports: unknown[] = [];
  const report = (error: unknown): void => void reports.push(error);
  const pause = (): Promise<void> => Promise.resolve();
  await openDatabase(db, { pause, report, onBlocked: () => undefined, onSuperseded: () => undefined });
  const replica = new Replica(
    {
      db,
      keys: {
        copy: new Sealer(ring ?? sampleRing(disk.copyKeys, disk.salt), crypto),
        edits: new Sealer(editRing ?? sampleRing(disk.editKeys, disk.salt + 100), crypto),
      },
      random: disk.random,
      now: () => disk.nowMs,
      onChange: () => undefined,
      onNews: (told) => void news.push(told),
      onEdits: async (rows) => void mirrored.push(...rows),
      onMark: async (mark) => {
        disk.mark = mark;
      },
      report,
      pause,
    },
    {
      ask,
      now: () => disk.nowMs,
      mirror: async (rows) => {
        mirrored.push(...rows);
        return true;
      },
    },
  );
  const opening = await replica.openHot(disk.mark);
  if (rest) await replica.openRest();
  return { db, replica, mirrored, news, reports, opening };
}

/** A complete copy with three accounts, led by the window that is answered. */
export async function fillReplica(disk: ReplicaDisk, options?: OpenOptions): Promise<OpenedReplica & { readonly fence: number }> {
  const opened = await openReplica(disk, options);
  const { replica } = opened;
  await replica.restoreEdits([]);
  const fence = await replica.takeLead();
  await replica.startSession(fence, sampleHello);
  await takeCopy(replica, fence);
  return { ...opened, fence };
}

export async function takeCopy(replica: Replica, fence: number, ids: readonly string[] = ["acc_1", "acc_2", "acc_3"]): Promise<void> {
  await replica.beginCopy(fence, sampleHello);
  for (const kind of kindNames) {
    const docs = kind === "account" ? ids.map((id, i) => ({ ...sampleAccount(id), rev: i + 1 })) : [];
    await replica.addPage(fence, kind, new PageReader(encodePage(kind, docs)), 10, null);
  }
  await replica.addChanges(fence, { changes: [], seq: 10, scopeVersion: 1, lastMutationId: 0, caughtUp: true });
}
