import type { BridgeError } from "../../../shared/bridge/contract.ts";
import type { VaultAnswer } from "../../../shared/bridge/vault.ts";

/** What the desktop says of a vault that hands out no keys; `failed` = it could not say. */
export type ShutVault = Exclude<VaultAnswer, { readonly state: "open" }> | { readonly state: "failed"; readonly error: BridgeError };

/** What the user can do about it. Each answers null when the vault's state has moved on, or what went wrong. */
export interface VaultActions {
  choosePasscode(passcode: string): Promise<BridgeError | null>;
  unlock(passcode: string): Promise<BridgeError | null>;
  /** Reaches the backend. */
  connect(): Promise<BridgeError | null>;
  /** Deletes the local database and makes new keys. */
  beginAnew(): Promise<BridgeError | null>;
  /** Asks the desktop once more. */
  retry(): void;
}
