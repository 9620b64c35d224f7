import type { ActiveConnection, ConnectionStore, RemoteConnection } from "../services/connection-store.ts";
import { BackendSession, type SessionState, type TokenClocks, type TokenGrant } from "./backend-session.ts";
import type { OidcClient } from "./oidc-client.ts";

export interface SessionKeeperPorts {
  readonly store: () => Promise<ConnectionStore>;
  readonly oidc: OidcClient;
  readonly clocks: TokenClocks;
  /** The session of the connection in use has changed. */
  readonly onState: (state: SessionState) => void;
  readonly onFault: (where: string, error: unknown) => void;
}

/** Holds the session of the connection in use. A request keeps the session that it began with: it never goes out with another user's token. */
export class SessionKeeper {
  readonly #ports: SessionKeeperPorts;
  #session: BackendSession | null = null;

  constructor(ports: SessionKeeperPorts) {
    this.#ports = ports;
  }

  get current(): BackendSession | null {
    return this.#session;
  }

  get state(): SessionState {
    return this.#session?.state ?? "active";
  }

  /** Begins the session of a connection that has just been chosen, with the tokens of a sign-in that has just ended if there was one. */
  begin(connection: ActiveConnection, grant: TokenGrant | null): void {
    if (connection.mode !== "remote") {
      this.#session = null;
      return;
    }
    const session: BackendSession = new BackendSession({
      connection,
      grant,
      renew: (refreshToken) => this.#renew(connection, refreshToken),
      keep: async (refreshToken) => {
        // An answer that comes after the user has signed in again: the token of the new sign-in stays.
        if (this.#session === session) await (await this.#ports.store()).renew(connection, refreshToken);
      },
      clocks: this.#ports.clocks,
      // A request of an earlier user may still be on its way.
      onState: (state) => {
        if (this.#session === session) this.#ports.onState(state);
      },
      onFault: this.#ports.onFault,
    });
    this.#session = session;
  }

  async #renew({ credential }: RemoteConnection, refreshToken: string): ReturnType<OidcClient["renew"]> {
    if (credential.signIn !== "oidc") return { state: "rejected" };
    return await this.#ports.oidc.renew(credential.provider, refreshToken);
  }
}
