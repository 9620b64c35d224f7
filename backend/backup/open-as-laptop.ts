import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { kindNames } from "../../shared/domain/kinds.ts";
import type { Clock } from "../../shared/kernel/clock.ts";
import { PageReader } from "../../shared/sync/columnar.ts";
import { DigestSum, driftedKinds } from "../../shared/sync/digest.ts";
import { digestAnswer, hello, type KindDigest, pullAnswer, snapshotMeta } from "../../shared/sync/protocol.ts";
import { createServer } from "../server/create-server.ts";
import { type Database, serviceScope } from "../storage/database.ts";

/** Who sees the most of a company; null = it has no users. */
async function widestUser(db: Database, tenantId: string): Promise<string | null> {
  const { rows } = await db.withTenant(
    serviceScope(tenantId, "headroom"),
    (tx) =>
      sql<{ user_id: string }>`
        select user_id from app_user where tenant_id = ${tenantId} and disabled_at is null
        order by array_position(array['admin', 'lead', 'support', 'viewer', 'csm'], role), user_id limit 1`.execute(tx.db),
    { snapshot: true },
  );
  return rows[0]?.user_id ?? null;
}

/**
 * Opens the database as a laptop with nothing on it does, one company after the other: sign-in, first copy of every kind, the changes since, and
 * the digest of what it then holds against the backend's own. Answers what does not hold, a line each, and how many records came.
 */
export async function openAsLaptop(
  db: Database,
  clock: Clock,
  tenantIds: readonly string[],
): Promise<{ readonly records: number; readonly faults: readonly string[] }> {
  const faults: string[] = [];
  let records = 0;
  for (const tenantId of tenantIds) {
    const userId = await widestUser(db, tenantId);
    // A company without users has no laptops either.
    if (userId === null) continue;
    const token = randomBytes(32).toString("base64url");
    const server = await createServer({
      db,
      clock,
      random: Math.random,
      fixedTokens: [{ token, scope: { tenantId, userId } }],
      limits: { rate: null },
    });
    const ask = async (path: string): Promise<Buffer> => {
      const answer = await server.app.inject({ method: "GET", url: `/v1/sync/${path}`, headers: { authorization: `Bearer ${token}` } });
      if (answer.statusCode !== 200) throw new Error(`${path.split("?")[0]} was answered ${answer.statusCode}`);
      return answer.rawPayload;
    };
    try {
      const clientId = "restore-drill";
      const { epoch, head, scopeVersion } = hello.parse(JSON.parse((await ask(`hello?clientId=${clientId}`)).toString()));
      await server.pages.refresh(tenantId);
      const cursor = `clientId=${clientId}&epoch=${epoch}&seq=${head}&scopeVersion=${scopeVersion}`;
      const mine: Record<string, KindDigest> = {};
      for (const kind of kindNames) {
        const sum = new DigestSum();
        for (let after: string | null = ""; after !== null;) {
          const page = new PageReader(new Uint8Array(await ask(`snapshot?kind=${kind}&after=${encodeURIComponent(after)}`)));
          for (let row = 0; row < page.rows; row += 1) sum.add(Number(page.doc(row)["rev"]));
          records += page.rows;
          after = snapshotMeta.parse(page.meta).next;
        }
        mine[kind] = sum.value;
      }
      const pulled = pullAnswer.parse(JSON.parse((await ask(`pull?${cursor}`)).toString()));
      if (pulled.status !== "changes") faults.push(`company ${tenantId}: the first pull asks for another snapshot (${pulled.reason})`);
      const theirs = digestAnswer.parse(JSON.parse((await ask(`digest?${cursor}`)).toString()));
      if (theirs.status !== "digest") faults.push(`company ${tenantId}: the digest asks for another snapshot`);
      else
        for (const kind of driftedKinds(mine, theirs.kinds))
          faults.push(`company ${tenantId}: a laptop's ${kind} differ from the backend's`);
    } catch (error) {
      faults.push(`company ${tenantId}: a laptop cannot open it: ${error instanceof Error ? error.message : "unknown error"}`);
    } finally {
      await server.close();
    }
  }
  return { records, faults };
}
