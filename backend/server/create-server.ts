import { setTimeout as sleep } from "node:timers/promises";
import swagger from "@fastify/swagger";
import Fastify, { type FastifyInstance, LogController } from "fastify";
import { validatorCompiler } from "fastify-type-provider-zod";
import { z } from "zod";
import { type DevelopmentSignIn, registerAuth } from "../auth/auth-routes.ts";
import { registerAudit } from "../audit/audit-routes.ts";
import { createFailedSignIns } from "../audit/failed-sign-ins.ts";
import { createSights } from "../audit/sights.ts";
import { createAuthenticator, type FixedToken } from "../auth/authenticator.ts";
import type { OidcSettings } from "../auth/oidc-settings.ts";
import { createOidcVerifier, type VerifierOptions } from "../auth/oidc-verifier.ts";
import type { Clock } from "../../shared/kernel/clock.ts";
import type { Random } from "../../shared/kernel/random.ts";
import type { Database } from "../storage/database.ts";
import { boundsOf } from "../connect/connector-admin.ts";
import { type ConnectorRounds, createConnectorRounds } from "../connect/connector-rounds.ts";
import { registerConnectors } from "../connect/connector-routes.ts";
import { systemRunPorts } from "../connect/run-connector.ts";
import type { SecretSealer } from "../connect/secret-sealer.ts";
import { registerWebhook } from "../connect/webhook/webhook-route.ts";
import { registerIngest } from "../ingest/http.ts";
import { createForecastKeeper } from "../forecast/forecast-keeper.ts";
import { type BackendMetrics, createBackendMetrics, type JobName } from "../metrics/backend-metrics.ts";
import { type JobMeter, measureJob } from "../metrics/measure-job.ts";
import { measureRequests } from "../metrics/measure-requests.ts";
import { createScoreKeeper } from "../health/score-keeper.ts";
import { createSlaKeeper } from "../sla/sla-keeper.ts";
import { createSlaRounds } from "../sla/sla-rounds.ts";
import { createLogKeeper, type LogKeeper, trimEveryMs } from "../sync/log-keeper.ts";
import { createPageBuilder, type PageBuilder } from "../sync/page-builder.ts";
import { registerSync } from "../sync/routes.ts";
import { ApiError } from "./api-error.ts";
import type { ServerDeps } from "./deps.ts";
import { handleErrors } from "./handle-errors.ts";
import { deeperThan, defaultLimits, type ServerLimits } from "./limits.ts";
import { components, transformRoute } from "./openapi.ts";
import { RateLimiter } from "./rate-limiter.ts";

export interface ServerConfig {
  readonly db: Database;
  readonly clock: Clock;
  readonly random: Random;
  /** Tokens that are not in the database: the desktop's own. */
  readonly fixedTokens?: readonly FixedToken[];
  readonly limits?: Partial<ServerLimits>;
  /** Provider whose access tokens are taken beside own tokens; null or left out = none. */
  readonly oidc?: (OidcSettings & VerifierOptions) | null;
  /** Only for a server that listens on loopback alone; null or left out = none. */
  readonly development?: DevelopmentSignIn | null;
  /** Addresses of proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies?: readonly string[];
  /** Days for which the log, and what was deleted, is kept; 90 when left out. */
  readonly logDays?: number;
  /** Keeps a score a day of every account from some seconds after the server listens; left out = not. */
  readonly keepScores?: boolean;
  /** Keeps what is forecast of every account once a day, likewise; left out = not. */
  readonly keepForecasts?: boolean;
  /** Records escalations and freezes how promises were kept, likewise; left out = not. */
  readonly keepSla?: boolean;
  /** Where the server counts; left out = counts of its own that nobody reads. */
  readonly metrics?: BackendMetrics;
  /** Reads what is connected, from when the server listens; left out = only what is asked of it in other ways. */
  readonly connect?: ConnectSetup;
  /** Structured logs; left out = none. */
  readonly log?: ServerLog;
}

export interface ConnectSetup {
  /** Opens the secrets of connectors; null = there is no key for them. */
  readonly sealer: SecretSealer | null;
  /** Holds secrets that connectors name, and what administrators may reach: see boundsOf. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether this backend runs them. */
  readonly runs: boolean;
}

export interface ServerLog {
  readonly level: "error" | "warn" | "info" | "debug";
  /** Takes one JSON line. */
  readonly write: (line: string) => void;
  /** Has lines that could not be written told; left out = they always can. */
  readonly onDropped?: (listener: (lines: number) => void) => void;
}

export interface BackendServer {
  readonly app: FastifyInstance;
  readonly pages: PageBuilder;
  readonly logs: LogKeeper;
  /** Listens and answers the port. */
  listen(options: { readonly host: string; readonly port: number }): Promise<number>;
  /** Ends event streams, waits for what is being answered, takes nothing new. The database stays open. */
  close(): Promise<void>;
}

const scoreAfterMs = 20_000;
const keepEveryMs = 3_600_000;
const scorePauseMs = 10;
/** After the scores of yesterday, which are looked at first. */
const forecastAfterMs = 90_000;
const forecastPauseMs = 40;
const importLookMs = 2_000;
const slaPauseMs = 4;

const health = z.object({ status: z.enum(["ok", "unavailable"]) });

function reportFault(app: FastifyInstance, error: unknown, message: string): void {
  app.log.error({ fault: error instanceof Error ? error.name : "unknown" }, message);
}

function isOpen(config: { readonly open?: boolean }): boolean {
  return config.open === true;
}

/** Adds what every request passes: its token, its rate, the depth of its body. */
function guard(app: FastifyInstance, config: ServerConfig, limits: ServerLimits): void {
  const authenticator = createAuthenticator({
    db: config.db,
    clock: config.clock,
    fixedTokens: config.fixedTokens ?? [],
    oidc: config.oidc == null ? null : createOidcVerifier(config.oidc, config.clock, config.oidc),
    failures: limits.failedSignIns,
    failed: createFailedSignIns(config.db, config.clock, (error) => reportFault(app, error, "a failed sign-in was not noted")).note,
  });
  const limiter = limits.rate === null ? null : new RateLimiter(config.clock, limits.rate);
  app.decorateRequest("tenantScope", null);
  app.addHook("onRequest", async (request) => {
    if (isOpen(request.routeOptions.config) || request.is404) return;
    request.tenantScope = await authenticator.authenticate(request.headers.authorization, request.ip);
    const waitS = limiter?.take(`${request.tenantScope.tenantId} ${request.tenantScope.userId}`) ?? 0;
    if (waitS > 0) throw new ApiError("too-many-requests", "too many requests", waitS);
  });
  app.addHook("preValidation", (request, _reply, done) => {
    done(deeperThan(request.body, limits.jsonDepth) ? new ApiError("bad-request", "the body is nested too deeply") : undefined);
  });
}

/** The HTTP server over a database that is open. Without `listen` it answers `app.inject`. */
export async function createServer(config: ServerConfig): Promise<BackendServer> {
  const limits: ServerLimits = { ...defaultLimits, ...config.limits };
  const app: FastifyInstance = Fastify({
    // Lines hold routes, codes and times: no addresses, no headers, no bodies.
    logger:
      config.log === undefined
        ? false
        : { level: config.log.level, base: null, redact: ["req", "res", "err.message"], stream: { write: config.log.write } },
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: limits.requestTimeoutMs,
    connectionTimeout: limits.connectionTimeoutMs,
    handlerTimeout: limits.handlerTimeoutMs,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    // Node looks for overdue requests only every 30 s unless told otherwise.
    http: {
      headersTimeout: limits.requestTimeoutMs,
      maxHeaderSize: 16 * 1024,
      connectionsCheckingInterval: Math.min(5_000, limits.requestTimeoutMs),
    },
    bodyLimit: limits.bodyBytes,
    trustProxy: config.trustedProxies === undefined ? false : [...config.trustedProxies],
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: "idle",
    return503OnClosing: true,
  });
  app.setValidatorCompiler(validatorCompiler);
  // Answers are made by this backend and held to the protocol by the contract tests; checking thousands of changes again would cost more
  // than reading them.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  const metrics = config.metrics ?? createBackendMetrics({ version: "", engine: config.db.engine });
  measureRequests(app, metrics);
  handleErrors(app);
  guard(app, config, limits);
  app.addHook("onResponse", (request, reply, done) => {
    // The route's pattern, not its address: a query can hold names.
    request.log.info(
      { method: request.method, route: request.routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      "request",
    );
    done();
  });
  let closing = false;
  app.addHook("preClose", (done) => {
    closing = true;
    done();
  });
  app.addHook("onSend", async (_request, reply) => {
    // Else the connection of the last answer would stay open, and the stop would wait for its keep-alive time.
    if (closing) reply.header("connection", "close");
    reply.header("x-content-type-options", "nosniff");
    if (!reply.hasHeader("cache-control")) reply.header("cache-control", "no-store");
  });
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Headroom backend", version: "1" },
      components,
      security: [{ bearer: [] }],
    },
    transform: transformRoute,
  });

  const pages = measuredPages(createPageBuilder(config.db, config.clock), measureJob(metrics, "pages", config.clock));
  const trimming = measureJob(metrics, "log", config.clock);
  const logs = createLogKeeper({
    db: config.db,
    clock: config.clock,
    ...(config.logDays === undefined ? {} : { logDays: config.logDays }),
    report: (error) => {
      trimming.failed();
      reportFault(app, error, "the log was not trimmed");
    },
  });
  const sights = createSights({
    db: config.db,
    clock: config.clock,
    report: (error) => reportFault(app, error, "who saw what was not noted"),
  });
  const deps: ServerDeps = { db: config.db, clock: config.clock, random: config.random, limits, pages, logs, metrics, sights };
  const connect = config.connect ?? { sealer: null, environment: {}, runs: false };
  const rounds = connect.runs ? connectedRounds(app, config, connect) : { poke: () => undefined };
  await app.register((routes, _options, done) => {
    registerSync(routes, deps);
    registerIngest(routes, deps);
    registerAudit(routes, deps);
    registerConnectors(routes, deps, { sealer: connect.sealer, bounds: boundsOf(connect.environment), poke: () => rounds.poke() });
    registerWebhook(routes, deps, { sealer: connect.sealer, poke: () => rounds.poke() });
    registerAuth(routes, { db: config.db, clock: config.clock, oidc: config.oidc ?? null, development: config.development ?? null });
    registerService(routes, config.db);
    done();
  });
  keepTrimming(app, () => trimming.round(() => logs.trimAll()));
  keepInBackground(app, config, metrics);
  if (config.keepSla === true) keepPromises(app, config, measureJob(metrics, "promises", config.clock));
  await app.ready();
  return {
    app,
    pages,
    logs,
    listen: async ({ host, port }) => {
      await app.listen({ host, port });
      const address = app.server.address();
      if (address === null || typeof address === "string") throw new Error("the server has no port");
      return address.port;
    },
    close: () => app.close(),
  };
}

/** A page builder whose rounds are counted; calls that share one are one. */
function measuredPages(pages: PageBuilder, meter: JobMeter): PageBuilder {
  const counted = new WeakMap<Promise<void>, Promise<void>>();
  return {
    refresh: (tenantId) => {
      const round = pages.refresh(tenantId);
      const known = counted.get(round) ?? meter.round(() => round);
      counted.set(round, known);
      return known;
    },
  };
}

/** From time to time, as long as the server runs; a run under way ends before the database is closed. */
function keepTrimming(app: FastifyInstance, trimAll: () => Promise<void>): void {
  let trimming = Promise.resolve();
  const timer = setInterval(() => {
    trimming = trimming.then(trimAll);
  }, trimEveryMs);
  timer.unref();
  app.addHook("onClose", async () => {
    clearInterval(timer);
    await trimming;
  });
}

/** Scores and forecasts that are to be kept: from some seconds after the server listens, then every hour; the first laptop's first copy goes first. */
function keepInBackground(app: FastifyInstance, config: ServerConfig, metrics: BackendMetrics): void {
  const ports = { db: config.db, clock: config.clock, look: () => sleep(importLookMs) };
  const measured = (job: JobName): JobMeter => measureJob(metrics, job, config.clock);
  if (config.keepScores === true) {
    // A judgement takes some milliseconds; three times as long belongs to requests.
    keepEvery(app, { afterMs: scoreAfterMs, failure: "scores were not kept" }, measured("scores"), (state) =>
      createScoreKeeper({ ...ports, ...state, pause: () => sleep(scorePauseMs) }),
    );
  }
  if (config.keepForecasts === true) {
    keepEvery(app, { afterMs: forecastAfterMs, failure: "forecasts were not kept" }, measured("forecasts"), (state) =>
      createForecastKeeper({ ...ports, ...state, pause: () => sleep(forecastPauseMs) }),
    );
  }
}

/** From a minute after the server listens, whenever there is something to keep. */
function keepPromises(app: FastifyInstance, { db, clock }: ServerConfig, meter: JobMeter): void {
  let ending = false;
  const after = (ms: number, call: () => void): (() => void) => {
    const timer = setTimeout(call, ms);
    timer.unref();
    return () => clearTimeout(timer);
  };
  const keeper = createSlaKeeper({ db, clock, ending: () => ending, pause: () => sleep(slaPauseMs), look: () => sleep(importLookMs) });
  const rounds = createSlaRounds({
    db,
    clock,
    keeper: { keep: (tenantId) => meter.round(() => keeper.keep(tenantId)) },
    after,
    kept: ({ escalations, verdicts }) => app.log.info({ escalations, verdicts }, "promises were kept an eye on"),
    report: (error) => app.log.error({ fault: error instanceof Error ? error.name : "unknown" }, "escalations and verdicts were not kept"),
  });
  app.addHook("onListen", () => rounds.start());
  app.addHook("onClose", async () => {
    ending = true;
    await rounds.stop();
  });
}

/** As long as the server runs; a run under way is ended before the database is closed. */
function connectedRounds(app: FastifyInstance, { db, clock }: ServerConfig, { sealer, environment }: ConnectSetup): ConnectorRounds {
  const rounds = createConnectorRounds({
    ...systemRunPorts(),
    db,
    clock,
    sealer,
    environment,
    report: (error) => app.log.error({ fault: error instanceof Error ? error.name : "unknown" }, "a connector was not run"),
  });
  app.addHook("onListen", () => rounds.start());
  app.addHook("onClose", () => rounds.stop());
  return rounds;
}

interface KeeperState {
  readonly ending: () => boolean;
  readonly report: (error: unknown) => void;
}

function keepEvery(
  app: FastifyInstance,
  { afterMs, failure }: { readonly afterMs: number; readonly failure: string },
  meter: JobMeter,
  create: (state: KeeperState) => { keepAll(): Promise<void> },
): void {
  let ending = false;
  let keeping = Promise.resolve();
  const report = (error: unknown): void => {
    meter.failed();
    app.log.error({ fault: error instanceof Error ? error.name : "unknown" }, failure);
  };
  const keeper = create({ ending: () => ending, report });
  let timer: NodeJS.Timeout | null = null;
  const plan = (ms: number): void => {
    timer = setTimeout(() => {
      keeping = meter.round(() => keeper.keepAll()).catch(report);
      plan(keepEveryMs);
    }, ms);
    timer.unref();
  };
  app.addHook("onListen", () => plan(afterMs));
  app.addHook("onClose", async () => {
    ending = true;
    if (timer !== null) clearTimeout(timer);
    await keeping;
  });
}

function registerService(app: FastifyInstance, db: Database): void {
  app.get(
    "/v1/health",
    {
      config: { open: true },
      schema: { tags: ["service"], summary: "Whether the database answers", security: [], response: { 200: health, 503: health } },
    },
    async (_request, reply) => {
      const healthy = await db.ping().catch(() => false);
      return reply.status(healthy ? 200 : 503).send({ status: healthy ? "ok" : "unavailable" });
    },
  );
  app.get(
    "/v1/openapi.json",
    { config: { open: true }, schema: { tags: ["service"], summary: "This description", security: [], response: { 200: z.json() } } },
    () => app.swagger(),
  );
}
