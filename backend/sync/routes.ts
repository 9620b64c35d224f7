import type { Readable } from "node:stream";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { id } from "../../shared/domain/common.ts";
import { type Kind, kindNames } from "../../shared/domain/kinds.ts";
import { metricGroups } from "../../shared/domain/metrics/series.ts";
import {
  digestAnswer,
  errorBody,
  hello as helloAnswer,
  pullAnswer,
  pushAnswer,
  pushRequest,
  signInClientId,
} from "../../shared/sync/protocol.ts";
import { loadPrincipal } from "../auth/principal.ts";
import { ApiError } from "../server/api-error.ts";
import type { ServerDeps } from "../server/deps.ts";
import type { TenantScope } from "../storage/database.ts";
import { noteSignIn } from "../audit/note-sign-in.ts";
import { policyHeader } from "../../shared/sync/policy.ts";
import { chunkPage } from "./chunk-page.ts";
import { digest } from "./digest.ts";
import { type EventStream, eventStream } from "./event-stream.ts";
import { hello } from "./hello.ts";
import { readLaptopPolicy } from "./laptop-policy.ts";
import { noteLaptop, noteWipeTold } from "./laptops.ts";
import { pull } from "./pull.ts";
import { push } from "./push.ts";
import { PageCache, snapshotPage } from "./snapshot.ts";
import { readHead } from "./sync-head.ts";

const sequence = z.coerce.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const pageType = "application/vnd.headroom.page";
const page = z.custom<Uint8Array>().describe("A columnar page").meta({ type: "string", format: "binary" });

export function scopeOf(request: FastifyRequest): TenantScope {
  if (request.tenantScope === null) throw new ApiError("unauthorized", "a bearer token is needed");
  return request.tenantScope;
}

function failures<const S extends z.ZodType>(answer: S): Record<string, z.ZodType> & { 200: S } {
  return { 200: answer, "4xx": errorBody, "5xx": errorBody };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}

/** Every route of shared/sync/protocol.ts, below `/v1/sync`. */
export function registerSync(app: FastifyInstance, deps: ServerDeps): void {
  const { db, clock, limits, pages, logs, metrics, sights } = deps;
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const cache = new PageCache();
  const tags = ["sync"];
  /** Answers a laptop's request; one that is told to wipe itself is noted. */
  const toLaptop = async <T>(request: FastifyRequest, clientId: string, answer: () => Promise<T>): Promise<T> => {
    try {
      return await answer();
    } catch (error) {
      if (error instanceof ApiError && error.code === "wipe") await noteWipeTold(db, scopeOf(request), clientId, clock.now());
      throw error;
    }
  };

  routes.get(
    "/v1/sync/hello",
    {
      schema: {
        tags,
        summary: "Who asks, and where the server stands",
        querystring: z.object({ clientId: id, ask: id.optional() }),
        response: failures(helloAnswer),
      },
    },
    async (request, reply) => {
      const scope = scopeOf(request);
      const { clientId, ask } = request.query;
      const answer = await toLaptop(request, clientId, () => hello(db, clock, scope, clientId));
      if (clientId === signInClientId) {
        await noteSignIn(db, scope, clock.now()).catch((error: unknown) =>
          request.log.error({ fault: nameOf(error) }, "the sign-in was not noted"),
        );
      } else {
        // A full disk must not keep a laptop from reading.
        await noteLaptop(db, scope, clientId, clock.now()).catch((error: unknown) =>
          request.log.error({ fault: nameOf(error) }, "the laptop was not noted"),
        );
      }
      logs.notice(scope.tenantId);
      pages.refresh(scope.tenantId).catch((error: unknown) => request.log.error({ fault: nameOf(error) }, "snapshot pages were not built"));
      reply.header(policyHeader, JSON.stringify(await readLaptopPolicy(db, scope)));
      return ask === undefined ? answer : { ...answer, ask };
    },
  );

  routes.get(
    "/v1/sync/snapshot",
    {
      schema: {
        tags,
        summary: "A page of the first snapshot",
        // `asOf` says where the walk began; every page names its own sequence, so this backend does not need it.
        querystring: z.object({
          kind: z.enum(kindNames as [Kind, ...Kind[]]),
          after: z.union([id, z.literal("")]).default(""),
          asOf: sequence.optional(),
        }),
        produces: [pageType],
        response: failures(page),
      },
    },
    async (request, reply) => {
      const { kind, after } = request.query;
      const scope = scopeOf(request);
      const { bytes, accounts } = await snapshotPage(db, scope, { kind, after }, cache);
      await sights.note(scope, accounts);
      return reply.type(pageType).send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    },
  );

  routes.get(
    "/v1/sync/pull",
    {
      schema: {
        tags,
        summary: "Changes after a cursor",
        querystring: z.object({
          clientId: id,
          epoch: z.string().max(100),
          seq: sequence,
          scopeVersion: sequence,
          schemaHash: z.string().max(100).optional(),
          limit: z.coerce.number().int().min(1).max(5_000).default(1_000),
        }),
        response: failures(pullAnswer),
      },
    },
    async (request, reply) => {
      const scope = scopeOf(request);
      const { json, changes, accounts: sent } = await toLaptop(request, request.query.clientId, () => pull(db, scope, request.query));
      metrics.pulled(changes);
      await sights.note(scope, sent);
      return reply.type("application/json; charset=utf-8").send(json);
    },
  );

  routes.get(
    "/v1/sync/digest",
    {
      schema: {
        tags,
        summary: "Digest of what the user sees, at a cursor",
        querystring: z.object({ clientId: id, epoch: z.string().max(100), seq: sequence, scopeVersion: sequence }),
        response: failures(digestAnswer),
      },
    },
    (request) => toLaptop(request, request.query.clientId, () => digest(db, scopeOf(request), request.query)),
  );

  routes.post(
    "/v1/sync/push",
    {
      bodyLimit: limits.pushBodyBytes,
      schema: { tags, summary: "A client's mutations, in order", body: pushRequest, response: failures(pushAnswer) },
    },
    async (request) => {
      const answer = await toLaptop(request, request.body.clientId, () => push(deps, scopeOf(request), request.body));
      const known = new Set(answer.results.filter(({ status }) => status === "skipped").map(({ mutationId }) => mutationId));
      const fresh = request.body.mutations.filter(({ mutationId }) => !known.has(mutationId));
      metrics.pushed(
        answer.results.map(({ status }) => status),
        fresh.map(({ at }) => (clock.now() - Date.parse(at)) / 1000),
      );
      return answer;
    },
  );

  routes.get(
    "/v1/sync/chunks",
    {
      schema: {
        tags,
        summary: "A page of metric chunks",
        querystring: z.object({
          group: z.enum(metricGroups as [string, ...string[]] as ["usage", "quality", "detail"]),
          since: sequence.default(0),
          after: z
            .string()
            .regex(/^$|^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}(~\d{1,15})?$/)
            .default(""),
          limit: z.coerce.number().int().min(1).max(10_000).default(2_000),
          account: id.optional(),
          /** Several accounts, separated by commas. */
          accounts: z
            .string()
            .transform((list) => list.split(","))
            .pipe(z.array(id).min(1).max(100))
            .optional(),
        }),
        produces: [pageType],
        response: failures(page),
      },
    },
    async (request, reply) => {
      const { account, accounts, ...query } = request.query;
      const wanted = account === undefined ? (accounts ?? null) : [account];
      const scope = scopeOf(request);
      const { bytes, accounts: sent } = await chunkPage(db, scope, { ...query, accounts: wanted });
      await sights.note(scope, sent);
      return reply.type(pageType).send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    },
  );

  const streams = new Map<string, Set<EventStream>>();
  // A stream has no end of its own: it is ended before the server waits for its connections.
  app.addHook("preClose", (done) => {
    for (const own of streams.values()) for (const stream of own) stream.end();
    done();
  });
  routes.get(
    "/v1/sync/events",
    {
      // A stream is meant to last; the longest that a timer can be set to.
      handlerTimeout: 2 ** 31 - 1,
      schema: {
        tags,
        summary: "Server-sent events: a `head` event after every commit",
        produces: ["text/event-stream"],
        response: failures(z.custom<Readable>().meta({ type: "string" })),
      },
    },
    async (request, reply) => {
      const scope = scopeOf(request);
      const key = `${scope.tenantId} ${scope.userId}`;
      const own = streams.get(key) ?? new Set();
      if (own.size >= limits.streamsPerUser) throw new ApiError("too-many-requests", "too many open event streams", 30);
      const head = await db.withTenant(
        scope,
        async (tx) => {
          await loadPrincipal(tx);
          return readHead(tx);
        },
        { snapshot: true },
      );
      const events = eventStream(db.heads, scope.tenantId, { epoch: head.epoch, head: head.seq }, deps.random);
      streams.set(key, own.add(events));
      metrics.streams(1);
      events.stream.once("close", () => {
        metrics.streams(-1);
        own.delete(events);
        if (own.size === 0 && streams.get(key) === own) streams.delete(key);
      });
      return reply.type("text/event-stream").header("cache-control", "no-store").header("x-accel-buffering", "no").send(events.stream);
    },
  );
}
