import { createServer as createNetServer } from "node:net";
import { systemClock } from "../../shared/kernel/clock.ts";
import type { DevelopmentSignIn } from "../auth/auth-routes.ts";
import type { FixedToken } from "../auth/authenticator.ts";
import type { OidcSettings } from "../auth/oidc-settings.ts";
import { type BackendStore, openBackendStore, type StoreTarget } from "../storage/open-backend-store.ts";
import { createBackendMetrics } from "../metrics/backend-metrics.ts";
import { type MetricsAddress, serveMetrics } from "../metrics/metrics-server.ts";
import { openSecretSealer } from "../connect/secret-sealer.ts";
import { createServer, type ServerLog } from "./create-server.ts";
import type { ServerLimits } from "./limits.ts";

export interface BackendOptions {
  readonly target: StoreTarget;
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  readonly log?: ServerLog;
  /** Where Prometheus finds the metrics; left out = nowhere. */
  readonly metrics?: MetricsAddress;
  /** As the metrics name it. */
  readonly version?: string;
  readonly limits?: Partial<ServerLimits>;
  readonly oidc?: OidcSettings | null;
  /** Only with a host on loopback. */
  readonly development?: DevelopmentSignIn | null;
  readonly trustedProxies?: readonly string[];
  /** Days for which the log, and what was deleted, is kept. */
  readonly logDays?: number;
  /** Keep a score a day of every account; true when left out. */
  readonly keepScores?: boolean;
  /** Whether the forecasts of every day are kept. Default true. */
  readonly keepForecasts?: boolean;
  /** Whether escalations are recorded and the promises of what was closed are frozen. Default true. */
  readonly keepSla?: boolean;
  /** Whether what is connected is read. Default true. */
  readonly runConnectors?: boolean;
  readonly onMigration?: (done: number, total: number) => void;
  /** Runs on the open store before the first request; answers tokens beside those in the database. */
  readonly prepare?: (store: BackendStore) => Promise<readonly FixedToken[]>;
}

export interface RunningBackend {
  readonly port: number;
  /** Of the metrics; null = there are none. */
  readonly metricsPort: number | null;
  readonly store: BackendStore;
  /** Answers what has begun, ends event streams, closes the database. */
  stop(): Promise<void>;
}

/** Whether the address can be had. Throws the system's error. */
async function tryAddress(host: string, port: number): Promise<void> {
  const probe = createNetServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", reject);
    probe.listen({ host, port, exclusive: true }, resolve);
  });
  await new Promise((resolve) => probe.close(resolve));
}

/** Opens the store and serves it. Throws StorageError, or the system's error when the port cannot be had: see operatorFault. */
export async function runBackend(options: BackendOptions): Promise<RunningBackend> {
  // Before the store is opened or made, and before anything is done in it: a start that ends here has changed nothing.
  await tryAddress(options.host, options.port);
  if (options.metrics !== undefined) await tryAddress(options.metrics.host, options.metrics.port);
  const store = await openBackendStore(options.target, options.onMigration === undefined ? {} : { onMigration: options.onMigration });
  try {
    const fixedTokens = (await options.prepare?.(store)) ?? [];
    const metrics = createBackendMetrics({ version: options.version ?? "", engine: store.db.engine });
    options.log?.onDropped?.((lines) => metrics.logLinesDropped(lines));
    const server = await createServer({
      metrics,
      db: store.db,
      clock: systemClock,
      random: Math.random,
      fixedTokens,
      oidc: options.oidc ?? null,
      development: options.development ?? null,
      keepScores: options.keepScores ?? true,
      keepForecasts: options.keepForecasts ?? true,
      keepSla: options.keepSla ?? true,
      connect: {
        sealer: await openSecretSealer(process.env, "dataDir" in options.target ? options.target.dataDir : null),
        environment: process.env,
        runs: options.runConnectors ?? true,
      },
      ...(options.trustedProxies === undefined ? {} : { trustedProxies: options.trustedProxies }),
      ...(options.logDays === undefined ? {} : { logDays: options.logDays }),
      ...(options.limits === undefined ? {} : { limits: options.limits }),
      ...(options.log === undefined ? {} : { log: options.log }),
    });
    const port = await server.listen({ host: options.host, port: options.port });
    const scraped =
      options.metrics === undefined ? null : await serveMetrics(options.metrics, { metrics, db: store.db, clock: systemClock });
    return {
      port,
      metricsPort: scraped?.port ?? null,
      store,
      stop: async () => {
        await scraped?.close();
        await server.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close().catch(() => undefined);
    throw error;
  }
}
