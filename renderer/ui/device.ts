import { createContext, useContext } from "react";
import type { AppInfo, BackendState, DeviceSettings } from "../../shared/bridge/app-info.ts";
import type { BridgeAnswer, BridgeArgs, BridgeError } from "../../shared/bridge/contract.ts";
import type { Language } from "../../shared/i18n/catalogue.ts";
import type { AuthConfig } from "../../shared/sync/auth-config.ts";

/** The desktop as screens see it: what it is, what was chosen on this device, and the ways to change that. */
export interface Device {
  readonly info: AppInfo;
  readonly backend: BackendState;
  /** What is in force: the command line's choice, else the setting, else the system. */
  readonly language: Language;
  readonly theme: "light" | "dark";
  readonly density: DeviceSettings["density"];
  /** Each answers null, or what went wrong. A changed setting is in force at once. */
  changeSettings(change: Partial<DeviceSettings>): Promise<BridgeError | null>;
  chooseConnection(choice: BridgeArgs<"connection.choose">): Promise<BridgeError | null>;
  leaveConnection(): Promise<BridgeError | null>;
  /** How one signs in at a backend. */
  askSignInWays(url: string): Promise<BridgeAnswer<AuthConfig>>;
  /** Signs in in the system's browser; resolves when the user is back or it has come to nothing. A later call ends an earlier one. */
  beginSignIn(url: string, another: boolean): Promise<BridgeError | null>;
  cancelSignIn(): Promise<void>;
  developmentSignIn(url: string, userId: string): Promise<BridgeError | null>;
  /** Tries again to keep the sign-in on the disk. */
  keepSignIn(): Promise<BridgeError | null>;
  /** Ends the session. The copy and unsent edits stay, sealed, for this user; `forget` destroys them. */
  signOut(forget: boolean): Promise<BridgeError | null>;
}

export const DeviceContext = createContext<Device | null>(null);

export function useDevice(): Device {
  const device = useContext(DeviceContext);
  if (device === null) throw new Error("DeviceContext is missing");
  return device;
}
