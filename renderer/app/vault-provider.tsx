import type { ReactNode } from "react";
import { useMemo } from "react";
import type { HeadroomBridge } from "../../shared/bridge/contract.ts";
import type { DataClient } from "../data/data-client.ts";
import { useDataClient } from "../data/data-client-provider.tsx";
import { useDrafts } from "../data/drafts/drafts-context.ts";
import { useNavigate } from "../ui/navigation.ts";
import { type ConnectorControls, ConnectorsContext } from "../ui/connectors-context.ts";
import { type SenderControls, SendersContext } from "../ui/senders-context.ts";
import type { VaultControls } from "../ui/vault-context.ts";
import { VaultContext } from "../ui/vault-context.ts";
import { askDesktop } from "./bridge.ts";

/** An edit that is on its way when somebody locks gets so long to arrive. */
const patienceMs = 2000;

/** Resolves when the edits under way have a home, or will not have one soon. */
export async function editsSettled(client: DataClient): Promise<void> {
  await Promise.race([client.settled(), new Promise((resolve) => setTimeout(resolve, patienceMs))]);
}

/** What screens may ask of the vault while it is open, and of the senders that it keeps. */
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
  const client = useDataClient();
  const drafts = useDrafts();
  const controls = useMemo<VaultControls>(
    () => ({
      info: () => askDesktop(bridge, "vault.info", { profile }),
      setPasscode: (current, next) => askDesktop(bridge, "vault.passcode", { profile, current, next }),
      lock: async () => {
        // What was typed last is stored, or sealed with the rest.
        await editsSettled(client);
        await drafts.flush();
        const info = await askDesktop(bridge, "vault.info", { profile });
        if (info.ok && info.value.hasPasscode) await askDesktop(bridge, "vault.lock", { profile });
        else navigate({ screen: "settings" });
      },
    }),
    [bridge, profile, navigate, client, drafts],
  );
  const senders = useMemo<SenderControls>(
    () => ({
      list: () => askDesktop(bridge, "senders.list", { profile }),
      save: (setup) => askDesktop(bridge, "senders.save", { profile, setup }),
      remove: (id) => askDesktop(bridge, "senders.remove", { profile, id }),
      test: (id) => askDesktop(bridge, "senders.test", { profile, id }),
    }),
    [bridge, profile],
  );
  const connectors = useMemo<ConnectorControls>(
    () => ({
      list: () => askDesktop(bridge, "connectors.list", { profile }),
      run: (name) => askDesktop(bridge, "connectors.run", { profile, name }),
    }),
    [bridge, profile],
  );
  return (
    <VaultContext.Provider value={controls}>
      <SendersContext.Provider value={senders}>
        <ConnectorsContext.Provider value={connectors}>{children}</ConnectorsContext.Provider>
      </SendersContext.Provider>
    </VaultContext.Provider>
  );
}
