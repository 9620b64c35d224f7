import { isAbsolute, relative } from "node:path";
import { err, ok, type Result } from "../../shared/kernel/result.ts";
import type { ConnectorList } from "../../shared/sync/connectors.ts";
import type { Database, TenantScope } from "../storage/database.ts";
import { checkConnector, type ConnectorConfig } from "./connector-config.ts";
import { changeConnector, findConnector, keepSecrets, listConnectors, putConnector, removeConnector, statusOf } from "./connector-store.ts";
import { sealedPlace } from "./run-connector.ts";
import type { SecretSealer } from "./secret-sealer.ts";
import { newWebhookSecret } from "./webhook/signature.ts";

export interface AdminPorts {
  readonly db: Database;
  readonly sealer: SecretSealer | null;
  readonly nowMs: number;
}

/** What an administrator over HTTP may reach, as the operator of the backend says it. An operator at the command line may reach everything. */
export interface AdminBounds {
  /** `host` or `host:port` of sources that may be asked; `*` = all. */
  readonly hosts: readonly string[];
  /** Folder below which folders of connectors lie; null = none may be named. */
  readonly watchRoot: string | null;
}

export interface AdminError {
  readonly code: "bad-config" | "not-allowed" | "no-key" | "no-secret" | "unknown";
  readonly message: string;
}

/** HEADROOM_CONNECTOR_HOSTS (names, separated by commas) and HEADROOM_WATCH_ROOT. */
export function boundsOf(environment: Readonly<Record<string, string | undefined>>): AdminBounds {
  const hosts = (environment["HEADROOM_CONNECTOR_HOSTS"] ?? "").split(",").map((host) => host.trim().toLowerCase());
  return { hosts: hosts.filter((host) => host !== ""), watchRoot: environment["HEADROOM_WATCH_ROOT"] || null };
}

/** Why the configuration reaches beyond the bounds; null = it does not. A tenant's administrator is not the operator of the network. */
function beyond(config: ConnectorConfig, tenantId: string, { hosts, watchRoot }: AdminBounds): string | null {
  switch (config.kind) {
    case "prometheus": {
      const { host, hostname } = new URL(config.url);
      const secret = config.auth.type === "basic" ? config.auth.password : config.auth.type === "bearer" ? config.auth.token : null;
      if (secret !== null && secret.from !== "sealed")
        return "secrets from the environment or files are for headroom connector add at the backend";
      if (hosts.includes("*") || hosts.includes(host.toLowerCase()) || hosts.includes(hostname.toLowerCase())) return null;
      return `${host} is not among HEADROOM_CONNECTOR_HOSTS of the backend`;
    }
    case "folder": {
      if (watchRoot === null) return "the backend names no HEADROOM_WATCH_ROOT";
      const below = relative(`${watchRoot}/${tenantId}`, config.folder);
      return below.startsWith("..") || isAbsolute(below) ? `the folder must lie below ${watchRoot}/${tenantId}` : null;
    }
    case "webhook":
      return null;
  }
}

function needsSealed(config: ConnectorConfig): boolean {
  if (config.kind !== "prometheus") return false;
  const { auth } = config;
  return (auth.type === "basic" && auth.password.from === "sealed") || (auth.type === "bearer" && auth.token.from === "sealed");
}

/**
 * Makes a connector or changes one. `secret` is what its source asks for; a webhook's is made here, and answered this once. `bounds` null = the operator
 * asks.
 */
export async function addConnector(
  { db, sealer, nowMs }: AdminPorts,
  scope: TenantScope,
  name: string,
  given: { readonly config: unknown; readonly secret: string | null; readonly bounds: AdminBounds | null },
): Promise<Result<{ readonly webhookSecret: string | null }, AdminError>> {
  const checked = checkConnector(given.config);
  if (!checked.ok) return checked;
  const config = checked.value;
  const outside = given.bounds === null ? null : beyond(config, scope.tenantId, given.bounds);
  if (outside !== null) return err({ code: "not-allowed", message: outside });
  const before = await findConnector(db, scope, name);
  const kept = before?.kind === config.kind ? before.secrets : null;
  // A secret that stays must not go to an address that it was not given for.
  const movedAway = config.kind === "prometheus" && before !== null && before.config["url"] !== config.url;
  let fresh: string | null = null;
  if (config.kind === "webhook" && kept === null) fresh = newWebhookSecret();
  else if (needsSealed(config)) {
    fresh = given.secret;
    if (fresh === null && (kept === null || movedAway))
      return err({ code: "no-secret", message: "the configuration names a sealed secret: give it" });
  }
  if (fresh !== null && sealer === null)
    return err({
      code: "no-key",
      message: "the backend has no key for secrets: set HEADROOM_SECRET_KEY (openssl rand -base64 32) for every backend",
    });
  const secrets = fresh === null || sealer === null ? null : sealer.seal([fresh], sealedPlace(scope.tenantId, name));
  await putConnector(db, scope, { name, kind: config.kind, config, secrets }, nowMs);
  return ok({ webhookSecret: config.kind === "webhook" ? fresh : null });
}

/** A new secret of a webhook; the one before it is taken until the next change, so that senders have time. */
export async function rotateSecret(
  { db, sealer }: AdminPorts,
  scope: TenantScope,
  name: string,
): Promise<Result<{ readonly webhookSecret: string }, AdminError>> {
  const stored = await findConnector(db, scope, name);
  if (stored === null || stored.kind !== "webhook") return err({ code: "unknown", message: `there is no webhook ${name}` });
  if (sealer === null || stored.secrets === null)
    return err({ code: "no-key", message: "the backend has no key for secrets: set HEADROOM_SECRET_KEY" });
  const place = sealedPlace(scope.tenantId, name);
  const webhookSecret = newWebhookSecret();
  const [newest] = sealer.open(stored.secrets, place);
  await keepSecrets(db, scope, name, sealer.seal([webhookSecret, ...(newest === undefined ? [] : [newest])], place));
  return ok({ webhookSecret });
}

export async function connectorStatuses({ db, nowMs }: AdminPorts, scope: TenantScope): Promise<ConnectorList> {
  const stored = await listConnectors(db, scope);
  return { asOf: new Date(nowMs).toISOString(), connectors: stored.map((one) => statusOf(scope.tenantId, one, nowMs)) };
}

/** Answers whether there is one. */
export function askRun({ db, nowMs }: AdminPorts, scope: TenantScope, name: string): Promise<boolean> {
  return changeConnector(db, scope, name, { runAskedMs: nowMs });
}

/** Answers whether there is one. */
export function pauseConnector({ db }: AdminPorts, scope: TenantScope, name: string, paused: boolean): Promise<boolean> {
  return changeConnector(db, scope, name, { paused });
}

/** Answers whether there was one; what it brought stays. */
export function dropConnector({ db }: AdminPorts, scope: TenantScope, name: string): Promise<boolean> {
  return removeConnector(db, scope, name);
}
