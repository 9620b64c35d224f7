import { sql } from "kysely";
import type { Database, TenantScope } from "../../storage/database.ts";

/** For so long a message is known by its id: senders try again for some days at most. */
export const rememberedMs = 14 * 86_400_000;

export interface Delivery {
  readonly messageId: string;
  readonly receivedAt: Date;
  readonly body: Uint8Array;
  readonly attempts: number;
}

/** What became of a delivery that was signed. `full`: as many wait as may. */
export type Acceptance = "accepted" | "repeated" | "full";

/** Puts a delivery into the queue: `accepted` means that it is in the database. */
export function acceptDelivery(
  db: Database,
  scope: TenantScope,
  connector: string,
  {
    messageId,
    body,
    nowMs,
    most,
  }: { readonly messageId: string; readonly body: Uint8Array; readonly nowMs: number; readonly most: number },
): Promise<Acceptance> {
  return db.withTenant(scope, async ({ db: tx }) => {
    const { tenantId } = scope;
    const known = await tx
      .selectFrom("connector_delivery")
      .select("message_id")
      .where("tenant_id", "=", tenantId)
      .where("connector", "=", connector)
      .where("message_id", "=", messageId)
      .executeTakeFirst();
    if (known !== undefined) return "repeated";
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from (select 1 from connector_delivery
        where tenant_id = ${tenantId} and connector = ${connector} and settled_at is null limit ${most}) waiting`.execute(tx);
    if ((rows[0]?.n ?? 0) >= most) return "full";
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto("connector_delivery")
      .values({ tenant_id: tenantId, connector, message_id: messageId, received_at: new Date(nowMs), body, bytes: body.byteLength })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    // Not when the next run is due: a run that ends just now would put it off again.
    await tx
      .updateTable("connector")
      .set({ run_asked_at: new Date(nowMs) })
      .where("tenant_id", "=", tenantId)
      .where("name", "=", connector)
      .where("run_asked_at", "is", null)
      .where("paused", "=", false)
      .execute();
    return numInsertedOrUpdatedRows === 0n ? "repeated" : "accepted";
  });
}

/** The first of those that wait, by when they came, up to so many bytes. */
export async function waitingDeliveries(
  db: Database,
  scope: TenantScope,
  connector: string,
  { rows: most, bytes }: { readonly rows: number; readonly bytes: number },
): Promise<{ readonly deliveries: readonly Delivery[]; readonly waiting: number }> {
  return db.withTenant(
    scope,
    async ({ db: tx }) => {
      const waiting = tx
        .selectFrom("connector_delivery")
        .where("tenant_id", "=", scope.tenantId)
        .where("connector", "=", connector)
        .where("settled_at", "is", null);
      const { n } = await waiting.select((eb) => eb.fn.countAll<number>().as("n")).executeTakeFirstOrThrow();
      const sizes = await waiting.select(["message_id", "bytes"]).orderBy("received_at").orderBy("message_id").limit(most).execute();
      let sum = 0;
      const ids = sizes.filter(({ bytes: size }, i) => (sum += size) <= bytes || i === 0).map(({ message_id: id }) => id);
      if (ids.length === 0) return { deliveries: [], waiting: n };
      const found = await waiting
        .select(["message_id", "received_at", "body", "attempts"])
        .where("message_id", "in", ids)
        .orderBy("received_at")
        .orderBy("message_id")
        .execute();
      const deliveries = found.map((row) => ({
        messageId: row.message_id,
        receivedAt: row.received_at,
        body: row.body ?? new Uint8Array(),
        attempts: row.attempts,
      }));
      return { deliveries, waiting: n };
    },
    { snapshot: true },
  );
}

/** They are done with: their bodies go, their ids stay. */
export async function settleDeliveries(
  db: Database,
  scope: TenantScope,
  connector: string,
  ids: readonly string[],
  nowMs: number,
): Promise<void> {
  if (ids.length === 0) return;
  await db.withTenant(scope, async ({ db: tx }) => {
    await tx
      .updateTable("connector_delivery")
      .set({ settled_at: new Date(nowMs), body: null })
      .where("tenant_id", "=", scope.tenantId)
      .where("connector", "=", connector)
      .where("message_id", "in", [...ids])
      .execute();
    await tx
      .deleteFrom("connector_delivery")
      .where("tenant_id", "=", scope.tenantId)
      .where("connector", "=", connector)
      .where("settled_at", "<", new Date(nowMs - rememberedMs))
      .execute();
  });
}

/** Counts a try that ended in a fault of this program; answers nothing. */
export async function countAttempt(db: Database, scope: TenantScope, connector: string, messageId: string): Promise<void> {
  await db.withTenant(scope, ({ db: tx }) =>
    tx
      .updateTable("connector_delivery")
      .set((eb) => ({ attempts: eb("attempts", "+", 1) }))
      .where("tenant_id", "=", scope.tenantId)
      .where("connector", "=", connector)
      .where("message_id", "=", messageId)
      .execute(),
  );
}
