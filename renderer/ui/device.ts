import { createContext, useContext } from "react";
import type { AppInfo, BackendState, BridgeArgs, BridgeError, DeviceSettings } from "../../shared/bridge/contract.ts";
import type { Language } from "../../shared/i18n/catalogue.ts";

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
}

export const DeviceContext = createContext<Device | null>(null);

export function useDevice(): Device {
  const device = useContext(DeviceContext);
  if (device === null) throw new Error("DeviceContext is missing");
  return device;
}
