import { createContext, useContext } from "react";
import type { BridgeAnswer } from "../../shared/bridge/contract.ts";
import type { VaultInfo } from "../../shared/bridge/vault.ts";

/** The vault of the open profile as screens see it. */
export interface VaultControls {
  info(): Promise<BridgeAnswer<VaultInfo>>;
  /** `current` is needed once there is a passcode; `next` null takes it away. */
  setPasscode(current: string | null, next: string | null): Promise<BridgeAnswer<VaultInfo>>;
  /** Locks, or opens the settings where there is no passcode to lock with. */
  lock(): Promise<void>;
}

export const VaultContext = createContext<VaultControls | null>(null);

export function useVault(): VaultControls {
  const vault = useContext(VaultContext);
  if (vault === null) throw new Error("VaultContext is missing");
  return vault;
}
