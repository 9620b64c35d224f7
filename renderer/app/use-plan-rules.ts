import { useEffect } from "react";
import { mayKeepPlans } from "../../shared/domain/playbook/keeping-time.ts";
import type { SyncStatus } from "../data/data-client.ts";
import { useDataClient } from "../data/data-client-provider.tsx";
import { keepPlans } from "../data/plan/keep-plans.ts";
import { useNowAs } from "../ui/now.ts";

const lookMs = 10 * 60_000;
const firstLookMs = 20_000;

/**
 * Starts the playbooks that rules ask for at the reader's own accounts, and moves steps whose anchor has moved: in idle time, with or without a network, in
 * the window that leads. `on` false = nothing is done unasked.
 */
export function usePlanRules(status: SyncStatus, on: boolean): void {
  const client = useDataClient();
  const { leader, progress, lastSyncMs, clockSkewMs, held } = status;
  const may = mayKeepPlans({ on, leader, whole: progress === null && lastSyncMs !== null && held === null, clockSkewMs });
  const turn = useNowAs((nowMs) => Math.floor(nowMs / lookMs));
  useEffect(() => {
    if (!may) return undefined;
    let idle = 0;
    // Scores and forecasts are worked out first: a rule that reads them has nothing to say before.
    const later = setTimeout(() => {
      idle = requestIdleCallback(() => void keepPlans(client).catch(reportError));
    }, firstLookMs);
    return () => {
      clearTimeout(later);
      cancelIdleCallback(idle);
    };
  }, [client, may, turn]);
}
