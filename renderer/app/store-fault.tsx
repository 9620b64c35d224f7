import { type ReactNode, useEffect, useState } from "react";
import type { HeadroomBridge } from "../../shared/bridge/contract.ts";
import type { SyncStatus } from "../data/data-client.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { useReady } from "../ui/ready.ts";
import { useText } from "../ui/text.ts";
import { askDesktop } from "./bridge.ts";

interface Props {
  readonly bridge: HeadroomBridge;
  readonly fault: NonNullable<SyncStatus["storeFault"]>;
}

/** Stands in place of everything while the local database cannot be used: why, what is safe, and the way on. */
export function StoreFault({ bridge, fault }: Props): ReactNode {
  const t = useText("shell");
  const [refused, setRefused] = useState(false);
  useReady(true);
  useEffect(() => {
    if (fault !== "lost") return;
    // Refused when it was done before, or by the disk: then nothing more happens by itself, and the screen must not say so.
    void askDesktop(bridge, "store.set-aside", undefined).then((answer) => (answer.ok ? location.reload() : setRefused(true)));
  }, [bridge, fault]);
  const told = refused ? "unavailable" : fault;
  return (
    <main>
      <EmptyState
        title={t(`store.${told}.title`)}
        text={t(`store.${told}.text`)}
        action={
          fault === "blocked" ? null : (
            <Button variant="solid" onClick={() => location.reload()}>
              {t("store.retry")}
            </Button>
          )
        }
      />
    </main>
  );
}
