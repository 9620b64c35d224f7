import { type ReactNode, useEffect } from "react";
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
  useReady(true);
  useEffect(() => {
    if (fault !== "lost") return;
    // Refused when it was done before: then the screen stays, with its button.
    void askDesktop(bridge, "store.set-aside", undefined).then((answer) => answer.ok && location.reload());
  }, [bridge, fault]);
  return (
    <main>
      <EmptyState
        title={t(`store.${fault}.title`)}
        text={t(`store.${fault}.text`)}
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
