import type { Clock } from "../../shared/kernel/clock.ts";
import { newId } from "../../shared/kernel/ids.ts";
import type { Random } from "../../shared/kernel/random.ts";
import type { Mutation, MutationResult, PushAnswer, PushRequest, RefusalCode } from "../../shared/sync/protocol.ts";
import { appendAudit } from "../audit/append-audit.ts";
import { auditSalt, changeDetail } from "../audit/change-digests.ts";
import { loadPrincipal } from "../auth/principal.ts";
import { ApiError } from "../server/api-error.ts";
import { asService, type Database, type TenantScope, type TenantTransaction } from "../storage/database.ts";
import { storableText } from "../storage/json-text.ts";
import { accountOf } from "../storage/record-columns.ts";
import { takeSequence } from "../storage/sequence.ts";
import { bumpScopes } from "../storage/tenants.ts";
import { applyMutation, type Applied } from "./apply-mutation.ts";
import { mayDelete } from "./deletion-guard.ts";
import { advanceClient, lastMutationId, type Refusal, refusalsOf } from "./clients.ts";
import { readHead } from "./sync-head.ts";
import { type WorkingRecord, WorkingSet, writeRecords } from "./working-set.ts";

export interface PushDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly random: Random;
}

/** Throws ApiError (`mutation-gap`) unless ids ascend by one and begin at or below the next one. */
function checkOrder(mutations: readonly Mutation[], last: number): void {
  mutations.forEach(({ mutationId }, index) => {
    const before = index === 0 ? Math.min(last, mutationId - 1) : (mutations[index - 1]?.mutationId ?? 0);
    if (mutationId !== before + 1) throw new ApiError("mutation-gap", `mutation ${before + 1} is missing before ${mutationId}`);
  });
}

type ServerDoc = NonNullable<Extract<MutationResult, { status: "refused" }>["server"]>;

function serverDoc(set: WorkingSet, mutation: Mutation): ServerDoc | null {
  const record = set.get(mutation.kind as WorkingRecord["kind"], mutation.id);
  return record === undefined || !record.inScope || record.rev === 0 ? null : { ...(record.doc as ServerDoc), rev: record.rev };
}

/** Answers of mutations that were applied or refused by an earlier request whose answer was lost. */
async function answersAgain(
  tx: TenantTransaction,
  clientId: string,
  set: WorkingSet,
  seen: readonly Mutation[],
): Promise<readonly MutationResult[]> {
  const refusals = await refusalsOf(
    tx,
    clientId,
    seen.map(({ mutationId }) => mutationId),
  );
  return seen.map((mutation): MutationResult => {
    const { mutationId } = mutation;
    const refusal = refusals.get(mutationId);
    if (refusal === undefined) return { mutationId, status: "skipped" };
    return { mutationId, status: "refused", code: refusal.code as RefusalCode, message: refusal.message, server: serverDoc(set, mutation) };
  });
}

function newOwners(changes: readonly WorkingRecord[]): readonly string[] {
  return changes
    .filter(({ kind, rev, doc, ownerBefore }) => kind === "account" && rev > 0 && doc["ownerId"] !== ownerBefore)
    .flatMap(({ doc, ownerBefore }) => [doc["ownerId"], ownerBefore])
    .filter((owner) => typeof owner === "string");
}

/** Who changed what, as the last thing of the transaction. */
async function noteChanges(
  db: Database,
  tx: TenantTransaction,
  nowMs: number,
  clientId: string,
  revs: ReadonlyMap<WorkingRecord, number>,
): Promise<void> {
  if (revs.size === 0) return;
  const salt = await auditSalt(db, tx);
  const records = [...revs].map(([record, rev]) => changeDetail(record, rev, salt));
  const accounts = [...revs.keys()].flatMap(({ kind, doc, before }) => [
    accountOf(kind, doc),
    before === null ? null : accountOf(kind, before),
  ]);
  await appendAudit(tx, nowMs, [
    {
      event: "changed",
      source: "backend",
      userId: tx.scope.userId,
      accounts: [...new Set(accounts.filter((account) => account !== null))].sort(),
      detail: { clientId, records },
    },
  ]);
}

function toResult(set: WorkingSet, mutation: Mutation, applied: Applied, revs: ReadonlyMap<WorkingRecord, number>): MutationResult {
  const { mutationId } = mutation;
  if (applied.status === "refused")
    return { mutationId, status: "refused", code: applied.code, message: applied.message, server: serverDoc(set, mutation) };
  const rev = revs.get(applied.record) ?? applied.record.rev;
  const { conflictIds } = applied;
  return conflictIds.length === 0
    ? { mutationId, status: "applied", rev }
    : { mutationId, status: "conflict", rev, conflictIds: [...conflictIds] };
}

/**
 * Applies a client's mutations in order, in one transaction with the acknowledgement: after a lost answer the same request does nothing twice.
 * What is refused for good is acknowledged too, and answered again the same. Throws ApiError (`mutation-gap`, `conflict`, `forbidden`).
 */
export function push({ db, clock, random }: PushDeps, scope: TenantScope, request: PushRequest): Promise<PushAnswer> {
  return db.withTenant(scope, async (tx): Promise<PushAnswer> => {
    const nowMs = clock.now();
    const principal = await loadPrincipal(tx);
    const before = await lastMutationId(tx, request.clientId, { nowMs });
    checkOrder(request.mutations, before);
    // What is out of scope is locked and known too: an edit of it is refused for what it is, and its id cannot be taken twice.
    const set = await asService(tx, () => WorkingSet.load(tx, principal, request.mutations));
    const seen = request.mutations.filter(({ mutationId }) => mutationId <= before);
    const fresh = request.mutations.filter(({ mutationId }) => mutationId > before);
    const unasked = fresh.filter(({ op, confirmed }) => op === "delete" && confirmed !== true).length;
    const context = {
      principal,
      clientId: request.clientId,
      nowMs,
      newConflictId: () => newId("conflict", nowMs, random),
      mayDelete: await mayDelete(tx, unasked, nowMs),
    };
    const applied = fresh.map((mutation) => ({ mutation, outcome: applyMutation(set, mutation, context) }));
    const changes = set.changes();
    const again = await answersAgain(tx, request.clientId, set, seen);

    const revs = new Map<WorkingRecord, number>();
    if (changes.length > 0) {
      const first = await takeSequence(tx, changes.length);
      changes.forEach((record, index) => revs.set(record, first + index));
      await writeRecords(tx, changes, { first, nowMs, clientId: request.clientId });
      await bumpScopes(tx, newOwners(changes));
    }
    const head = (await readHead(tx)).seq;
    const last = fresh.at(-1)?.mutationId ?? before;
    if (last > before) {
      const refusals = applied.flatMap(({ mutation, outcome }): Refusal[] =>
        outcome.status === "refused"
          ? [{ mutationId: mutation.mutationId, code: outcome.code, message: storableText(outcome.message), id: mutation.id }]
          : [],
      );
      await advanceClient(tx, request.clientId, {
        before,
        last,
        seq: head,
        nowMs,
        firstId: request.mutations[0]?.mutationId ?? 0,
        refusals,
      });
    }
    await noteChanges(db, tx, nowMs, request.clientId, revs);
    return {
      lastMutationId: last,
      results: [...again, ...applied.map(({ mutation, outcome }) => toResult(set, mutation, outcome, revs))],
      head,
    };
  });
}
