import type { ReactNode } from "react";
import type { SyncStatus } from "../data/data-client.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { useReady } from "../ui/ready.ts";
import { useText } from "../ui/text.ts";

/** Stands in place of everything while the local database cannot be used: why, what is safe, and the way on. */
export function StoreFault({ fault }: { readonly fault: NonNullable<SyncStatus["storeFault"]> }): ReactNode {
  const t = useText("shell");
  useReady(true);
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
