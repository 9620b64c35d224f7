import type { BridgeError } from "../../../shared/bridge/contract.ts";
import { type Result, err, ok } from "../../../shared/kernel/result.ts";
import type { AuthConfig } from "../../../shared/sync/auth-config.ts";
import type { OidcProvider } from "../services/connection-store.ts";
import type { TokenGrant } from "./backend-session.ts";
import type { LoopbackRedirect } from "./loopback-redirect.ts";
import type { OidcClient } from "./oidc-client.ts";

export interface SignInFlowPorts {
  readonly ways: (origin: string) => Promise<Result<AuthConfig, BridgeError>>;
  readonly oidc: OidcClient;
  readonly randomState: () => string;
  readonly listen: (state: string) => Promise<LoopbackRedirect>;
  /** Opens an address in the system's browser; false = it is not one that may be opened, or nothing opens it. */
  readonly openBrowser: (url: string) => Promise<boolean>;
  /** Runs the job once after so many ms; returns what takes it back. */
  readonly later: (ms: number, job: () => void) => () => void;
}

export interface SignedIn {
  readonly provider: OidcProvider;
  readonly grant: TokenGrant;
}

/** How long the user may take in the browser. */
export const signInPatienceMs = 5 * 60_000;

/** Sign-ins in the system's browser, one at a time: a later one ends an earlier one. */
export class SignInFlow {
  readonly #ports: SignInFlowPorts;
  #end: ((error: BridgeError) => void) | null = null;

  constructor(ports: SignInFlowPorts) {
    this.#ports = ports;
  }

  /** Ends the sign-in under way, if there is one. */
  cancel(): void {
    this.#end?.({ code: "cancelled", message: "the sign-in was given up" });
  }

  /** Resolves when the user is back from the browser, or it has come to nothing. `origin` is protected. */
  async run(origin: string, another: boolean): Promise<Result<SignedIn, BridgeError>> {
    this.cancel();
    const { promise: ended, resolve } = Promise.withResolvers<Result<never, BridgeError>>();
    const end = (error: BridgeError): void => resolve(err(error));
    this.#end = end;
    const forget = this.#ports.later(signInPatienceMs, () => end({ code: "timed-out", message: "nobody came back from the browser" }));
    let redirect: LoopbackRedirect | null = null;
    /** Each step, unless the sign-in has ended meanwhile. */
    const unlessEnded = <T>(step: Promise<Result<T, BridgeError>>): Promise<Result<T, BridgeError>> => Promise.race([step, ended]);
    try {
      const ways = await unlessEnded(this.#ports.ways(origin));
      if (!ways.ok) return ways;
      const provider = ways.value.oidc;
      if (provider === null) return err({ code: "no-sign-in", message: "this backend has no identity provider" });
      const state = this.#ports.randomState();
      redirect = await this.#ports.listen(state);
      const authorization = await unlessEnded(this.#ports.oidc.authorize(provider, redirect.redirectUri, state, another));
      if (!authorization.ok) return authorization;
      if (!(await this.#ports.openBrowser(authorization.value.url))) {
        return err({ code: "no-browser", message: "the system's browser could not be opened" });
      }
      const returned = await unlessEnded<URL>(redirect.returned.then((url) => ok(url)));
      if (!returned.ok) return returned;
      // Tokens that come for a sign-in that was ended meanwhile are let go: to revoke them might end the later sign-in of the same user.
      const grant = await unlessEnded(this.#ports.oidc.exchange(provider, authorization.value, returned.value));
      return grant.ok ? ok({ provider, grant: grant.value }) : grant;
    } finally {
      redirect?.close();
      forget();
      if (this.#end === end) this.#end = null;
    }
  }
}
