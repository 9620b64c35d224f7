import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { UserRole } from "../../shared/domain/user/user.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { connectorList, connectorName } from "../../shared/sync/connectors.ts";
import { errorBody } from "../../shared/sync/protocol.ts";
import { loadPrincipal } from "../auth/principal.ts";
import { ApiError } from "../server/api-error.ts";
import type { ServerDeps } from "../server/deps.ts";
import { serviceScope, type TenantScope } from "../storage/database.ts";
import {
  addConnector,
  type AdminBounds,
  type AdminError,
  type AdminPorts,
  askRun,
  connectorStatuses,
  dropConnector,
  pauseConnector,
  rotateSecret,
} from "./connector-admin.ts";
import type { SecretSealer } from "./secret-sealer.ts";

export interface ConnectorRoutes {
  readonly sealer: SecretSealer | null;
  readonly bounds: AdminBounds;
  /** A run was asked for. */
  readonly poke: () => void;
}

const tags = ["connectors"];
const params = z.object({ name: connectorName });
const done = z.object({ name: connectorName });
const madeSecret = z.object({ name: connectorName, webhookSecret: z.string().nullable().describe("Of a new webhook: told this once") });

function failures<const S extends z.ZodType>(answer: S): Record<string, z.ZodType> & { 200: S } {
  return { 200: answer, "4xx": errorBody, "5xx": errorBody };
}

const codes: Readonly<Record<AdminError["code"], ConstructorParameters<typeof ApiError>[0]>> = {
  "bad-config": "bad-request",
  "no-secret": "bad-request",
  "not-allowed": "forbidden",
  "no-key": "unavailable",
  unknown: "not-found",
};

function valueOf<T>(result: Result<T, AdminError>): T {
  if (result.ok) return result.value;
  throw new ApiError(codes[result.error.code], result.error.message);
}

/** What reads on its own, below `/v1/connectors`: administrators and leads see it and ask for runs, administrators make and change it. */
export function registerConnectors(app: FastifyInstance, { db, clock }: ServerDeps, { sealer, bounds, poke }: ConnectorRoutes): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const allowed = async (request: FastifyRequest, ...roles: readonly UserRole[]): Promise<TenantScope> => {
    if (request.tenantScope === null) throw new ApiError("unauthorized", "a bearer token is needed");
    const { role, tenantId, userId } = await db.withTenant(request.tenantScope, loadPrincipal, { snapshot: true });
    if (!roles.includes(role)) throw new ApiError("forbidden", `only ${roles.join(" and ")} may do this`);
    return serviceScope(tenantId, userId);
  };
  const ports = (): AdminPorts => ({ db, sealer, nowMs: clock.now() });
  const known = (name: string, found: boolean): { name: string } => {
    if (!found) throw new ApiError("not-found", `there is no connector ${name}`);
    return { name };
  };

  routes.get(
    "/v1/connectors",
    { schema: { tags, summary: "Connectors and how they stand", response: failures(connectorList) } },
    async (request) => connectorStatuses(ports(), await allowed(request, "admin", "lead")),
  );
  routes.put(
    "/v1/connectors/:name",
    {
      bodyLimit: 1024 * 1024,
      schema: {
        tags,
        summary: "Makes a connector or changes one",
        params,
        body: z.object({
          config: z.json().describe("See docs/connectors.md"),
          secret: z.string().min(1).max(8_192).optional().describe("Password or token of the source; kept sealed, never answered"),
        }),
        response: failures(madeSecret),
      },
    },
    async (request) => {
      const scope = await allowed(request, "admin");
      const { config, secret } = request.body;
      const { name } = request.params;
      const made = valueOf(await addConnector(ports(), scope, name, { config, secret: secret ?? null, bounds }));
      poke();
      return { name, ...made };
    },
  );
  routes.delete(
    "/v1/connectors/:name",
    { schema: { tags, summary: "Removes a connector; what it brought stays", params, response: failures(done) } },
    async (request) => {
      const scope = await allowed(request, "admin");
      return known(request.params.name, await dropConnector(ports(), scope, request.params.name));
    },
  );
  routes.post(
    "/v1/connectors/:name/run",
    { schema: { tags, summary: "Asks for a run now", params, response: failures(done) } },
    async (request) => {
      const scope = await allowed(request, "admin", "lead");
      const answer = known(request.params.name, await askRun(ports(), scope, request.params.name));
      poke();
      return answer;
    },
  );
  routes.post(
    "/v1/connectors/:name/pause",
    {
      schema: {
        tags,
        summary: "Pauses a connector, or lets it go on",
        params,
        body: z.object({ paused: z.boolean() }),
        response: failures(done),
      },
    },
    async (request) => {
      const scope = await allowed(request, "admin");
      return known(request.params.name, await pauseConnector(ports(), scope, request.params.name, request.body.paused));
    },
  );
  routes.post(
    "/v1/connectors/:name/rotate",
    {
      schema: {
        tags,
        summary: "A new secret of a webhook; the one before it is good until the next change",
        params,
        response: failures(madeSecret),
      },
    },
    async (request) => {
      const scope = await allowed(request, "admin");
      return { name: request.params.name, ...valueOf(await rotateSecret(ports(), scope, request.params.name)) };
    },
  );
}
