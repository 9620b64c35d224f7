import { randomBytes } from "node:crypto";
import type { BridgeError } from "../../../shared/bridge/contract.ts";
import type { Result } from "../../../shared/kernel/result.ts";
import { parseExternalUrl } from "../security/external-url.ts";
import { checkRemote } from "../services/check-remote.ts";
import type { ConnectionStore, Identity, PendingRevocation } from "../services/connection-store.ts";
import { askAuthConfig, askDevelopmentToken } from "./ask-auth-config.ts";
import type { SessionState, TokenClocks } from "./backend-session.ts";
import { type ReturnPageText, listenForReturn } from "./loopback-redirect.ts";
import { createOidcClient } from "./oidc-client.ts";
import { SessionKeeper } from "./session-keeper.ts";
import { SignInFlow } from "./sign-in-flow.ts";

export interface SignInPorts {
  readonly store: () => Promise<ConnectionStore>;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly openExternal: (url: string) => Promise<void>;
  readonly clocks: TokenClocks;
  /** What the browser shows at the end, in the language of this moment. */
  readonly pageText: () => ReturnPageText;
  readonly later: (ms: number, job: () => void) => () => void;
  readonly onState: (state: SessionState) => void;
  readonly onFault: (where: string, error: unknown) => void;
}

/** Everything of signing in that the rest of the desktop needs. */
export interface SignIn {
  readonly sessions: SessionKeeper;
  readonly flow: SignInFlow;
  readonly ways: (origin: string) => ReturnType<typeof askAuthConfig>;
  readonly developmentToken: (origin: string, userId: string) => Promise<Result<string, BridgeError>>;
  readonly whoIs: (origin: string, token: string) => Promise<Result<Identity, BridgeError>>;
  /** Has the provider forget a refresh token, now or when it can be reached again. */
  revoke(revocation: PendingRevocation): void;
  /** Tries again what could not be revoked before. */
  revokeLeftOver(): void;
}

export function createSignIn(ports: SignInPorts): SignIn {
  const oidc = createOidcClient({ fetch: ports.fetch, now: () => ports.clocks.wall(), onFault: ports.onFault });
  const sessions = new SessionKeeper({ ...ports, oidc });
  const ways = (origin: string): ReturnType<typeof askAuthConfig> => askAuthConfig(origin, ports.fetch);
  const flow = new SignInFlow({
    ways,
    oidc,
    randomState: () => randomBytes(32).toString("base64url"),
    listen: (state) => listenForReturn(state, ports.pageText()),
    openBrowser: async (url) => {
      const parsed = parseExternalUrl(url);
      if (!parsed.ok) return false;
      try {
        await ports.openExternal(parsed.value);
        return true;
      } catch (error) {
        ports.onFault("opening the browser", error);
        return false;
      }
    },
    later: ports.later,
  });
  const revokeRemembered = async (store: ConnectionStore): Promise<void> =>
    store.revokeRemembered(({ provider, refreshToken }) => oidc.revoke(provider, refreshToken));
  const revoke = async (revocation: PendingRevocation): Promise<void> => {
    // Written down first: the app may end before the provider answers, and a laptop may leave its network.
    const store = await ports.store();
    if (await store.rememberRevocation(revocation)) await revokeRemembered(store);
    // Nowhere to write it: it is tried once, and else runs out by itself.
    else await oidc.revoke(revocation.provider, revocation.refreshToken);
  };
  const inBackground = (work: Promise<void>): void => {
    work.catch((error: unknown) => ports.onFault("revoking the sign-in", error));
  };
  return {
    sessions,
    flow,
    ways,
    developmentToken: (origin, userId) => askDevelopmentToken(origin, userId, ports.fetch),
    whoIs: (origin, token) => checkRemote(origin, token, ports.fetch),
    revoke: (revocation) => inBackground(revoke(revocation)),
    revokeLeftOver: () => inBackground(ports.store().then(revokeRemembered)),
  };
}
