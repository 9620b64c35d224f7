import { readFile } from "node:fs/promises";
import { hostname } from "node:os";
import type { Clock } from "../../shared/kernel/clock.ts";
import { assertNever } from "../../shared/kernel/assert-never.ts";
import type { ConnectorFaultCode, ConnectorReport } from "../../shared/sync/connectors.ts";
import type { Database, TenantScope } from "../storage/database.ts";
import { createImportStore } from "../storage/sql-import-store.ts";
import { isDiskFull, StorageError } from "../storage/storage-error.ts";
import { checkConnector, type ConnectorConfig, type PrometheusConfig, type SecretSource } from "./connector-config.ts";
import type { ConnectorRun, RunOutcome } from "./connector-run.ts";
import { type Lease, LeaseLost, type StoredConnector, takeLease } from "./connector-store.ts";
import { runFolder } from "./folder/run-folder.ts";
import { type FolderDisk, systemDisk } from "./folder/folder-disk.ts";
import { runPrometheus } from "./prometheus/run-prometheus.ts";
import { RunTally } from "./run-tally.ts";
import { SealError, type SecretSealer } from "./secret-sealer.ts";
import { SourceFault } from "./source-fault.ts";
import { runWebhook } from "./webhook/run-webhook.ts";

/** What runs of a backend have in common. */
export interface RunPorts {
  readonly db: Database;
  readonly clock: Clock;
  /** null = this backend has no key. */
  readonly sealer: SecretSealer | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly fetch: typeof fetch;
  /** Largest answer that is held to be parsed. */
  readonly answerBytes: number;
  readonly disk: FolderDisk;
  /** Names a run among those of all backends. */
  readonly newOwner: () => string;
  readonly ran: () => number;
  readonly pause: (ms: number) => Promise<void>;
  /** Calls until it is called off. */
  readonly every: (ms: number, call: () => void) => () => void;
  /** The server ends. */
  readonly signal: AbortSignal;
}

/** What a backend's runs need that does not depend on it. */
export function systemRunPorts(): Pick<RunPorts, "fetch" | "answerBytes" | "disk" | "newOwner" | "ran" | "every"> {
  return {
    fetch,
    answerBytes: 32 * 1_048_576,
    disk: systemDisk,
    newOwner: () => crypto.randomUUID(),
    ran: () => performance.now(),
    every: (ms, call) => {
      const timer = setInterval(call, ms);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
}

const signOfLifeMs = 15_000;
const firstRetryMs = 15_000;
const longestRetryMs = 1_800_000;
const longestAskedMs = 3_600_000;

/** The row that secrets are sealed for. */
export function sealedPlace(tenantId: string, name: string): string {
  return `connector ${tenantId} ${name}`;
}

/** The sealed secrets of a connector. Throws SourceFault. */
function sealedSecrets(ports: RunPorts, scope: TenantScope, { name, secrets }: StoredConnector): readonly string[] {
  if (secrets === null) throw new SourceFault("no-secret", "none is stored");
  if (ports.sealer === null) throw new SourceFault("no-secret", "this backend has no HEADROOM_SECRET_KEY");
  try {
    return ports.sealer.open(secrets, sealedPlace(scope.tenantId, name));
  } catch (error) {
    if (error instanceof SealError) throw new SourceFault("no-secret", error.message);
    throw error;
  }
}

async function secretOf(source: SecretSource, ports: RunPorts, scope: TenantScope, stored: StoredConnector): Promise<string> {
  let value: string | undefined;
  if (source.from === "sealed") value = sealedSecrets(ports, scope, stored)[0];
  else if (source.from === "env") value = ports.environment[source.name];
  else value = await readFile(source.path, "utf8").catch(() => undefined);
  const secret = value?.trim() ?? "";
  if (secret === "") throw new SourceFault("no-secret", source.from === "env" ? source.name : source.from);
  return secret;
}

async function authorizationOf(
  { auth }: PrometheusConfig,
  ports: RunPorts,
  scope: TenantScope,
  stored: StoredConnector,
): Promise<string | null> {
  switch (auth.type) {
    case "none":
      return null;
    case "basic":
      return `Basic ${Buffer.from(`${auth.user}:${await secretOf(auth.password, ports, scope, stored)}`).toString("base64")}`;
    case "bearer":
      return `Bearer ${await secretOf(auth.token, ports, scope, stored)}`;
  }
}

function run(config: ConnectorConfig, stored: StoredConnector, work: ConnectorRun, ports: RunPorts): Promise<RunOutcome> {
  switch (config.kind) {
    case "prometheus":
      return runPrometheus(config, work, {
        fetch: ports.fetch,
        authorization: () => authorizationOf(config, ports, work.scope, stored),
        answerBytes: ports.answerBytes,
      });
    case "folder":
      return runFolder(config, work, ports.disk);
    case "webhook":
      return runWebhook(config, work);
    default:
      return assertNever(config);
  }
}

interface Ended {
  readonly code: ConnectorFaultCode;
  readonly detail: string;
  readonly retryAfterMs: number | null;
}

/** Texts of a database or a bug may quote a customer: only their kind is told. */
function endedBy(error: unknown): Ended {
  if (error instanceof SourceFault) return { code: error.code, detail: error.message, retryAfterMs: error.retryAfterMs };
  if (isDiskFull(error)) return { code: "disk-full", detail: "", retryAfterMs: null };
  if (error instanceof StorageError)
    return { code: error.code === "disk-full" ? "disk-full" : "store-unavailable", detail: error.code, retryAfterMs: null };
  return { code: "internal", detail: error instanceof Error ? error.name : "unknown", retryAfterMs: null };
}

/** Whether it is for this machine to run. */
export function isOwn({ config }: StoredConnector): boolean {
  return typeof config["host"] !== "string" || config["host"] === hostname();
}

/** Runs a connector once. null = nothing was done: another run has it, or the server ends. */
export async function runConnector(ports: RunPorts, scope: TenantScope, stored: StoredConnector): Promise<ConnectorReport | null> {
  const { db, clock } = ports;
  const lease = await takeLease(db, scope, stored.name, ports.newOwner(), () => clock.now());
  if (lease === null) return null;
  const lost = new AbortController();
  const signal = AbortSignal.any([ports.signal, lost.signal]);
  const beat = ports.every(signOfLifeMs, () => {
    lease.live().catch((error: unknown) => {
      if (error instanceof LeaseLost) lost.abort(error);
    });
  });
  try {
    return await runLeased(ports, scope, stored, lease, signal);
  } catch (error) {
    if (error instanceof LeaseLost) return null;
    throw error;
  } finally {
    beat();
  }
}

async function runLeased(
  ports: RunPorts,
  scope: TenantScope,
  stored: StoredConnector,
  lease: Lease,
  signal: AbortSignal,
): Promise<ConnectorReport | null> {
  const { db, clock } = ports;
  const tally = new RunTally();
  const startedAt = new Date(clock.now()).toISOString();
  let outcome: RunOutcome = { backlog: 0, pressure: "none", againMs: 0 };
  let fault: Ended | null = null;
  try {
    const config = checkConnector(stored.config);
    if (!config.ok) throw new SourceFault("internal", config.error.message);
    const work: ConnectorRun = {
      db,
      scope,
      name: stored.name,
      store: createImportStore(db, scope, clock),
      clock,
      tally,
      progress: stored.progress,
      advance: (progress, dataUpToMs) => lease.advance(progress, dataUpToMs),
      ran: ports.ran,
      pause: ports.pause,
      signal,
    };
    outcome = await run(config.value, stored, work, ports);
  } catch (error) {
    if (error instanceof LeaseLost) throw error;
    if (signal.aborted) {
      await lease.release();
      return null;
    }
    fault = endedBy(error);
  }
  const failures = fault === null ? 0 : (stored.report?.fault?.failures ?? 0) + 1;
  const report: ConnectorReport = {
    startedAt,
    endedAt: new Date(clock.now()).toISOString(),
    rows: tally.rows,
    faults: [...tally.faults],
    notes: [...tally.notes],
    fault: fault === null ? null : { code: fault.code, detail: fault.detail.slice(0, 600), failures },
    backlog: Math.round(outcome.backlog),
    pressure: outcome.pressure,
  };
  const retryMs = Math.max(
    Math.min(firstRetryMs * 2 ** (failures - 1), longestRetryMs),
    Math.min(fault?.retryAfterMs ?? 0, longestAskedMs),
  );
  await lease.end(report, clock.now() + (fault === null ? outcome.againMs : retryMs));
  return report;
}
