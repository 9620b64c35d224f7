import type { VaultInfo } from "../../../shared/bridge/vault.ts";
import { defaultLaptopPolicy } from "../../../shared/sync/policy.ts";
import { graceUntil } from "./vault-clock.ts";
import type { ReadVault } from "./vault-file.ts";

/** What the settings say of a vault. `keystore` = the system's hides secrets; `guarded` = the data is a company's. */
export function vaultInfoOf(vault: ReadVault, keystore: boolean, guarded: boolean): VaultInfo {
  if (vault.state !== "kept") {
    return {
      keystore,
      hasPasscode: false,
      lockAfterMinutes: null,
      lockPolicyMinutes: defaultLaptopPolicy.lockAfterMinutes,
      lastContactMs: null,
      graceUntilMs: null,
      keyCreatedMs: null,
    };
  }
  const { clock, master, rings } = vault;
  const hasPasscode = master.passcode !== null;
  return {
    keystore,
    hasPasscode,
    lockAfterMinutes: hasPasscode ? clock.policy.lockAfterMinutes : null,
    lockPolicyMinutes: clock.policy.lockAfterMinutes,
    lastContactMs: guarded ? clock.contactMs : null,
    graceUntilMs: guarded ? graceUntil(clock) : null,
    keyCreatedMs: rings.edits.at(-1)?.createdMs ?? null,
  };
}
