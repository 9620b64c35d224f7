import { setTimeout as sleep } from "node:timers/promises";
import { addConnector } from "../../backend/connect/connector-admin.ts";
import { findConnector, type StoredConnector } from "../../backend/connect/connector-store.ts";
import { runConnector, type RunPorts, systemRunPorts } from "../../backend/connect/run-connector.ts";
import { createSecretSealer } from "../../backend/connect/secret-sealer.ts";
import { type Database, serviceScope } from "../../backend/storage/database.ts";
import { hourMs, hoursInMonth, monthStartMs } from "../../shared/domain/metrics/series.ts";
import { unpackValues } from "../../shared/sync/chunks.ts";
import type { ConnectorReport } from "../../shared/sync/connectors.ts";
import { tenant, testClock } from "./backend.ts";

export const testSealer = createSecretSealer(Buffer.alloc(32, 7));
const scope = serviceScope(tenant, "connector");

export function runPorts(db: Database, more: Partial<RunPorts> = {}): RunPorts {
  return {
    ...systemRunPorts(),
    db,
    clock: testClock,
    sealer: testSealer,
    environment: {},
    pause: () => sleep(0),
    every: () => () => undefined,
    signal: new AbortController().signal,
    ...more,
  };
}

export async function addTestConnector(db: Database, name: string, config: unknown, secret: string | null = null): Promise<string | null> {
  const made = await addConnector({ db, sealer: testSealer, nowMs: testClock.now() }, scope, name, { config, secret, bounds: null });
  if (!made.ok) throw new Error(made.error.message);
  return made.value.webhookSecret;
}

export async function storedConnector(db: Database, name: string): Promise<StoredConnector> {
  const stored = await findConnector(db, scope, name);
  if (stored === null) throw new Error(`no connector ${name}`);
  return stored;
}

/** Runs a connector as it is stored now. */
export async function runOnce(db: Database, name: string, more: Partial<RunPorts> = {}): Promise<ConnectorReport> {
  const report = await runConnector(runPorts(db, more), scope, await storedConnector(db, name));
  if (report === null) throw new Error("the run was not made");
  return report;
}

/** Begins anew: no connector, no hour. */
export async function forgetConnectors(db: Database): Promise<void> {
  await db.withTenant(scope, async ({ db: tx }) => {
    for (const table of ["connector", "connector_file", "connector_delivery", "metric_chunk"] as const)
      await tx.deleteFrom(table).where("tenant_id", "=", tenant).execute();
  });
}

/** Every hour that is stored: `account metric region carrier`, then hour and figure. */
export async function storedHours(db: Database): Promise<Readonly<Record<string, Readonly<Record<string, number>>>>> {
  const rows = await db.withTenant(scope, ({ db: tx }) =>
    tx
      .selectFrom("metric_chunk")
      .selectAll()
      .where("tenant_id", "=", tenant)
      .orderBy("account_id")
      .orderBy("metric")
      .orderBy("region")
      .execute(),
  );
  const series: Record<string, Record<string, number>> = {};
  for (const row of rows) {
    const key = [row.account_id, row.metric, row.region, row.carrier].filter((part) => part !== "").join(" ");
    const hours = (series[key] ??= {});
    unpackValues(row.encoding, row.bytes, hoursInMonth(row.month)).forEach((value, hour) => {
      if (!Number.isNaN(value)) hours[new Date(monthStartMs(row.month) + hour * hourMs).toISOString().slice(0, 13)] = value;
    });
  }
  return series;
}
