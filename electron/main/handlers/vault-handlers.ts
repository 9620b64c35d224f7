import { ok } from "../../../shared/kernel/result.ts";
import type { BridgeHandlers } from "../bridge/answer-call.ts";
import { orDiskFault } from "../services/disk-error.ts";
import type { VaultService } from "../services/vault-service.ts";

type VaultRequest = Extract<keyof BridgeHandlers, `vault.${string}` | `drafts.${string}` | "mark.write">;

/** `ready` resolves when it is known which connection, and so which profile, is in use. */
export function vaultHandlers(vaults: VaultService, ready: () => Promise<unknown>): Pick<BridgeHandlers, VaultRequest> {
  return {
    "vault.open": async ({ profile }) => {
      await ready();
      return await orDiskFault(vaults.open(profile));
    },
    "vault.unlock": ({ profile, passcode }) => orDiskFault(vaults.unlock(profile, passcode)),
    "vault.lock": async () => {
      await vaults.lockCurrent();
      return ok(undefined);
    },
    "vault.renew": ({ profile }) => orDiskFault(vaults.renew(profile)),
    "vault.reset": ({ profile }) => orDiskFault(vaults.reset(profile)),
    "vault.passcode": ({ profile, current, next }) => orDiskFault(vaults.setPasscode(profile, current, next)),
    "vault.info": async ({ profile }) => {
      await ready();
      return await orDiskFault(vaults.info(profile));
    },
    "vault.rotate": ({ profile }) => orDiskFault(vaults.rotate(profile)),
    "vault.retire": ({ profile, keep }) => orDiskFault(vaults.retire(profile, keep)),
    "drafts.read": ({ profile }) => orDiskFault(vaults.drafts(profile)),
    "drafts.write": ({ profile, drafts }) => orDiskFault(vaults.keepDrafts(profile, drafts)),
    "mark.write": ({ profile, mark }) => orDiskFault(vaults.writeMark(profile, mark).then(() => ok(undefined))),
  };
}
