import type { ReactNode } from "react";
import type { BridgeError, HeadroomBridge, VaultAnswer } from "../../shared/bridge/contract.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { useReady } from "../ui/ready.ts";
import { useText } from "../ui/text.ts";

/** What the desktop says of a vault that hands out no keys; `failed` = it could not say. */
export type ShutVault = Exclude<VaultAnswer, { readonly state: "open" }> | { readonly state: "failed"; readonly error: BridgeError };

interface Props {
  readonly bridge: HeadroomBridge;
  readonly profile: string;
  readonly vault: ShutVault;
  /** Takes what `vault.unlock`, `vault.renew`, `vault.passcode` or `vault.reset` led to. Keys go straight on to the data worker: nobody keeps them. */
  readonly onAnswer: (answer: VaultAnswer) => void;
  /** Asks the desktop anew. */
  readonly onRetry: () => void;
}

/** Stands in place of everything while the keys of the local database are not at hand. */
export function VaultDoor({ vault, onRetry }: Props): ReactNode {
  const t = useText("errors");
  const shell = useText("shell");
  useReady(true);
  return (
    <main>
      <EmptyState
        title={shell("error.title")}
        text={t(vault.state === "failed" ? vault.error.code : "unavailable")}
        action={
          <Button variant="solid" onClick={onRetry}>
            {shell("error.retry")}
          </Button>
        }
      />
    </main>
  );
}
