import type { BridgeError } from "../../../shared/bridge/contract.ts";
import { type Result, err, ok } from "../../../shared/kernel/result.ts";
import type { CommandLine } from "../command-line.ts";
import type { ConnectionStore, Identity } from "../services/connection-store.ts";

export interface OpenConnectionOptions {
  readonly store: ConnectionStore;
  readonly line: Pick<CommandLine, "connection" | "demoSize">;
  /** Whose token it is, asked of the backend itself. */
  readonly whoIs: (origin: string, token: string) => Promise<Result<Identity, BridgeError>>;
}

function reasonOf(url: string, code: BridgeError["code"]): string {
  switch (code) {
    case "unauthorized":
      return `${url} does not accept the token in HEADROOM_TOKEN: ask for a new one`;
    case "forbidden":
      return `the user of the token in HEADROOM_TOKEN has no access to ${url}`;
    default:
      return `${url} cannot be asked whose the token in HEADROOM_TOKEN is, and it was not used on this laptop before: try again when the backend can be reached`;
  }
}

/**
 * The connection of this start: the command line's, or the remembered one. The local database belongs to a user, so the backend is asked whose a
 * token is when it is first used; later starts know it without. An error is one line for the terminal.
 */
export async function openConnection({
  store,
  line,
  whoIs,
}: OpenConnectionOptions): Promise<Result<ConnectionStore, { readonly code: "no-user"; readonly message: string }>> {
  const asked = line.connection;
  switch (asked?.mode) {
    case undefined:
      break;
    case "demo":
      store.override({ mode: "demo", size: line.demoSize });
      break;
    case "embedded":
      store.override(asked);
      break;
    case "remote": {
      const { url, token } = asked;
      const credential = { signIn: "token", token } as const;
      const known = store.userOf(url, token);
      if (known !== null) {
        store.override({ mode: "remote", url, ...known, credential });
        break;
      }
      const identity = await whoIs(url, token);
      if (!identity.ok) return err({ code: "no-user", message: reasonOf(url, identity.error.code) });
      store.override({ mode: "remote", url, ...identity.value, credential });
      await store.rememberUser(url, token, identity.value);
      break;
    }
  }
  return ok(store);
}
