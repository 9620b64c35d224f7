import { err } from "../../../shared/kernel/result.ts";
import type { BridgeHandlers } from "../bridge/answer-call.ts";

type VaultRequest = Extract<keyof BridgeHandlers, `vault.${string}` | "mark.write">;

const refuse = async () => err({ code: "unavailable" as const, message: "there is no vault yet" });

export function vaultHandlers(): Pick<BridgeHandlers, VaultRequest> {
  return {
    "vault.open": refuse,
    "vault.unlock": refuse,
    "vault.lock": refuse,
    "vault.renew": refuse,
    "vault.reset": refuse,
    "vault.passcode": refuse,
    "vault.info": refuse,
    "vault.rotate": refuse,
    "vault.retire": refuse,
    "mark.write": refuse,
  };
}
