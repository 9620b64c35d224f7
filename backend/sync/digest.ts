import { sql } from "kysely";
import { kindNames } from "../../shared/domain/kinds.ts";
import { digestModulus, mixModuli } from "../../shared/sync/digest.ts";
import type { DigestAnswer, KindDigest } from "../../shared/sync/protocol.ts";
import { loadPrincipal, recordInScope } from "../auth/principal.ts";
import type { Database, TenantScope } from "../storage/database.ts";
import { lastMutationId } from "./clients.ts";
import { readHead } from "./sync-head.ts";

export interface DigestCursor {
  readonly clientId: string;
  readonly epoch: string;
  readonly seq: number;
  readonly scopeVersion: number;
}

/** Digest of what the user sees, if the backend still stands where the laptop does. One walk over the tenant's records, without reading them. */
export function digest(db: Database, scope: TenantScope, cursor: DigestCursor): Promise<DigestAnswer> {
  return db.withTenant(
    scope,
    async (tx): Promise<DigestAnswer> => {
      const principal = await loadPrincipal(tx);
      // Refuses another user's client, and tells one that is to be wiped.
      await lastMutationId(tx, cursor.clientId);
      const head = await readHead(tx);
      const same = head.epoch === cursor.epoch && head.seq === cursor.seq && principal.scopeVersion === cursor.scopeVersion;
      if (!same) return { status: "moved" };
      const { rows } = await sql<KindDigest & { readonly kind: string }>`
        select r.kind, count(*) as rows, (sum(r.rev) % ${digestModulus}::bigint)::bigint as sum,
          (sum((r.rev % ${mixModuli[0]}::bigint) * (r.rev % ${mixModuli[1]}::bigint)) % ${digestModulus}::bigint)::bigint as mix
        from record r where r.tenant_id = ${scope.tenantId} and not r.deleted and ${recordInScope(principal, "r")}
        group by r.kind`.execute(tx.db);
      const none: KindDigest = { rows: 0, sum: 0, mix: 0 };
      const found = new Map(rows.map(({ kind, ...sums }) => [kind, sums]));
      // A kind without records is told too: else a laptop could not tell it from one that this backend does not know.
      return { status: "digest", kinds: Object.fromEntries(kindNames.map((kind) => [kind, found.get(kind) ?? none])) };
    },
    { snapshot: true },
  );
}
