import { assertNever } from "../../../shared/kernel/assert-never.ts";
import type { RemoteConnection } from "../services/connection-store.ts";

/** `expired`: the credential is worth nothing any more; `revoked`: the company has ended this user's access. */
export type SessionState = "active" | "expired" | "revoked";

/** What an identity provider gave. */
export interface TokenGrant {
  readonly accessToken: string;
  /** Seconds it lives from when it was asked for; null = not said, it serves until it is refused. */
  readonly expiresInS: number | null;
  /** null = none was given: the old one goes on, if there is one. */
  readonly refreshToken: string | null;
}

/** `rejected`: the provider does not accept the refresh token any more; `unreachable`: nobody knows. */
export type Renewal = { readonly state: "granted"; readonly grant: TokenGrant } | { readonly state: "rejected" | "unreachable" };

/** What to send with a request. `offline`: the provider cannot be asked now, and without it there is no token. */
export type AccessToken = { readonly state: "ready"; readonly token: string } | { readonly state: "expired" | "offline" };

/** The two clocks of a machine, in ms. `monotonic` stands still in sleep; `wall` may be wrong, and be set. */
export interface TokenClocks {
  monotonic(): number;
  wall(): number;
}

export interface BackendSessionPorts {
  readonly connection: RemoteConnection;
  /** Tokens from a sign-in that has just ended; null = only what the connection remembers. */
  readonly grant: TokenGrant | null;
  /** Asks the provider. Never throws. */
  readonly renew: (refreshToken: string) => Promise<Renewal>;
  /** Keeps a new refresh token (null: the old one is worth nothing) before the access token that came with it is used. */
  readonly keep: (refreshToken: string | null) => Promise<void>;
  readonly clocks: TokenClocks;
  readonly onState: (state: SessionState) => void;
  readonly onFault: (where: string, error: unknown) => void;
}

/** An access token is renewed this long before it runs out: a request under way must not be refused. */
const renewEarlyMs = 60_000;
/** A provider may give tokens that live hardly longer than that: those are used for this part of their life. */
const shortestUse = 0.5;

interface Held {
  readonly token: string;
  readonly atMonotonic: number;
  readonly atWall: number;
  /** After this long it is renewed; null = when it is refused. */
  readonly goodForMs: number | null;
}

/**
 * The life of the tokens of one signed-in user at one backend: gives the access token, renews it before it runs out or once it is refused,
 * one renewal at a time, and knows what the session is worth. Times are measured from the moment of asking, never compared with a date of
 * the server: a laptop whose clock is a year wrong works.
 */
export class BackendSession {
  readonly connection: RemoteConnection;
  readonly #ports: BackendSessionPorts;
  #state: SessionState = "active";
  #refreshToken: string | null = null;
  #held: Held | null = null;
  #renewing: Promise<AccessToken> | null = null;

  constructor(ports: BackendSessionPorts) {
    this.connection = ports.connection;
    this.#ports = ports;
    const { credential } = ports.connection;
    switch (credential.signIn) {
      case "token":
      case "development":
        if (credential.token !== null) this.#hold({ accessToken: credential.token, expiresInS: null, refreshToken: null }, this.#now());
        break;
      case "oidc":
        this.#refreshToken = credential.refreshToken;
        if (ports.grant !== null) this.#hold(ports.grant, this.#now());
        break;
      default:
        assertNever(credential);
    }
    if (this.#held === null && this.#refreshToken === null) this.#state = "expired";
  }

  get state(): SessionState {
    return this.#state;
  }

  /** The token for a request, renewed if it is about to run out. */
  async accessToken(): Promise<AccessToken> {
    const held = this.#held;
    if (held !== null && !this.#isStale(held)) return { state: "ready", token: held.token };
    const renewed = await this.#renewed(held);
    // The old one is good for a little longer, or the backend will say that it is not.
    return renewed.state === "offline" && held !== null ? { state: "ready", token: held.token } : renewed;
  }

  /** The backend answered 401 to this token: another one, if there can be one. */
  async refused(token: string): Promise<AccessToken> {
    const held = this.#held;
    // Another request has had it renewed meanwhile.
    if (held !== null && held.token !== token) return await this.accessToken();
    if (this.#refreshToken !== null) return await this.#renewed(held);
    this.#become("expired");
    return { state: "expired" };
  }

  /** The backend refused a token that had just been renewed. */
  refusedAgain(): void {
    this.#become("expired");
  }

  /** The backend accepted the user. */
  accepted(): void {
    this.#become("active");
  }

  /** The backend knows the user and lets him in no more. */
  forbidden(): void {
    this.#become("revoked");
  }

  #renewed(held: Held | null): Promise<AccessToken> {
    this.#renewing ??= this.#renew(held).finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  }

  async #renew(held: Held | null): Promise<AccessToken> {
    const refreshToken = this.#refreshToken;
    if (refreshToken === null) {
      // Without a way to renew it the last token is tried until the backend refuses it: its life is only a promise.
      if (held !== null) return { state: "ready", token: held.token };
      this.#become("expired");
      return { state: "expired" };
    }
    const asked = this.#now();
    const renewal = await this.#ports.renew(refreshToken);
    switch (renewal.state) {
      case "granted": {
        if (renewal.grant.refreshToken !== null) {
          this.#refreshToken = renewal.grant.refreshToken;
          await this.#keep(renewal.grant.refreshToken);
        }
        const fresh = this.#hold(renewal.grant, asked);
        return { state: "ready", token: fresh.token };
      }
      case "rejected":
        this.#refreshToken = null;
        this.#held = null;
        await this.#keep(null);
        this.#become("expired");
        return { state: "expired" };
      case "unreachable":
        return { state: "offline" };
      default:
        return assertNever(renewal);
    }
  }

  /** A full disk must not end a session that works: it then lasts until the app ends. */
  async #keep(refreshToken: string | null): Promise<void> {
    try {
      await this.#ports.keep(refreshToken);
    } catch (error) {
      this.#ports.onFault("keeping the sign-in", error);
    }
  }

  #hold({ accessToken, expiresInS }: TokenGrant, asked: { readonly monotonic: number; readonly wall: number }): Held {
    const lifeMs = expiresInS === null ? null : Math.max(0, expiresInS * 1000);
    const goodForMs = lifeMs === null ? null : Math.max(lifeMs - renewEarlyMs, lifeMs * shortestUse);
    const held = { token: accessToken, atMonotonic: asked.monotonic, atWall: asked.wall, goodForMs };
    this.#held = held;
    return held;
  }

  #isStale({ atMonotonic, atWall, goodForMs }: Held): boolean {
    if (goodForMs === null) return false;
    const { monotonic, wall } = this.#now();
    // The greater of both: the monotonic clock stands still while the laptop sleeps, the other may have been set back.
    return Math.max(monotonic - atMonotonic, wall - atWall) >= goodForMs;
  }

  #now(): { readonly monotonic: number; readonly wall: number } {
    return { monotonic: this.#ports.clocks.monotonic(), wall: this.#ports.clocks.wall() };
  }

  #become(state: SessionState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#ports.onState(state);
  }
}
