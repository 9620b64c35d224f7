import type { ReactNode } from "react";
import { useMemo } from "react";
import type { HeadroomBridge } from "../../shared/bridge/contract.ts";
import { useDrafts } from "../data/drafts/drafts-context.ts";
import { useNavigate } from "../ui/navigation.ts";
import type { VaultControls } from "../ui/vault-context.ts";
import { VaultContext } from "../ui/vault-context.ts";
import { askDesktop } from "./bridge.ts";

/** What screens may ask of the vault while it is open. */
export function VaultProvider({
  bridge,
  profile,
  children,
}: {
  readonly bridge: HeadroomBridge;
  readonly profile: string;
  readonly children: ReactNode;
}): ReactNode {
  const navigate = useNavigate();
  const drafts = useDrafts();
  const controls = useMemo<VaultControls>(
    () => ({
      info: () => askDesktop(bridge, "vault.info", { profile }),
      setPasscode: (current, next) => askDesktop(bridge, "vault.passcode", { profile, current, next }),
      lock: async () => {
        // What was typed last is sealed with the rest.
        await drafts.flush();
        const info = await askDesktop(bridge, "vault.info", { profile });
        if (info.ok && info.value.hasPasscode) await askDesktop(bridge, "vault.lock", { profile });
        else navigate({ screen: "settings" });
      },
    }),
    [bridge, profile, navigate, drafts],
  );
  return <VaultContext.Provider value={controls}>{children}</VaultContext.Provider>;
}
