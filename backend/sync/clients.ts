import { ApiError } from "../server/api-error.ts";
import type { TenantTransaction } from "../storage/database.ts";

/** Pushes remembered a client, for pulls that stop short of the head. */
const keptPushes = 200;

/**
 * What has been applied of a client's mutations; 0 for a client that is new. With `lock` the row is created and held, so that two pushes of one
 * client come one after the other. Throws ApiError: `conflict` when the client is another user's (an outbox belongs to who wrote it), `wipe` when
 * the laptop is to destroy what it holds.
 */
export async function lastMutationId(tx: TenantTransaction, clientId: string, lock?: { readonly nowMs: number }): Promise<number> {
  const { db, scope } = tx;
  if (lock !== undefined) {
    await db
      .insertInto("client")
      .values({ tenant_id: scope.tenantId, client_id: clientId, user_id: scope.userId, last_mutation_id: 0, seen_at: new Date(lock.nowMs) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  const query = db
    .selectFrom("client")
    .select(["user_id", "last_mutation_id", "wipe_at"])
    .where("tenant_id", "=", scope.tenantId)
    .where("client_id", "=", clientId);
  const row = await (lock === undefined ? query : query.forUpdate()).executeTakeFirst();
  // A row that was just made sure of and cannot be held is another user's.
  if (row === undefined && lock === undefined) return 0;
  if (row?.user_id !== scope.userId) throw new ApiError("conflict", "this client id belongs to another user");
  if (row.wipe_at !== null) throw new ApiError("wipe", "this laptop was reported lost: what it holds is to be destroyed");
  return row.last_mutation_id;
}

/** Of a client's mutations, the last whose effect is in the state at `seq`. */
export async function lastMutationIdAt(tx: TenantTransaction, clientId: string, seq: number, last: number): Promise<number> {
  const first = await tx.db
    .selectFrom("client_push")
    .select("before_mutation_id")
    .where("tenant_id", "=", tx.scope.tenantId)
    .where("client_id", "=", clientId)
    .where("seq", ">", seq)
    .orderBy("last_mutation_id")
    .limit(1)
    .executeTakeFirst();
  return first?.before_mutation_id ?? last;
}

export interface Refusal {
  readonly mutationId: number;
  readonly code: string;
  readonly message: string;
  readonly id: string;
}

/** In the same transaction as the effects: the acknowledgement and what it acknowledges are stored together or not at all. */
export async function advanceClient(
  tx: TenantTransaction,
  clientId: string,
  step: {
    readonly before: number;
    readonly last: number;
    readonly seq: number;
    readonly nowMs: number;
    /** First mutation of the request: the laptop has stored what was said of the ones before it. */
    readonly firstId: number;
    readonly refusals: readonly Refusal[];
  },
): Promise<void> {
  const { db, scope } = tx;
  const key = { tenant_id: scope.tenantId, client_id: clientId };
  await db
    .updateTable("client")
    .set({ last_mutation_id: step.last, seen_at: new Date(step.nowMs) })
    .where("tenant_id", "=", scope.tenantId)
    .where("client_id", "=", clientId)
    .execute();
  await db
    .insertInto("client_push")
    .values({ ...key, last_mutation_id: step.last, before_mutation_id: step.before, seq: step.seq })
    .execute();
  if (step.refusals.length > 0) {
    await db
      .insertInto("mutation_refusal")
      .values(step.refusals.map(({ mutationId, ...refusal }) => ({ ...key, mutation_id: mutationId, ...refusal })))
      .execute();
  }
  // Now and then, not at every push.
  if (Math.floor(step.last / 100) === Math.floor(step.before / 100)) return;
  await db
    .deleteFrom("client_push")
    .where("tenant_id", "=", scope.tenantId)
    .where("client_id", "=", clientId)
    .where("last_mutation_id", "<=", (eb) =>
      eb
        .selectFrom("client_push as kept")
        .select("kept.last_mutation_id")
        .where("kept.tenant_id", "=", scope.tenantId)
        .where("kept.client_id", "=", clientId)
        .orderBy("kept.last_mutation_id", "desc")
        .offset(keptPushes)
        .limit(1),
    )
    .execute();
  await db
    .deleteFrom("mutation_refusal")
    .where("tenant_id", "=", scope.tenantId)
    .where("client_id", "=", clientId)
    .where("mutation_id", "<", step.firstId)
    .execute();
}

export async function refusalsOf(
  tx: TenantTransaction,
  clientId: string,
  mutationIds: readonly number[],
): Promise<ReadonlyMap<number, Refusal>> {
  if (mutationIds.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom("mutation_refusal")
    .select(["mutation_id", "code", "message", "id"])
    .where("tenant_id", "=", tx.scope.tenantId)
    .where("client_id", "=", clientId)
    .where("mutation_id", "in", mutationIds)
    .execute();
  return new Map(rows.map(({ mutation_id: mutationId, ...row }) => [mutationId, { mutationId, ...row }]));
}
