import { Readable } from "node:stream";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { activityAnswer, activityRequest, auditFilter, auditPage } from "../../shared/sync/audit.ts";
import { errorBody } from "../../shared/sync/protocol.ts";
import { loadPrincipal, type Principal } from "../auth/principal.ts";
import { ApiError } from "../server/api-error.ts";
import type { ServerDeps } from "../server/deps.ts";
import { RateLimiter } from "../server/rate-limiter.ts";
import { lastMutationId } from "../sync/clients.ts";
import { serviceScope, type TenantScope, type TenantTransaction } from "../storage/database.ts";
import { appendAudit } from "./append-audit.ts";
import { auditFile } from "./audit-csv.ts";
import { everyEntry, readAudit } from "./read-audit.ts";

const tags = ["audit"];
/** A whole log is much to read: a user may ask for a few, then for one a minute. */
const exportRate = { burst: 5, perSecond: 1 / 60 };
const exportTimeoutMs = 600_000;
/** A laptop's clock may be wrong by years: what it says is believed this far from now, and is else told as of now. */
const believedMs = 90 * 86_400_000;

function scopeOf(request: FastifyRequest): TenantScope {
  if (request.tenantScope === null) throw new ApiError("unauthorized", "a bearer token is needed");
  return request.tenantScope;
}

/** Throws ApiError (`forbidden`) unless the user may read the log. */
async function reader(tx: TenantTransaction): Promise<Principal> {
  const principal = await loadPrincipal(tx);
  if (principal.role !== "lead" && principal.role !== "admin")
    throw new ApiError("forbidden", "only leads and administrators may read the audit log");
  return principal;
}

/** The audit log for leads and administrators, and what laptops add to it, below `/v1/sync` as everything that a console may ask for. */
export function registerAudit(app: FastifyInstance, { db, clock, limits }: ServerDeps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const failures = { "4xx": errorBody, "5xx": errorBody };
  const exports = limits.rate === null ? null : new RateLimiter(clock, exportRate);

  routes.get(
    "/v1/sync/audit",
    {
      schema: {
        tags,
        summary: "A page of the audit log, newest first",
        querystring: auditFilter.extend({
          before: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional(),
          limit: z.coerce.number().int().min(1).max(500).default(100),
        }),
        response: { 200: auditPage, ...failures },
      },
    },
    async (request) => {
      const scope = scopeOf(request);
      await db.withTenant(scope, reader, { snapshot: true });
      const { limit, before, ...filter } = request.query;
      return readAudit(db, scope, { ...filter, limit, ...(before === undefined ? {} : { before }) });
    },
  );

  routes.get(
    "/v1/sync/audit-export",
    {
      handlerTimeout: exportTimeoutMs,
      schema: {
        tags,
        summary: "The audit log as a file",
        querystring: auditFilter.extend({ format: z.enum(["csv", "ndjson"]).default("csv") }),
        produces: ["text/csv", "application/x-ndjson"],
        response: { 200: z.custom<Readable>().meta({ type: "string" }), ...failures },
      },
    },
    async (request, reply) => {
      const scope = scopeOf(request);
      const { format, ...filter } = request.query;
      const waitS = exports?.take(`${scope.tenantId} ${scope.userId}`) ?? 0;
      await db.withTenant(scope, reader, { snapshot: true });
      if (waitS > 0) throw new ApiError("too-many-requests", "too many exports of the audit log", waitS);
      const asked = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
      await db.withTenant(serviceScope(scope.tenantId, scope.userId), (tx) =>
        appendAudit(tx, clock.now(), [{ event: "audit-exported", source: "backend", userId: scope.userId, detail: { format, ...asked } }]),
      );
      return reply
        .type(format === "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson")
        .header("cache-control", "no-store")
        .send(Readable.from(auditFile(everyEntry(db, scope, filter), format)));
    },
  );

  routes.post(
    "/v1/sync/activity",
    {
      schema: {
        tags,
        summary: "What a laptop did with data: exported, printed, sent, signed out; each is noted once",
        body: activityRequest,
        response: { 200: activityAnswer, ...failures },
      },
    },
    async (request) => {
      const scope = scopeOf(request);
      const { clientId, activities } = request.body;
      const nowMs = clock.now();
      const noted = await db.withTenant(scope, async (tx) => {
        const principal = await loadPrincipal(tx);
        await lastMutationId(tx, clientId);
        return appendAudit(
          tx,
          nowMs,
          activities.map(({ id, at, event, accounts, format }) => {
            const atMs = Date.parse(at);
            const believed = Math.abs(nowMs - atMs) <= believedMs && atMs <= nowMs;
            return {
              event,
              source: "laptop" as const,
              userId: principal.userId,
              accounts: [...new Set(accounts)].sort(),
              detail: { clientId, format, ...(believed ? {} : { clock: at }), told: new Date(nowMs).toISOString() },
              atMs: believed ? atMs : nowMs,
              report: `${clientId} ${id}`,
            };
          }),
        );
      });
      return { noted };
    },
  );
}
