import { useEffect } from "react";
import type { HeadroomBridge } from "../../shared/bridge/contract.ts";
import { deleteLocalDatabase } from "../data/delete-local-database.ts";
import { logError } from "./bridge.ts";

/**
 * Deletes the local database when the desktop says that its keys were destroyed. A start that finds them destroyed does it at the vault's door;
 * this is for who leaves at the same moment.
 */
export function useWipe(bridge: HeadroomBridge, profile: string): void {
  useEffect(
    () =>
      bridge.on("vault", ({ state }) => {
        if (state !== "wiped") return;
        deleteLocalDatabase(profile).catch(
          (error: unknown) => void logError(bridge, error instanceof Error ? error : new Error(String(error))),
        );
      }),
    [bridge, profile],
  );
}
