import { sql } from "kysely";
import type { JsonObject } from "../../shared/kernel/json.ts";
import {
  connectorReport,
  type ConnectorKind,
  type ConnectorReport,
  type ConnectorStatus,
  rowCounts,
  type RowCounts,
} from "../../shared/sync/connectors.ts";
import type { Database, TenantScope, TenantTransaction } from "../storage/database.ts";
import { jsonForStorage } from "../storage/json-text.ts";
import { addCounts, noCounts } from "./run-tally.ts";

/** A run keeps a connector to itself for so long after each sign of life; then another backend may take over. */
const leaseMs = 60_000;

/** Another run has the connector now: what this one still had to write must not be written. */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost";
}

/** A connector as it is stored. */
export interface StoredConnector {
  readonly name: string;
  readonly kind: ConnectorKind;
  readonly config: JsonObject;
  readonly secrets: string | null;
  readonly paused: boolean;
  readonly progress: JsonObject;
  readonly dataUpTo: Date | null;
  readonly nextRunAt: Date | null;
  readonly runAskedAt: Date | null;
  readonly lastGoodAt: Date | null;
  readonly leaseUntil: Date | null;
  readonly report: ConnectorReport | null;
  readonly total: RowCounts;
}

const columns = [
  "name",
  "kind",
  "config",
  "secrets",
  "paused",
  "progress",
  "data_up_to",
  "next_run_at",
  "run_asked_at",
  "last_good_at",
  "lease_until",
  "report",
  "total",
] as const;

async function rowsOf({ db, scope }: TenantTransaction, name: string | null): Promise<readonly StoredConnector[]> {
  const all = db.selectFrom("connector").select(columns).where("tenant_id", "=", scope.tenantId).orderBy("name");
  const rows = await (name === null ? all : all.where("name", "=", name)).execute();
  return rows.map((row) => ({
    name: row.name,
    kind: row.kind as ConnectorKind,
    config: row.config,
    secrets: row.secrets,
    paused: row.paused,
    progress: row.progress,
    dataUpTo: row.data_up_to,
    nextRunAt: row.next_run_at,
    runAskedAt: row.run_asked_at,
    lastGoodAt: row.last_good_at,
    leaseUntil: row.lease_until,
    report: connectorReport.safeParse(row.report).data ?? null,
    total: rowCounts.safeParse(row.total).data ?? noCounts,
  }));
}

export function listConnectors(db: Database, scope: TenantScope): Promise<readonly StoredConnector[]> {
  return db.withTenant(scope, (tx) => rowsOf(tx, null), { snapshot: true });
}

export async function findConnector(db: Database, scope: TenantScope, name: string): Promise<StoredConnector | null> {
  return (await db.withTenant(scope, (tx) => rowsOf(tx, name), { snapshot: true }))[0] ?? null;
}

export interface NewConnector {
  readonly name: string;
  readonly kind: ConnectorKind;
  readonly config: object;
  /** null keeps the ones that are stored. */
  readonly secrets: string | null;
}

/** Makes a connector, or gives one another configuration: it then goes on where it stood. A run under way loses its lease. */
export async function putConnector(
  db: Database,
  scope: TenantScope,
  { name, kind, config, secrets }: NewConnector,
  nowMs: number,
): Promise<void> {
  const now = new Date(nowMs);
  const json = jsonForStorage(config);
  await db.withTenant(scope, ({ db: tx }) =>
    tx
      .insertInto("connector")
      .values({ tenant_id: scope.tenantId, name, kind, config: json, secrets, created_at: now, created_by: scope.userId, next_run_at: now })
      .onConflict((conflict) =>
        conflict.columns(["tenant_id", "name"]).doUpdateSet({
          kind,
          config: json,
          ...(secrets === null ? {} : { secrets }),
          next_run_at: now,
          lease_by: null,
          lease_until: null,
        }),
      )
      .execute(),
  );
}

export async function keepSecrets(db: Database, scope: TenantScope, name: string, secrets: string): Promise<void> {
  await db.withTenant(scope, ({ db: tx }) =>
    tx.updateTable("connector").set({ secrets }).where("tenant_id", "=", scope.tenantId).where("name", "=", name).execute(),
  );
}

/** Answers whether there was one. What it brought stays. */
export async function removeConnector(db: Database, scope: TenantScope, name: string): Promise<boolean> {
  return db.withTenant(scope, async ({ db: tx }) => {
    for (const table of ["connector_file", "connector_delivery"] as const)
      await tx.deleteFrom(table).where("tenant_id", "=", scope.tenantId).where("connector", "=", name).execute();
    const { numDeletedRows } = await tx
      .deleteFrom("connector")
      .where("tenant_id", "=", scope.tenantId)
      .where("name", "=", name)
      .executeTakeFirstOrThrow();
    return numDeletedRows > 0n;
  });
}

/** Answers whether there is one. */
export async function changeConnector(
  db: Database,
  scope: TenantScope,
  name: string,
  change: { readonly paused: boolean } | { readonly runAskedMs: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db.withTenant(scope, ({ db: tx }) =>
    tx
      .updateTable("connector")
      .set("paused" in change ? { paused: change.paused } : { run_asked_at: new Date(change.runAskedMs) })
      .where("tenant_id", "=", scope.tenantId)
      .where("name", "=", name)
      .executeTakeFirstOrThrow(),
  );
  return numUpdatedRows > 0n;
}

/** Those that a run is due of, and that no run has to itself. */
export async function dueConnectors(db: Database, scope: TenantScope, nowMs: number): Promise<readonly StoredConnector[]> {
  const stored = await listConnectors(db, scope);
  return stored.filter(
    ({ paused, nextRunAt, runAskedAt, leaseUntil }) =>
      isFree(leaseUntil, nowMs) && (runAskedAt !== null || (!paused && (nextRunAt === null || nextRunAt.getTime() <= nowMs))),
  );
}

/** A lease that reaches further than one can was written by a clock that has been set back since. */
function isFree(leaseUntil: Date | null, nowMs: number): boolean {
  return leaseUntil === null || leaseUntil.getTime() <= nowMs || leaseUntil.getTime() > nowMs + 2 * leaseMs;
}

/** The right to run one connector. Every write through it fails with LeaseLost once another run has taken over. */
export interface Lease {
  /** Says that the run lives, and where the next one goes on. */
  advance(progress: JsonObject, dataUpToMs: number | null): Promise<void>;
  /** Says that the run lives. */
  live(): Promise<void>;
  /** Writes what was done, and gives the lease back. */
  end(report: ConnectorReport, nextRunMs: number): Promise<void>;
  /** Gives it back as if there had been no run. */
  release(): Promise<void>;
}

/** null = another run has it. */
export async function takeLease(db: Database, scope: TenantScope, name: string, owner: string, nowMs: () => number): Promise<Lease | null> {
  const until = (): Date => new Date(nowMs() + leaseMs);
  const taken = await db.withTenant(scope, async (tx) => {
    const found = await tx.db
      .selectFrom("connector")
      .select("lease_until")
      .where("tenant_id", "=", scope.tenantId)
      .where("name", "=", name)
      .forUpdate()
      .executeTakeFirst();
    if (found === undefined || !isFree(found.lease_until, nowMs())) return false;
    await tx.db
      .updateTable("connector")
      .set({ lease_by: owner, lease_until: until(), run_asked_at: null })
      .where("tenant_id", "=", scope.tenantId)
      .where("name", "=", name)
      .execute();
    return true;
  });
  if (!taken) return null;

  const write = async (set: Readonly<Record<string, unknown>>): Promise<void> => {
    const { numUpdatedRows } = await db.withTenant(scope, ({ db: tx }) =>
      tx
        .updateTable("connector")
        .set(set)
        .where("tenant_id", "=", scope.tenantId)
        .where("name", "=", name)
        .where("lease_by", "=", owner)
        .executeTakeFirstOrThrow(),
    );
    if (numUpdatedRows === 0n) throw new LeaseLost(name);
  };
  return {
    advance: (progress, dataUpToMs) =>
      write({
        progress: jsonForStorage(progress),
        lease_until: until(),
        // Never back: what is asked for again is older.
        ...(dataUpToMs === null ? {} : { data_up_to: sql`greatest(data_up_to, ${new Date(dataUpToMs)}::timestamptz)` }),
      }),
    live: () => write({ lease_until: until() }),
    end: async (report, nextRunMs) => {
      const before = await findConnector(db, scope, name);
      await write({
        report: JSON.stringify(report),
        total: JSON.stringify(addCounts(before?.total ?? noCounts, report.rows)),
        next_run_at: new Date(nextRunMs),
        lease_by: null,
        lease_until: null,
        ...(report.fault === null ? { last_good_at: new Date(report.endedAt) } : {}),
      });
    },
    release: () => write({ lease_by: null, lease_until: null }),
  };
}

/** The store has one owner, who has just come: whoever had a lease is gone. */
export async function freeLeases(db: Database, scope: TenantScope): Promise<void> {
  await db.withTenant(scope, ({ db: tx }) =>
    tx.updateTable("connector").set({ lease_by: null, lease_until: null }).where("tenant_id", "=", scope.tenantId).execute(),
  );
}

function sourceOf(tenantId: string, { name, config }: StoredConnector): string {
  if (typeof config["url"] === "string") return config["url"];
  return typeof config["folder"] === "string" ? config["folder"] : `/v1/ingest/webhooks/${tenantId}~${name}`;
}

/** What is told of a connector; no secret is among it. */
export function statusOf(tenantId: string, stored: StoredConnector, nowMs: number): ConnectorStatus {
  const { name, kind, paused, report, dataUpTo, nextRunAt, runAskedAt, leaseUntil, lastGoodAt, total } = stored;
  return {
    name,
    kind,
    source: sourceOf(tenantId, stored),
    state: stateOf(),
    dataUpTo: dataUpTo?.toISOString() ?? null,
    nextRunAt: paused ? null : (nextRunAt?.toISOString() ?? null),
    runAsked: runAskedAt !== null,
    lastGoodAt: lastGoodAt?.toISOString() ?? null,
    last: report,
    total,
  };

  function stateOf(): ConnectorStatus["state"] {
    if (!isFree(leaseUntil, nowMs)) return "running";
    if (paused) return "paused";
    if (report === null) return "new";
    if (report.fault !== null) return "failing";
    return report.notes.length > 0 || report.rows.dropped > 0 ? "attention" : "ok";
  }
}
