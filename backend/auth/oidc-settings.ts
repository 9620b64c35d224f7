import { idPattern } from "../../shared/kernel/ids.ts";
import { isLoopbackHost } from "../server/loopback.ts";

/** Which company a token of the provider is for: one for all, or named by a claim of the token. */
export type OidcTenant = { readonly id: string } | { readonly claim: string };

export interface OidcSettings {
  readonly issuer: string;
  /** Public client of the desktop. */
  readonly clientId: string;
  /** `aud` that an access token must have. */
  readonly audience: string;
  /** What the desktop asks for; space-separated. */
  readonly scope: string;
  readonly tenant: OidcTenant;
}

/** As an operator says it: empty counts as left out. */
export interface OidcOptions {
  readonly issuer?: string | undefined;
  readonly clientId?: string | undefined;
  readonly audience?: string | undefined;
  readonly scope?: string | undefined;
  readonly tenant?: string | undefined;
  readonly tenantClaim?: string | undefined;
}

/** The settings are contradictory or incomplete; the message is one line with the remedy. */
export class OidcSettingsError extends Error {
  override readonly name = "OidcSettingsError";
}

const defaultScope = "openid email offline_access";

function given(text: string | undefined): string | undefined {
  return text === undefined || text === "" ? undefined : text;
}

function required(name: string, value: string | undefined): string {
  const text = given(value);
  if (text === undefined) throw new OidcSettingsError(`sign-in by OpenID Connect needs ${name} beside HEADROOM_OIDC_ISSUER`);
  return text;
}

/** null = no issuer, so no sign-in by OpenID Connect. Throws OidcSettingsError. */
export function readOidcSettings(options: OidcOptions): OidcSettings | null {
  const issuer = given(options.issuer);
  if (issuer === undefined) return null;
  const url = URL.canParse(issuer) ? new URL(issuer) : null;
  if (url === null || !(url.protocol === "https:" || (url.protocol === "http:" && isLoopbackHost(url.hostname)))) {
    throw new OidcSettingsError("HEADROOM_OIDC_ISSUER is no address of an OpenID provider: write it as https://login.example.com");
  }
  const scope = given(options.scope) ?? defaultScope;
  if (!scope.split(" ").includes("openid")) throw new OidcSettingsError("HEADROOM_OIDC_SCOPE must have openid");
  return {
    issuer,
    clientId: required("HEADROOM_OIDC_CLIENT_ID", options.clientId),
    audience: required("HEADROOM_OIDC_AUDIENCE", options.audience),
    scope,
    tenant: readTenant(given(options.tenant), given(options.tenantClaim)),
  };
}

function readTenant(id: string | undefined, claim: string | undefined): OidcTenant {
  if (id !== undefined && claim === undefined) {
    if (idPattern.test(id)) return { id };
    throw new OidcSettingsError("HEADROOM_OIDC_TENANT is no id of a company");
  }
  if (claim !== undefined && id === undefined) return { claim };
  throw new OidcSettingsError("give either HEADROOM_OIDC_TENANT (one company) or HEADROOM_OIDC_TENANT_CLAIM (named by the token)");
}
