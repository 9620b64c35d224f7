import { isKind } from "../../shared/domain/kinds.ts";
import type { MutationResult } from "../../shared/sync/protocol.ts";
import type { PushBatch } from "../sync/sync-store.ts";
import type { AttentionItem } from "./data-client.ts";
import type { Database, OutboxRow, OutboxState } from "./database.ts";
import type { Draft } from "./make-mutation.ts";

/** Mutations in one push at most. */
export const pushMax = 500;
/** Characters of JSON in one push, about: far below what a backend takes, and little enough for a bad line. A mutation alone may have more. */
const pushChars = 500_000;
/** Acknowledged edits that are kept in case the backend is restored from an older copy. */
const settledMax = 500;

export function outboxKey(row: { readonly clientId: string; readonly mutationId: number }): string {
  return `${row.clientId}:${row.mutationId}`;
}

/**
 * The edits of this laptop, in the order in which they were made: the table and its rows in memory. Methods that write expect to run inside a
 * transaction over `outbox` and `meta`, and take effect in memory when `adopt` is called after the commit.
 */
export class Outbox {
  readonly #db: Database;
  #rows: readonly OutboxRow[] = [];

  constructor(db: Database) {
    this.#db = db;
  }

  get rows(): readonly OutboxRow[] {
    return this.#rows;
  }

  /** Takes the rows as they are on disk. */
  adopt(rows: readonly OutboxRow[]): void {
    this.#rows = rows;
  }

  async read(): Promise<readonly OutboxRow[]> {
    return this.#db.outbox.orderBy("order").toArray();
  }

  get pending(): number {
    return this.#rows.filter((row) => row.status.state === "pending").length;
  }

  /** Edits that are shown over what is stored. */
  shown(): readonly OutboxRow[] {
    return this.#rows.filter((row) => row.status.state === "pending" || row.status.state === "applied");
  }

  attention(): readonly AttentionItem[] {
    return this.#rows.flatMap(({ clientId, mutationId, mutation, status }) =>
      status.state !== "attention" || !isKind(mutation.kind)
        ? []
        : [
            {
              clientId,
              mutationId,
              kind: mutation.kind,
              recordId: mutation.id,
              op: mutation.op,
              code: status.code,
              message: status.message,
              mine: Object.fromEntries(Object.entries(mutation.fields).map(([name, patch]) => [name, patch.new])),
              server: status.server,
            },
          ],
    ) as readonly AttentionItem[];
  }

  nextPush(userId: string): PushBatch | null {
    const pending = this.#rows.filter((row) => row.status.state === "pending" && (row.userId === userId || row.userId === ""));
    const [first] = pending;
    if (first === undefined) return null;
    const waiting = pending.filter((row) => row.clientId === first.clientId).slice(0, pushMax);
    let chars = 0;
    const tooMuch = waiting.findIndex((row, index) => {
      chars += JSON.stringify(row.mutation).length;
      return index > 0 && chars > pushChars;
    });
    return { clientId: first.clientId, mutations: waiting.slice(0, tooMuch < 0 ? pushMax : tooMuch).map((row) => row.mutation) };
  }

  /** Numbers the drafts and adds them. Numbers have no gaps: they are given in the transaction that stores the edit. */
  async add(drafts: readonly Draft[], userId: string): Promise<readonly OutboxRow[]> {
    const clientId = await this.#db.getMeta("clientId");
    if (clientId === undefined) throw new Error("the database has no client id");
    let next = (await this.#db.getMeta("nextMutationId")) ?? 1;
    const rows: OutboxRow[] = drafts.map((draft) => {
      const mutationId = next;
      next += 1;
      return { clientId, userId, mutationId, mutation: { mutationId, ...draft }, status: { state: "pending" } };
    });
    await this.#db.putMeta("nextMutationId", next);
    const orders = await this.#db.outbox.bulkAdd([...rows], { allKeys: true });
    return rows.map((row, i) => ({ ...row, order: Number(orders[i]) }));
  }

  /** Notes what the backend said. A refused creation takes the edits that depend on it along. */
  async addResults(clientId: string, results: readonly MutationResult[], ownClientId: string): Promise<void> {
    const rows = await this.read();
    const byId = new Map(rows.filter((row) => row.clientId === clientId).map((row) => [row.mutationId, row]));
    const failedRecords = new Set(
      rows.filter((row) => row.status.state === "attention" && row.mutation.op === "create").map((row) => row.mutation.id),
    );
    for (const result of results) {
      const row = byId.get(result.mutationId);
      if (row?.status.state !== "pending") continue;
      const status = stateAfter(row, result, failedRecords);
      if (status.state === "attention" && row.mutation.op === "create") failedRecords.add(row.mutation.id);
      // The pull speaks only of this laptop's own client id; an edit under an older one is done with its answer.
      if (status.state === "applied" && clientId !== ownClientId) await this.#db.outbox.delete(row.order ?? -1);
      else await this.#db.outbox.put({ ...row, status });
    }
  }

  /** Lets edits go that the backend has answered and the pull has brought; keeps the newest for a while. */
  async settle(clientId: string, lastMutationId: number, atSeq: number): Promise<void> {
    const rows = await this.read();
    const done = rows.filter((row) => row.status.state === "applied" && row.clientId === clientId && row.mutationId <= lastMutationId);
    if (done.length === 0) return;
    await this.#db.outbox.bulkPut(done.map((row) => ({ ...row, status: { state: "settled", atSeq } })));
    const settled = [...rows.filter((row) => row.status.state === "settled"), ...done];
    const surplus = settled.slice(0, Math.max(0, settled.length - settledMax)).map((row) => row.order ?? -1);
    if (surplus.length > 0) await this.#db.outbox.bulkDelete(surplus);
  }

  /** Gives every edit that is not settled, and every settled one that the backend has lost, a number under a new client id. */
  async renumber(
    clientId: string,
    from: { readonly headSeq: number; readonly clientId: string; readonly appliedUpTo: number },
    userId: string,
  ): Promise<void> {
    const unknownThere = (row: OutboxRow): boolean => row.clientId === from.clientId && row.mutationId > from.appliedUpTo;
    const rows = await this.read();
    let next = 1;
    for (const row of rows) {
      const lost =
        row.status.state === "applied" || (row.status.state === "settled" && (row.status.atSeq > from.headSeq || unknownThere(row)));
      const mine = row.userId === userId || row.userId === "";
      if (!mine || !(lost || row.status.state === "pending")) continue;
      const mutationId = next;
      next += 1;
      await this.#db.outbox.put({
        ...row,
        clientId,
        mutationId,
        mutation: { ...row.mutation, mutationId },
        status: { state: "pending" },
        replayed: true,
      });
    }
    await this.#db.putMeta("clientId", clientId);
    await this.#db.putMeta("nextMutationId", next);
  }

  /** Highest number of a client below which nothing is needed any more. */
  doneUpTo(clientId: string): number {
    const own = this.#rows.filter((row) => row.clientId === clientId);
    const open = own.filter((row) => row.status.state !== "settled").map((row) => row.mutationId);
    return open.length > 0 ? Math.min(...open) - 1 : Math.max(0, ...own.map((row) => row.mutationId));
  }
}

function stateAfter(row: OutboxRow, result: MutationResult, failedRecords: ReadonlySet<string>): OutboxState {
  if (result.status !== "refused") return { state: "applied" };
  // A creation that had arrived before: it is there, or somebody deleted it since.
  if (row.replayed === true && row.mutation.op === "create" && (result.code === "already-exists" || result.code === "deleted"))
    return { state: "applied" };
  const depends =
    failedRecords.has(row.mutation.id) ||
    Object.values(row.mutation.fields).some((patch) => typeof patch.new === "string" && failedRecords.has(patch.new));
  return { state: "attention", code: depends ? "depends" : result.code, message: result.message, server: result.server };
}
