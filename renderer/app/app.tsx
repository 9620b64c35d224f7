import type { ReactNode } from "react";
import { useEffect, useState } from "react";
import type { HeadroomBridge } from "../../shared/bridge/contract.ts";
import { useDataClient } from "../data/data-client-provider.tsx";
import { useSyncStatus } from "../data/hooks.ts";
import { FirstRunScreen } from "../features/first-run/first-run-screen.tsx";
import { useDevice } from "../ui/device.ts";
import { useNavigate, useRoute } from "../ui/navigation.ts";
import { parseRoute } from "../ui/routes.ts";
import { BackendBanner } from "./backend-banner.tsx";
import { DataSession } from "./data-session.tsx";
import { Frame } from "./frame.tsx";
import styles from "./app.module.css";
import { SessionBanner } from "./session-banner.tsx";
import { isMakingData, isSettled } from "./session-state.ts";
import { StoreFault } from "./store-fault.tsx";
import { useWipe } from "./use-wipe.ts";
import { PostProvider } from "./post-provider.tsx";
import { SitePackProvider } from "./site-pack-provider.tsx";
import { UpdatesProvider } from "./updates-provider.tsx";
import { VaultProvider } from "./vault-provider.tsx";

/** Chooses between the first run and the frame, and opens what the desktop asks for. */
export function App({ bridge }: { readonly bridge: HeadroomBridge }): ReactNode {
  const { info } = useDevice();
  const navigate = useNavigate();
  useEffect(
    () =>
      bridge.on("navigate", ({ route }) => {
        const place = parseRoute(route);
        if (place !== null) navigate(place);
      }),
    [bridge, navigate],
  );
  useWipe(bridge, info.profile);
  return (
    <SitePackProvider bridge={bridge}>
      <OwnConsole bridge={bridge} />
    </SitePackProvider>
  );
}

/** The reader's own: the first run, or the profile in use. */
function OwnConsole({ bridge }: { readonly bridge: HeadroomBridge }): ReactNode {
  const { info } = useDevice();
  if (info.connection.mode === "none") return <FirstRunScreen progress={null} />;
  return (
    <div className={styles.app}>
      <SessionBanner connection={info.connection} />
      <div className={styles.below}>
        <DataSession key={info.profile} bridge={bridge} profile={info.profile}>
          <VaultProvider bridge={bridge} profile={info.profile}>
            <PostProvider bridge={bridge} profile={info.profile}>
              <UpdatesProvider bridge={bridge}>
                <Session bridge={bridge} />
              </UpdatesProvider>
            </PostProvider>
          </VaultProvider>
        </DataSession>
      </div>
    </div>
  );
}

function Session({ bridge }: { readonly bridge: HeadroomBridge }): ReactNode {
  const device = useDevice();
  const route = useRoute();
  const navigate = useNavigate();
  const status = useSyncStatus();
  const client = useDataClient();
  const backendRuns = device.backend.state === "running";
  useEffect(() => {
    // The worker may be waiting in its backoff since before the backend listened.
    if (backendRuns) client.syncNow();
  }, [backendRuns, client]);
  const { connection } = device.info;
  const signedIn = connection.mode === "remote" && connection.session === "active";
  useEffect(() => {
    // Somebody has signed in again: what waits is sent now, not after the pause.
    if (signedIn) client.syncNow();
  }, [signedIn, client]);
  const settled = isSettled(device, status);
  useEffect(() => {
    document.documentElement.dataset["settled"] = String(settled);
  }, [settled]);
  const leaveFirstRun = route.screen === "first-run";
  useEffect(() => {
    if (leaveFirstRun) navigate({ screen: "today" }, { replace: true });
  }, [leaveFirstRun, navigate]);
  // Once rows have come the frame stays, whatever the connection does next.
  const [entered, setEntered] = useState(false);
  const hasRows = status.lastSyncMs !== null || (status.progress?.rowsDone ?? 0) > 0;
  if (hasRows && !entered) setEntered(true);
  if (status.storeFault !== null) return <StoreFault bridge={bridge} fault={status.storeFault} />;
  if (!entered && isMakingData(device, status)) return <FirstRunScreen progress={status.progress} />;
  if (route.screen === "first-run") return null;
  return (
    <div className={styles.app}>
      <BackendBanner backend={device.backend} />
      <div className={styles.below}>
        <Frame bridge={bridge} route={route} />
      </div>
    </div>
  );
}
