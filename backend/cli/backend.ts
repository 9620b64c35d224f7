import { type Command, InvalidArgumentError, Option } from "commander";
import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { systemClock } from "../../shared/kernel/clock.ts";
import type { DevelopmentSignIn } from "../auth/auth-routes.ts";
import { type OidcSettings, OidcSettingsError, readOidcSettings } from "../auth/oidc-settings.ts";
import type { ServerLog } from "../server/create-server.ts";
import type { MetricsAddress } from "../metrics/metrics-server.ts";
import { openLogFile } from "../server/log-file.ts";
import { isLoopbackHost } from "../server/loopback.ts";
import { localUser } from "../server/local-user.ts";
import { runBackend } from "../server/run-backend.ts";
import { endWhenStalled } from "../server/watchdog.ts";
import { errorCode } from "../storage/storage-error.ts";
import { storeTarget } from "../storage/open-backend-store.ts";
import { defaultTenant, renewEpoch } from "../storage/tenants.ts";
import { createPageBuilder } from "../sync/page-builder.ts";
import { packageVersion } from "./package-version.ts";
import { parseId } from "./parse-id.ts";
import { CommandError, reportFault } from "./report-fault.ts";
import { keepLocalToken, localTokenFile } from "./local-token.ts";

interface BackendOptions {
  readonly data?: string;
  readonly port: number;
  readonly host: string;
  readonly tokenFile?: string;
  readonly restored: boolean;
  readonly tenant: string;
  readonly log: ServerLog["level"];
  readonly logFile?: string;
  readonly trustedProxy?: readonly string[];
  readonly metricsPort?: number;
  readonly metricsHost: string;
  readonly metricsTokenFile?: string;
  readonly devSignIn: boolean;
  readonly oidcIssuer?: string;
  readonly oidcClientId?: string;
  readonly oidcAudience?: string;
  readonly oidcScope?: string;
  readonly oidcTenant?: string;
  readonly oidcTenantClaim?: string;
}

/** Days for which the log is kept, as HEADROOM_LOG_DAYS says it; nothing = the default. */
function logDays(text: string | undefined): { readonly logDays?: number } {
  if (text === undefined || text === "") return {};
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1 || days > 3_650) throw new CommandError("HEADROOM_LOG_DAYS is a whole number from 1 to 3650");
  return { logDays: days };
}

const defaultPort = 4470;
/** Far longer than anything the embedded database is asked to do in one go. */
const stallSeconds = 120;

export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError("a port is a whole number from 0 to 65535.");
  return port;
}

function parseProxy(text: string, before: readonly string[] = []): readonly string[] {
  const [address = "", bits = "0"] = text.split("/");
  if (isIP(address) === 0 || !/^\d{1,3}$/.test(bits)) throw new InvalidArgumentError("an address, or a network like 10.0.0.0/8.");
  return [...before, text];
}

function oidcOf(options: BackendOptions): OidcSettings | null {
  try {
    return readOidcSettings({
      issuer: options.oidcIssuer,
      clientId: options.oidcClientId,
      audience: options.oidcAudience,
      scope: options.oidcScope,
      tenant: options.oidcTenant,
      tenantClaim: options.oidcTenantClaim,
    });
  } catch (error) {
    if (error instanceof OidcSettingsError) throw new CommandError(error.message);
    throw error;
  }
}

/** Without a password there is nothing but the machine's own wall. */
function developmentOf({ devSignIn, host, tenant, trustedProxy }: BackendOptions): DevelopmentSignIn | null {
  if (!devSignIn) return null;
  if (!isLoopbackHost(host)) throw new CommandError("--dev-sign-in lets anybody in without a password: it needs --host 127.0.0.1");
  if (trustedProxy !== undefined) throw new CommandError("--dev-sign-in lets anybody in without a password: not behind a proxy");
  process.stderr.write("headroom: whoever uses this machine may sign in as any user (--dev-sign-in)\n");
  return { tenantId: tenant };
}

function hostText(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

const logFileLimits = { maxBytes: 10_000_000, keep: 10, maxAgeMs: 30 * 86_400_000 };

/** On standard error, where a supervisor takes it, or in a file that rotates. */
function logOf(file: string | undefined): Omit<ServerLog, "level"> {
  if (file === undefined) return { write: (line) => process.stderr.write(line) };
  try {
    return openLogFile({ file, ...logFileLimits, now: () => systemClock.now() });
  } catch (error) {
    throw new CommandError(`cannot write the log to ${file} (${errorCode(error) ?? "unknown"}): choose another place with --log-file`);
  }
}

const leastMetricsToken = 16;

/** The address of the metrics, and the token that a scrape must show: from a file, else from the environment. Beyond loopback there must be one. */
function metricsOf({ metricsPort, metricsHost, metricsTokenFile }: BackendOptions): { readonly metrics?: MetricsAddress } {
  if (metricsPort === undefined) return {};
  let token = process.env["HEADROOM_METRICS_TOKEN"] ?? "";
  if (metricsTokenFile !== undefined) {
    try {
      token = readFileSync(metricsTokenFile, "utf8").trim();
    } catch (error) {
      throw new CommandError(`cannot read ${metricsTokenFile} (${errorCode(error) ?? "unknown"}): name the file of the metrics token`);
    }
  }
  if (token !== "" && token.length < leastMetricsToken)
    throw new CommandError(`the metrics token has fewer than ${leastMetricsToken} characters: take a longer one`);
  if (token === "" && !isLoopbackHost(metricsHost))
    throw new CommandError(`metrics on ${metricsHost} need a token: set HEADROOM_METRICS_TOKEN, or name a file with --metrics-token-file`);
  return { metrics: { host: metricsHost, port: metricsPort, token: token === "" ? null : token } };
}

async function run(options: BackendOptions): Promise<void> {
  const target = storeTarget(options.data, process.env);
  const oidc = oidcOf(options);
  const development = developmentOf(options);
  const embedded = "dataDir" in target;
  let tokenFile: string | null = null;
  const backend = await runBackend({
    target,
    host: options.host,
    port: options.port,
    oidc,
    development,
    ...(options.trustedProxy === undefined ? {} : { trustedProxies: options.trustedProxy }),
    ...logDays(process.env["HEADROOM_LOG_DAYS"]),
    keepScores: process.env["HEADROOM_KEEP_SCORES"] !== "off",
    keepForecasts: process.env["HEADROOM_KEEP_FORECASTS"] !== "off",
    keepSla: process.env["HEADROOM_KEEP_SLA"] !== "off",
    ...metricsOf(options),
    version: packageVersion(),
    runConnectors: process.env["HEADROOM_RUN_CONNECTORS"] !== "off",
    log: { level: options.log, ...logOf(options.logFile) },
    prepare: async (store) => {
      if (options.restored && !(await renewEpoch(store.db, { tenantId: options.tenant, userId: "headroom" }))) {
        throw new CommandError(`there is no company ${options.tenant} in the database: name it with --tenant`);
      }
      if (!embedded) return [];
      const scope = await localUser(store);
      await createPageBuilder(store.db, systemClock).refresh(scope.tenantId);
      // A token in a file is for the person at this machine: a backend that others reach hands out its tokens by hand.
      if (isLoopbackHost(options.host)) {
        tokenFile = options.tokenFile ?? localTokenFile(target.dataDir);
        await keepLocalToken(store.db, scope, tokenFile, systemClock.now());
      }
      return [];
    },
  });
  if (embedded) endWhenStalled(backend.store.db, stallSeconds * 1000);
  const place = embedded ? `data in ${target.dataDir}` : "data in PostgreSQL";
  process.stdout.write(
    `Headroom backend at http://${hostText(options.host)}:${backend.port} (${place}${tokenFile === null ? "" : `, token in ${String(tokenFile)}`})\n`,
  );

  if (backend.metricsPort !== null)
    process.stdout.write(`Metrics at http://${hostText(options.metricsHost)}:${backend.metricsPort}/metrics\n`);

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    backend.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        reportFault(error);
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

/** Also from the environment, as containers are configured. */
const oidcFlags: readonly (readonly [flag: string, variable: string, text: string])[] = [
  ["--oidc-issuer <url>", "HEADROOM_OIDC_ISSUER", "OpenID provider that people sign in at"],
  ["--oidc-client-id <id>", "HEADROOM_OIDC_CLIENT_ID", "public client of the console at the provider"],
  ["--oidc-audience <audience>", "HEADROOM_OIDC_AUDIENCE", "audience of the access tokens"],
  ["--oidc-scope <scopes>", "HEADROOM_OIDC_SCOPE", "what the console asks for (default: openid email offline_access)"],
  ["--oidc-tenant <id>", "HEADROOM_OIDC_TENANT", "company that everybody signs in to"],
  ["--oidc-tenant-claim <name>", "HEADROOM_OIDC_TENANT_CLAIM", "claim of the access token that names the company instead"],
];

export function addBackendCommand(program: Command): void {
  const backend = program.command("backend");
  for (const [flag, variable, text] of oidcFlags) backend.addOption(new Option(flag, text).env(variable));
  backend
    .description("Runs the sync backend: on PostgreSQL when DATABASE_URL is set, else on files in a folder.")
    .option("--data <dir>", "folder of the embedded database (default: .data/headroom; overrides DATABASE_URL)")
    .option("--port <number>", "port to listen on; 0 = any free one", parsePort, defaultPort)
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--token-file <file>", "where the token of the local user is kept (embedded, on loopback; default: token in the data folder)")
    .option("--restored", "say that the database was restored from a backup: every laptop takes a new snapshot", false)
    .option("--tenant <id>", "company that --restored and --dev-sign-in are about", parseId, defaultTenant.id)
    .addOption(new Option("--log <level>", "structured logs on standard error").choices(["error", "warn", "info", "debug"]).default("warn"))
    .option("--metrics-port <number>", "serve /metrics for Prometheus on a port of its own; 0 = any free one", parsePort)
    .option("--metrics-host <address>", "address of the metrics; beyond loopback they need a token", "127.0.0.1")
    .option("--metrics-token-file <file>", "file with the token that a scrape shows (default: the variable HEADROOM_METRICS_TOKEN)")
    .option("--log-file <file>", "write the logs there instead: ten earlier files of 10 MB are kept for 30 days at most")
    .option("--dev-sign-in", "let anybody at this machine sign in as any user, without a password; only on loopback", false)
    .option("--trusted-proxy <address>", "proxy whose X-Forwarded-For is believed; may be given several times", parseProxy)
    .action(run);
}
