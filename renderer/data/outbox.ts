import { isKind } from "../../shared/domain/kinds.ts";
import type { Json } from "../../shared/kernel/json.ts";
import type { MutationResult } from "../../shared/sync/protocol.ts";
import type { PushBatch } from "../sync/sync-store.ts";
import type { AttentionItem, WaitingEdit } from "./data-client.ts";
import type { AttentionCode, Database, EditRow, EditStatus, OutboxRow, SettledRow } from "./database.ts";
import type { EditSealing, SealedDraft } from "./edit-sealing.ts";
import type { Draft } from "./make-mutation.ts";
import type { Sealed } from "./sealing.ts";

/** Mutations in one push at most. */
export const pushMax = 500;
/** Characters of JSON in one push, about: far below what a backend takes, and little enough for a bad line. A mutation alone may have more. */
const pushChars = 500_000;
/** Waiting edits that are listed, and characters of a text in them. */
const waitingMax = 50;
const waitingChars = 160;
/** Acknowledged edits are kept for so long in case the backend is restored from an older copy. */
const settledKeptMs = 30 * 86_400_000;
/** So many are kept whatever their age. */
const settledLeast = 500;
/** More are never kept; one takes about a kilobyte. */
const settledMost = 20_000;

/** How many of the acknowledged edits on this laptop, `old` of which have been kept for long enough, are to go. */
export function settledSurplus(held: number, old: number): number {
  return Math.max(0, held - settledMost, Math.min(old, held - settledLeast));
}

export function outboxKey(row: { readonly clientId: string; readonly mutationId: number }): string {
  return `${row.clientId}:${row.mutationId}`;
}

/** What the backend said of an edit, sealed where it speaks of customers. */
export interface SealedResult {
  readonly mutationId: number;
  readonly status: EditStatus;
  readonly answer: Sealed | null;
}

/**
 * The edits of this laptop, in the order in which they were made: those that are not settled, opened in memory, and those that the backend has, on
 * the disk alone. Methods that write expect to run inside a transaction over `outbox`, `settled` and `meta`, seal nothing, and take effect in
 * memory when `adopt` is called after the commit.
 */
export class Outbox {
  readonly #db: Database;
  readonly #sealing: EditSealing;
  #rows: readonly OutboxRow[] = [];
  #userId: string | null = null;

  constructor(db: Database, sealing: EditSealing) {
    this.#db = db;
    this.#sealing = sealing;
  }

  get rows(): readonly OutboxRow[] {
    return this.#rows;
  }

  /** Who is signed in: what others wrote here is theirs, and neither shown nor counted. */
  setUser(userId: string): void {
    this.#userId = userId;
  }

  /** Takes the rows as they are on disk. */
  adopt(rows: readonly OutboxRow[]): void {
    this.#rows = rows;
  }

  /** Takes rows that were just added, with what was sealed in them. */
  adoptAdded(added: readonly EditRow[], drafts: readonly Draft[]): void {
    const opened = added.map((row, i): OutboxRow => {
      const { clientId, userId, mutationId } = row;
      const draft = drafts[i];
      if (draft === undefined) throw new Error("more rows than drafts");
      return { row, clientId, userId, mutationId, mutation: { mutationId, ...draft }, status: { state: "pending" } };
    });
    this.#rows = [...this.#rows, ...opened];
  }

  /** The rows that are not settled. Outside of transactions. */
  async read(): Promise<readonly OutboxRow[]> {
    const rows = await this.#stored();
    const plain = rows.filter((row) => this.#sealing.isPlain(row));
    if (plain.length === 0) return this.#sealing.open(rows);
    await this.#sealPlain(plain);
    return this.#sealing.open(await this.#stored());
  }

  get pending(): number {
    return this.#rows.filter((row) => row.status.state === "pending").length;
  }

  /** Edits that are shown over what is stored: not those that are in it, or a text would be merged with itself. */
  shown(): readonly OutboxRow[] {
    return this.#own().filter(
      ({ row, status }) => status.state === "applied" || (status.state === "pending" && row.pulledAtSeq === undefined),
    );
  }

  /** What is not yet seen to be the backend's, for people; more than they read is left out. */
  waiting(): readonly WaitingEdit[] {
    return this.shown()
      .slice(0, waitingMax)
      .flatMap(({ clientId, mutationId, mutation, status }) => {
        const { kind, id: recordId, op, at, fields } = mutation;
        if (!isKind(kind)) return [];
        const mine = Object.fromEntries(Object.entries(fields).map(([name, patch]) => [name, cut(patch.new)]));
        return [{ clientId, mutationId, kind, recordId, op, atMs: Date.parse(at), sent: status.state === "applied", mine }];
      });
  }

  attention(): readonly AttentionItem[] {
    return this.#own().flatMap(({ clientId, mutationId, mutation, status }) =>
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

  /** Names of the edits that do not open. */
  unreadable(): ReadonlySet<string> {
    return new Set(
      this.#rows.flatMap(({ row, status }) => (status.state === "attention" && status.code === "unreadable" ? [row.edit] : [])),
    );
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
  async add(drafts: readonly SealedDraft[], userId: string): Promise<readonly EditRow[]> {
    const clientId = await this.#db.getMeta("clientId");
    if (clientId === undefined) throw new Error("the database has no client id");
    let next = (await this.#db.getMeta("nextMutationId")) ?? 1;
    const rows: EditRow[] = drafts.map((draft) => {
      const mutationId = next;
      next += 1;
      return { ...draft, clientId, userId, mutationId, status: { state: "pending" } };
    });
    await this.#db.putMeta("nextMutationId", next);
    const orders = await this.#db.outbox.bulkAdd([...rows], { allKeys: true });
    return rows.map((row, i) => ({ ...row, order: Number(orders[i]) }));
  }

  /** What the answers make of the edits. A refused creation takes the edits that depend on it along. Outside of transactions. */
  async judge(clientId: string, results: readonly MutationResult[]): Promise<readonly SealedResult[]> {
    const byId = new Map(this.#rows.filter((row) => row.clientId === clientId).map((row) => [row.mutationId, row]));
    const failedRecords = new Set(
      this.#rows.filter((row) => row.status.state === "attention" && row.mutation.op === "create").map((row) => row.mutation.id),
    );
    const judged: Promise<SealedResult>[] = [];
    for (const result of results) {
      const row = byId.get(result.mutationId);
      if (row?.status.state !== "pending") continue;
      const code = refusalOf(row, result, failedRecords);
      const { mutationId } = row;
      if (code === null || result.status !== "refused") {
        judged.push(Promise.resolve({ mutationId, status: { state: "applied" }, answer: null }));
        continue;
      }
      if (row.mutation.op === "create") failedRecords.add(row.mutation.id);
      const { message, server } = result;
      const sealing = this.#sealing.sealRefusal(row.row.edit, { message, server });
      judged.push(sealing.then((answer) => ({ mutationId, status: { state: "attention", code }, answer })));
    }
    return Promise.all(judged);
  }

  /** Notes what the backend said. */
  async addResults(clientId: string, results: readonly SealedResult[], ownClientId: string): Promise<void> {
    for (const { mutationId, status, answer } of results) {
      const row = await this.#db.outbox.where("[clientId+mutationId]").equals([clientId, mutationId]).first();
      if (row?.status.state !== "pending") continue;
      // The pull speaks only of this laptop's own client id; an edit under an older one is done with its answer.
      if (status.state === "applied" && clientId !== ownClientId) await this.#db.outbox.delete(row.order ?? -1);
      else if (status.state === "applied" && row.pulledAtSeq !== undefined)
        await this.#db.outbox.put({ ...row, status: { state: "settled", atSeq: row.pulledAtSeq } });
      else await this.#db.outbox.put({ ...row, status, ...(answer === null ? {} : { answer }) });
    }
  }

  /**
   * Puts edits aside that the backend has answered and the pull has brought, and keeps them for a while. Those that it has brought though their
   * answer was lost are sent again to hear the answer, but are shown no more.
   */
  async settle(clientId: string, lastMutationId: number, atSeq: number, nowMs: number): Promise<void> {
    const rows = await this.#stored();
    const brought = rows.filter((row) => row.clientId === clientId && row.mutationId <= lastMutationId);
    const unanswered = brought.filter((row) => row.status.state === "pending" && row.pulledAtSeq === undefined);
    if (unanswered.length > 0) await this.#db.outbox.bulkPut(unanswered.map((row) => ({ ...row, pulledAtSeq: atSeq })));
    const done = brought
      .filter((row) => row.status.state === "applied")
      .map((row): EditRow => ({ ...row, status: { state: "settled", atSeq } }));
    // What was answered after the pull had brought it, and what an earlier version left here.
    const before = rows.filter((row) => row.status.state === "settled" && !this.#sealing.isPlain(row));
    if (before.length + done.length > 0) await this.#putAside([...before, ...done], nowMs);
  }

  /**
   * Gives every edit that is not settled, and every settled one that the backend has lost, a number under a new client id. An edit that cannot
   * be read stays behind: it has nothing to send.
   */
  async renumber(
    clientId: string,
    from: { readonly headSeq: number; readonly clientId: string; readonly appliedUpTo: number },
    userId: string,
  ): Promise<void> {
    const unknownThere = (row: EditRow): boolean => row.clientId === from.clientId && row.mutationId > from.appliedUpTo;
    const unreadable = this.unreadable();
    const mine = (row: EditRow): boolean => (row.userId === userId || row.userId === "") && !unreadable.has(row.edit);
    const lost = (row: EditRow): boolean => row.status.state === "settled" && (row.status.atSeq > from.headSeq || unknownThere(row));
    const aside = await this.#db.settled.filter((row) => mine(row) && lost(row)).toArray();
    const here = (await this.#stored()).filter(
      (row) => mine(row) && (row.status.state === "pending" || row.status.state === "applied" || lost(row)),
    );
    const again = [...aside.map(({ settledAtMs: _then, ...row }): EditRow => row), ...here].toSorted(byOrder);
    const numbered = again.map(({ pulledAtSeq: _elsewhere, ...row }, at): EditRow => {
      return { ...row, clientId, mutationId: at + 1, status: { state: "pending" }, replayed: true };
    });
    await this.#db.outbox.bulkPut(numbered);
    await this.#db.settled.bulkDelete(aside.map((row) => row.order));
    await this.#db.putMeta("clientId", clientId);
    await this.#db.putMeta("nextMutationId", numbered.length + 1);
  }

  #own(): readonly OutboxRow[] {
    return this.#rows.filter(({ userId }) => userId === "" || this.#userId === null || userId === this.#userId);
  }

  #stored(): Promise<readonly EditRow[]> {
    return this.#db.outbox.orderBy("order").toArray();
  }

  async #putAside(rows: readonly EditRow[], nowMs: number): Promise<void> {
    const aside = rows.flatMap((row): SettledRow[] => (row.order === undefined ? [] : [{ ...row, order: row.order, settledAtMs: nowMs }]));
    const { outbox, settled } = this.#db;
    await settled.bulkPut(aside);
    await outbox.bulkDelete(aside.map((row) => row.order));
    const held = await settled.count();
    const old = await settled
      .where("settledAtMs")
      .below(nowMs - settledKeptMs)
      .count();
    const surplus = settledSurplus(held, old);
    if (surplus > 0) await settled.bulkDelete(await settled.orderBy("order").limit(surplus).primaryKeys());
  }

  /** Seals what an earlier version left in the clear: first the cipher, then one transaction that finds the rows as they were. */
  async #sealPlain(plain: readonly EditRow[]): Promise<void> {
    const sealed = await Promise.all(plain.map((row) => this.#sealing.sealPlain(row)));
    await this.#db.dexie.transaction("rw", ["outbox"], async () => {
      for (const row of sealed) {
        const now = await this.#db.outbox.get(row.order ?? -1);
        if (now !== undefined && this.#sealing.isPlain(now))
          await this.#db.outbox.put({ ...row, clientId: now.clientId, mutationId: now.mutationId, status: statusOf(now) });
      }
    });
  }
}

function byOrder(a: EditRow, b: EditRow): number {
  return (a.order ?? 0) - (b.order ?? 0);
}

function cut(value: Json): Json {
  return typeof value === "string" && value.length > waitingChars ? `${value.slice(0, waitingChars - 1)}…` : value;
}

function statusOf({ status }: EditRow): EditStatus {
  return status.state === "attention" ? { state: "attention", code: status.code } : status;
}

/** Why the edit waits for the user; null = it is done. */
function refusalOf(row: OutboxRow, result: MutationResult, failedRecords: ReadonlySet<string>): AttentionCode | null {
  if (result.status !== "refused") return null;
  // A creation that had arrived before: it is there, or somebody deleted it since.
  if (row.row.replayed === true && row.mutation.op === "create" && (result.code === "already-exists" || result.code === "deleted"))
    return null;
  // It is gone, and so long that the backend has forgotten it: that is what was asked for.
  if (row.mutation.op === "delete" && result.code === "not-found") return null;
  const depends =
    failedRecords.has(row.mutation.id) ||
    Object.values(row.mutation.fields).some((patch) => typeof patch.new === "string" && failedRecords.has(patch.new));
  return depends ? "depends" : result.code;
}
