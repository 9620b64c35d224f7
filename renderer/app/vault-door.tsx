import type { ReactNode } from "react";
import { useEffect, useMemo } from "react";
import type { BridgeAnswer, BridgeError, HeadroomBridge } from "../../shared/bridge/contract.ts";
import type { VaultAnswer } from "../../shared/bridge/vault.ts";
import { deleteLocalDatabase } from "../data/delete-local-database.ts";
import type { ShutVault, VaultActions } from "../features/vault/vault-state.ts";
import { VaultScreen } from "../features/vault/vault-screen.tsx";
import { askDesktop, logError } from "./bridge.ts";

export type { ShutVault };

interface Props {
  readonly bridge: HeadroomBridge;
  readonly profile: string;
  readonly vault: ShutVault;
  /** Takes what `vault.unlock`, `vault.renew`, `vault.passcode` or `vault.reset` led to. Keys go straight on to the data worker: nobody keeps them. */
  readonly onAnswer: (answer: VaultAnswer) => void;
  /** Asks the desktop anew. */
  readonly onRetry: () => void;
}

/** Stands in place of everything while the keys of the local database are not at hand, and carries out what the user decides. */
export function VaultDoor({ bridge, profile, vault, onAnswer, onRetry }: Props): ReactNode {
  const isWiped = vault.state === "wiped";
  useEffect(() => {
    // Its keys are destroyed: what is left of the database is noise that takes room.
    if (isWiped) deleteLocalDatabase(profile).catch((error: unknown) => void logError(bridge, asError(error)));
  }, [isWiped, bridge, profile]);
  const actions = useMemo<VaultActions>(() => {
    const pass = (answer: BridgeAnswer<VaultAnswer>): BridgeError | null => {
      if (!answer.ok) return answer.error;
      onAnswer(answer.value);
      return null;
    };
    const open = async (): Promise<BridgeError | null> => pass(await askDesktop(bridge, "vault.open", { profile }));
    return {
      choosePasscode: async (next) => {
        const chosen = await askDesktop(bridge, "vault.passcode", { profile, current: null, next });
        return chosen.ok ? await open() : chosen.error;
      },
      unlock: async (passcode) => {
        const answer = await askDesktop(bridge, "vault.unlock", { profile, passcode });
        // A wrong one may have begun a pause, which the vault's state tells.
        if (!answer.ok && answer.error.code === "wrong-passcode") await open();
        return pass(answer);
      },
      connect: async () => pass(await askDesktop(bridge, "vault.renew", { profile })),
      beginAnew: async () => pass(await beginAnew(bridge, profile)),
      retry: onRetry,
    };
  }, [bridge, profile, onAnswer, onRetry]);
  return <VaultScreen vault={vault} actions={actions} />;
}

/** Deletes what is left of the local database and makes new keys. */
export async function beginAnew(bridge: HeadroomBridge, profile: string): Promise<BridgeAnswer<VaultAnswer>> {
  try {
    await deleteLocalDatabase(profile);
  } catch (error) {
    await logError(bridge, asError(error));
    return { ok: false, error: { code: "io", message: "the local database could not be deleted" } };
  }
  return await askDesktop(bridge, "vault.reset", { profile });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
