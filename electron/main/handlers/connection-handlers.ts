import type { AppInfo, BridgeError } from "../../../shared/bridge/contract.ts";
import { type Result, err, ok } from "../../../shared/kernel/result.ts";
import type { BridgeHandlers } from "../bridge/answer-call.ts";
import type { DemoSize } from "../command-line.ts";
import { isProtected } from "../security/is-protected.ts";
import type { ActiveConnection, ConnectionStore } from "../services/connection-store.ts";
import { diskError } from "../services/disk-error.ts";

export interface ConnectionHandlerOptions {
  readonly store: () => Promise<ConnectionStore>;
  readonly demoSize: DemoSize;
  readonly info: () => AppInfo;
  /** Whose token it is, asked of the backend itself. */
  readonly checkRemote: (origin: string, token: string) => Promise<Result<{ readonly user: string }, BridgeError>>;
  /** Starts or stops the embedded backend as the new connection needs. */
  readonly connected: () => Promise<void>;
}

export function connectionHandlers(options: ConnectionHandlerOptions): Pick<BridgeHandlers, "connection.choose" | "connection.leave"> {
  const take = async (connection: Exclude<ActiveConnection, { readonly mode: "embedded" }>): Promise<Result<AppInfo, BridgeError>> => {
    try {
      await (await options.store()).choose(connection);
    } catch (error) {
      const fault = diskError(error);
      if (fault === null) throw error;
      return err(fault);
    }
    await options.connected();
    return ok(options.info());
  };
  return {
    "connection.choose": async (choice) => {
      if (choice.mode === "demo") return await take({ mode: "demo", size: options.demoSize });
      const url = new URL(choice.url);
      if (url.username !== "" || url.password !== "") return err({ code: "bad-request", message: "the address must not hold a user name" });
      if (!isProtected(url)) return err({ code: "bad-request", message: "the address of a backend must start with https://" });
      const checked = await options.checkRemote(url.origin, choice.accessToken);
      if (!checked.ok) return checked;
      return await take({ mode: "remote", url: url.origin, token: choice.accessToken, user: checked.value.user });
    },
    "connection.leave": async () => await take({ mode: "none" }),
  };
}
