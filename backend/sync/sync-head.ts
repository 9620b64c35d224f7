import type { TenantTransaction } from "../storage/database.ts";

export interface SyncHead {
  readonly epoch: string;
  readonly seq: number;
  readonly floor: number;
  readonly chunkSeq: number;
  readonly pageBuild: number;
}

export async function readHead({ db, scope }: TenantTransaction): Promise<SyncHead> {
  const row = await db
    .selectFrom("sync_head")
    .select(["epoch", "seq", "floor", "chunk_seq", "page_build"])
    .where("tenant_id", "=", scope.tenantId)
    .executeTakeFirstOrThrow();
  return { epoch: row.epoch, seq: row.seq, floor: row.floor, chunkSeq: row.chunk_seq, pageBuild: row.page_build };
}
