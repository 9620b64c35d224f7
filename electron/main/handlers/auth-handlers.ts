import type { AppInfo } from "../../../shared/bridge/app-info.ts";
import type { BridgeError } from "../../../shared/bridge/contract.ts";
import { type Result, err, ok } from "../../../shared/kernel/result.ts";
import type { AuthConfig } from "../../../shared/sync/auth-config.ts";
import type { BridgeHandlers } from "../bridge/answer-call.ts";
import { isProtected } from "../security/is-protected.ts";
import {
  type ChosenConnection,
  type ConnectionStore,
  type Credential,
  type Identity,
  type PendingRevocation,
  profileOf,
} from "../services/connection-store.ts";
import { diskError } from "../services/disk-error.ts";
import type { TokenGrant } from "../sign-in/backend-session.ts";
import type { SignInFlow } from "../sign-in/sign-in-flow.ts";

type AuthRequest = Extract<keyof BridgeHandlers, `auth.${string}` | `connection.${string}`>;

export interface AuthHandlerOptions {
  readonly store: () => Promise<ConnectionStore>;
  readonly info: () => AppInfo;
  readonly demo: ChosenConnection;
  readonly ways: (origin: string) => Promise<Result<AuthConfig, BridgeError>>;
  readonly flow: Pick<SignInFlow, "run" | "cancel">;
  readonly developmentToken: (origin: string, userId: string) => Promise<Result<string, BridgeError>>;
  /** Whose token it is, asked of the backend itself. */
  readonly whoIs: (origin: string, token: string) => Promise<Result<Identity, BridgeError>>;
  /** Carries on with the connection that was chosen: its session, its embedded backend. */
  readonly connected: (grant: TokenGrant | null) => Promise<void>;
  /** Tells the provider, now or when it can be reached. Does not fail. */
  readonly revoke: (revocation: PendingRevocation) => void;
  /** The keys of a profile leave the memory; with `forget` they, and the edits beside the database, are destroyed. Throws what the disk throws. */
  readonly closeProfile: (profile: string, forget: boolean) => Promise<void>;
}

/** The origin of a backend's address, if a credential may be sent there. */
function originOf(address: string): Result<string, BridgeError> {
  const url = new URL(address);
  if (url.username !== "" || url.password !== "") return err({ code: "bad-request", message: "the address must not hold a user name" });
  if (!isProtected(url)) return err({ code: "bad-request", message: "the address of a backend must start with https://" });
  return ok(url.origin);
}

/** Everything about which backend is in use and who is signed in there. */
export function authHandlers(options: AuthHandlerOptions): Pick<BridgeHandlers, AuthRequest> {
  /** Makes it the connection in use. Whoever was signed in before is signed out: his keys leave the memory, his tokens are revoked. */
  const take = async (next: ChosenConnection, grant: TokenGrant | null, forget = false): Promise<Result<AppInfo, BridgeError>> => {
    const store = await options.store();
    const before = store.current;
    const isOther = before.mode === "remote" && profileOf(before) !== profileOf(next);
    try {
      if (isOther) await options.closeProfile(profileOf(before), forget);
      await store.choose(next);
    } catch (error) {
      const fault = diskError(error);
      if (fault === null) throw error;
      return err(fault);
    }
    // Not when the same user signs in again: a provider may end all that it gave him with the one token.
    if (isOther) revoke(before.credential);
    await options.connected(grant);
    return ok(options.info());
  };
  const revoke = (credential: Credential): void => {
    if (credential.signIn !== "oidc" || credential.refreshToken === null) return;
    options.revoke({ provider: credential.provider, refreshToken: credential.refreshToken });
  };
  /** The user is who the backend says: the same user finds his own database again whatever the token, another one another. */
  const enter = async (
    url: string,
    token: string,
    credential: Credential,
    grant: TokenGrant | null,
  ): Promise<Result<AppInfo, BridgeError>> => {
    const identity = await options.whoIs(url, token);
    if (identity.ok) return await take({ mode: "remote", url, ...identity.value, credential }, grant);
    revoke(credential);
    return identity;
  };
  const leave = async (forget: boolean): Promise<Result<AppInfo, BridgeError>> => {
    options.flow.cancel();
    return await take({ mode: "none" }, null, forget);
  };

  return {
    "connection.choose": async (choice) => {
      if (choice.mode === "demo") return await take(options.demo, null);
      const origin = originOf(choice.url);
      if (!origin.ok) return origin;
      return await enter(origin.value, choice.accessToken, { signIn: "token", token: choice.accessToken }, null);
    },
    "connection.leave": () => leave(false),
    "auth.ways": async ({ url }) => {
      const origin = originOf(url);
      return origin.ok ? await options.ways(origin.value) : origin;
    },
    "auth.begin": async ({ url, another = false }) => {
      const origin = originOf(url);
      if (!origin.ok) return origin;
      const signedIn = await options.flow.run(origin.value, another);
      if (!signedIn.ok) return signedIn;
      const { provider, grant } = signedIn.value;
      return await enter(origin.value, grant.accessToken, { signIn: "oidc", provider, refreshToken: grant.refreshToken }, grant);
    },
    "auth.cancel": async () => {
      options.flow.cancel();
      return ok(undefined);
    },
    "auth.development": async ({ url, userId }) => {
      const origin = originOf(url);
      if (!origin.ok) return origin;
      const token = await options.developmentToken(origin.value, userId);
      if (!token.ok) return token;
      return await enter(origin.value, token.value, { signIn: "development", token: token.value }, null);
    },
    "auth.sign-out": ({ forget }) => leave(forget),
    "auth.keep": async () => {
      const fault = await (await options.store()).keepAgain();
      return fault === null ? ok(undefined) : err({ code: fault, message: "the sign-in could not be written to the disk" });
    },
  };
}
