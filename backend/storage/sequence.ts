import { sql } from "kysely";
import type { TenantTransaction } from "./database.ts";

/**
 * Takes the next `count` sequence numbers of the tenant and answers the first.
 *
 * Why a cursor on these numbers loses nothing: a laptop pulls "everything after n". With a plain database sequence a writer may hold 5 while
 * another commits 6; a laptop that pulls then goes on after 6 and never sees 5. Here the counter is a row: whoever adds to it keeps the row
 * locked until the end of the transaction, so numbers are handed out in the order of the commits, and a rollback gives its numbers back:
 * ascending, without gaps, and never visible before a smaller one.
 *
 * The price is that the writers of one tenant wait for each other from here to the commit. So this comes after everything that reads or
 * decides, right before the writes; and always after the locks on records, taken in the order of their keys, so that two writers cannot each
 * hold what the other waits for.
 */
export async function takeSequence(tx: TenantTransaction, count: number, chunks = false): Promise<number> {
  const { rows } = await sql<{ seq: number }>`
    update sync_head set seq = seq + ${count}::bigint, chunk_seq = case when ${chunks}::boolean then seq + ${count}::bigint else chunk_seq end
    where tenant_id = ${tx.scope.tenantId} returning seq`.execute(tx.db);
  const head = rows[0]?.seq;
  if (head === undefined) throw new Error("the tenant does not exist");
  await tx.announceHead(head);
  return head - count + 1;
}

/** Waits for the tenant's other writers: for work that reads what it will overwrite and has no record rows to lock. */
export async function lockHead(tx: TenantTransaction): Promise<void> {
  await tx.db.selectFrom("sync_head").select("seq").where("tenant_id", "=", tx.scope.tenantId).forUpdate().execute();
}
