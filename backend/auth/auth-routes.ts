import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { type AuthConfig, authConfig } from "../../shared/sync/auth-config.ts";
import type { OidcSettings } from "./oidc-settings.ts";

export interface AuthSetup {
  readonly oidc: OidcSettings | null;
}

/** The resource parameter is an address (RFC 8707); some providers name audiences otherwise and refuse the parameter. */
function resourceOf(audience: string): string | null {
  return /^(?:https?:\/\/|urn:)/.test(audience) ? audience : null;
}

function describe({ oidc }: AuthSetup): AuthConfig {
  return {
    oidc: oidc === null ? null : { issuer: oidc.issuer, clientId: oidc.clientId, scope: oidc.scope, resource: resourceOf(oidc.audience) },
    development: null,
  };
}

/** How a console signs in, below `/v1/auth`; answered without a token. */
export function registerAuth(app: FastifyInstance, setup: AuthSetup): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    "/v1/auth/config",
    {
      config: { open: true },
      schema: { tags: ["sign-in"], summary: "How to sign in here", security: [], response: { 200: authConfig } },
    },
    () => describe(setup),
  );
}
