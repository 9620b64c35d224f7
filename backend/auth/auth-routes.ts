import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { id } from "../../shared/domain/common.ts";
import { type AuthConfig, authConfig } from "../../shared/sync/auth-config.ts";
import { errorBody } from "../../shared/sync/protocol.ts";
import type { Clock } from "../../shared/kernel/clock.ts";
import { noteSignIn } from "../audit/note-sign-in.ts";
import { ApiError } from "../server/api-error.ts";
import { isLoopbackAddress, isLoopbackHost } from "../server/loopback.ts";
import type { Database } from "../storage/database.ts";
import type { OidcSettings } from "./oidc-settings.ts";
import { createToken } from "./tokens.ts";
import { listUsers, type UserAccount } from "./users.ts";

/** Sign-in without a password, as any user of the tenant. */
export interface DevelopmentSignIn {
  readonly tenantId: string;
}

export interface AuthSetup {
  readonly db: Database;
  readonly clock: Clock;
  readonly oidc: OidcSettings | null;
  /** null = there is none, and no trace of it. */
  readonly development: DevelopmentSignIn | null;
}

const tags = ["sign-in"];
const developmentDays = 1;
/** Users offered: the list is for picking one by hand. */
const mostUsers = 200;

/** The resource parameter is an address (RFC 8707); some providers name audiences otherwise and refuse the parameter. */
function resourceOf(audience: string): string | null {
  return /^(?:https?:\/\/|urn:)/.test(audience) ? audience : null;
}

/**
 * Whether the request was made at this very machine: by a peer on loopback that speaks for nobody else, and that asked for this machine by name (a
 * web page whose host name was turned to 127.0.0.1 did not).
 */
function isLocal(request: FastifyRequest): boolean {
  const { forwarded, "x-forwarded-for": forwardedFor } = request.headers;
  return (
    forwarded === undefined &&
    forwardedFor === undefined &&
    isLoopbackAddress(request.raw.socket.remoteAddress ?? "") &&
    isLoopbackHost(request.hostname)
  );
}

async function activeUsers(db: Database, tenantId: string): Promise<readonly UserAccount[]> {
  return (await listUsers(db, tenantId)).filter(({ disabledAt }) => disabledAt === null);
}

async function configFor(request: FastifyRequest, { db, oidc, development }: AuthSetup): Promise<AuthConfig> {
  const users = development === null || !isLocal(request) ? null : await activeUsers(db, development.tenantId);
  return {
    oidc: oidc === null ? null : { issuer: oidc.issuer, clientId: oidc.clientId, scope: oidc.scope, resource: resourceOf(oidc.audience) },
    development: users && { users: users.slice(0, mostUsers).map((user) => ({ id: user.id, name: user.name, role: user.role })) },
  };
}

/** How a console signs in, below `/v1/auth`; answered without a token. */
export function registerAuth(app: FastifyInstance, setup: AuthSetup): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    "/v1/auth/config",
    {
      config: { open: true },
      schema: { tags, summary: "How to sign in here", security: [], response: { 200: authConfig } },
    },
    (request) => configFor(request, setup),
  );
  const { db, clock, development } = setup;
  if (development === null) return;
  routes.post(
    "/v1/auth/development",
    {
      config: { open: true },
      schema: {
        tags,
        summary: "A token of any user, for development on this machine",
        security: [],
        body: z.object({ userId: id }),
        response: { 200: z.object({ token: z.string() }), "4xx": errorBody },
      },
    },
    async (request) => {
      if (!isLocal(request)) throw new ApiError("not-found", "there is no such route");
      const { tenantId } = development;
      const { userId } = request.body;
      if (!(await activeUsers(db, tenantId)).some((user) => user.id === userId)) throw new ApiError("forbidden", "this user has no access");
      const { token } = await createToken(db, { tenantId, userId }, "development", developmentDays, clock.now());
      await noteSignIn(db, { tenantId, userId }, clock.now());
      return { token };
    },
  );
}
