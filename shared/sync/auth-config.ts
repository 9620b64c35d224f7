import { z } from "zod";

/** What `GET /v1/auth/config` answers to everybody: how a console signs in at this backend. Holds no secret. */
export const authConfig = z.object({
  /** OpenID Connect, authorization code with PKCE (RFC 7636) in the system browser and a loopback redirect (RFC 8252). null = not set up. */
  oidc: z
    .object({
      issuer: z.url(),
      clientId: z.string().min(1).max(200),
      /** Space-separated; always has `openid`, and `offline_access` where the provider gives refresh tokens for it. */
      scope: z.string().max(400),
      /** Audience of the access token (RFC 8707), if the provider wants to be told. */
      resource: z.string().max(400).nullable(),
    })
    .nullable(),
  /** Sign-in without a password, for development: only on loopback and only when the backend was started with it. */
  development: z.object({ users: z.array(z.object({ id: z.string(), name: z.string(), role: z.string() })) }).nullable(),
});
export type AuthConfig = z.infer<typeof authConfig>;
