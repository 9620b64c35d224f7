import type { ReactNode } from "react";
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { HeadroomBridge } from "../../shared/bridge/contract.ts";
import type { SyncStatus } from "../data/data-client.ts";
import { useSyncStatus } from "../data/hooks.ts";
import { Palette } from "../features/palette/palette.tsx";
import type { SealPack } from "../features/site-pack/make-pack-dialog.tsx";
import { useDevice } from "../ui/device.ts";
import { useNavigate } from "../ui/navigation.ts";
import { watchPrinting } from "../ui/printing.ts";
import { SettledContext } from "../ui/ready.ts";
import type { Route } from "../ui/routes.ts";
import { routePath } from "../ui/routes.ts";
import { onceScreenReady } from "../ui/screen-ready.ts";
import { type SitePacks, SitePacksContext, useSitePacks } from "../ui/site-pack-context.ts";
import { useText } from "../ui/text.ts";
import { askDesktop, logError } from "./bridge.ts";
import { ErrorBoundary } from "./error-boundary.tsx";
import styles from "./frame.module.css";
import { KeysDialog } from "./keys-dialog.tsx";
import { Rail } from "./rail.tsx";
import { preloadScreens, Screen } from "./screen.tsx";
import { ShellProvider } from "./shell-provider.tsx";
import { StatusLine } from "./status-line.tsx";
import { useFrameKeys } from "./use-frame-keys.ts";
import { usePlanRules } from "./use-plan-rules.ts";
import { usePromiseNotices } from "./use-promise-notices.ts";
import { useQuarterDrafts } from "./use-quarter-drafts.ts";
import { useMayTell } from "./use-may-tell.ts";
import { useTray } from "./use-tray.ts";
import { useUndo } from "./use-undo.ts";
import { useStoreNotices } from "./use-store-notices.ts";
import { useWaiting } from "./use-waiting.ts";

const MakePackDialog = lazy(async () => ({ default: (await import("../features/site-pack/make-pack-dialog.tsx")).MakePackDialog }));

interface Props {
  readonly bridge: HeadroomBridge;
  readonly route: Exclude<Route, { readonly screen: "first-run" }>;
}

/** Rail, screen and status line, and what lies over all screens: palette, keys. */
export function Frame({ bridge, route }: Props): ReactNode {
  const [overlay, setOverlay] = useState<"palette" | "history" | "keys" | null>(null);
  const openPalette = useCallback(() => setOverlay("palette"), []);
  const t = useText("shell");
  const status = useSyncStatus();
  const { info } = useDevice();
  useStoreNotices(status);
  const badges = useWaiting(status);
  const settled = isSettled(status, info.connection.mode === "remote");
  const packs = useSitePacks();
  const isPack = packs.open !== null;
  // A pack tells nobody of anything and drafts nothing.
  usePromiseNotices(bridge, { on: info.settings.notifications && !isPack, ready: settled, tells: useMayTell(info.settings) });
  usePlanRules(status, !isPack && info.overrides.draftReviews !== false);
  useQuarterDrafts(bridge, status, !isPack && (info.overrides.draftReviews ?? info.settings.draftReviews));
  const [packing, setPacking] = useState<readonly string[] | null>(null);
  const packAccounts = useMemo<SitePacks>(() => ({ ...packs, pack: (accountIds) => setPacking(accountIds) }), [packs]);
  const seal = useCallback<SealPack>(
    async (sealed) => await askDesktop(bridge, "site-pack.make", { ...sealed, content: new Uint8Array(sealed.content) }),
    [bridge],
  );
  const navigate = useNavigate();
  const content = useRef<HTMLDivElement>(null);
  const edits = useUndo();
  const commands = useFrameKeys({ openPalette, openHistory: () => setOverlay("history"), openKeys: () => setOverlay("keys"), edits });
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  useEffect(() => bridge.on("command", ({ id }) => latest.current(id)), [bridge]);

  useTray(bridge);
  const total = badges.icon;
  useEffect(() => {
    void askDesktop(bridge, "badge.set", { count: Math.min(total, 9999) });
  }, [bridge, total]);

  useEffect(() => {
    if (!settled) return;
    let idle = 0;
    // A part that cannot be loaded says so when it is opened.
    const stop = onceScreenReady(() => {
      idle = requestIdleCallback(() => void preloadScreens().catch(() => undefined), { timeout: 5000 });
    });
    return () => {
      stop();
      cancelIdleCallback(idle);
    };
  }, [settled]);

  useEffect(() => watchPrinting(window), []);

  const path = routePath(route);
  useEffect(() => {
    // A new screen starts at its own beginning; a screen that takes the focus itself (a list) has already done so.
    if (!(content.current?.contains(document.activeElement) ?? false)) content.current?.focus({ preventScroll: true });
  }, [path]);
  return (
    <SitePacksContext.Provider value={packAccounts}>
      <ShellProvider bridge={bridge} openPalette={openPalette}>
        <div className={styles.frame}>
          <Rail badges={badges} />
          <div ref={content} className={styles.content} tabIndex={-1}>
            <ErrorBoundary screen={path} onError={(error, stack) => void logError(bridge, error, stack)}>
              <main className={styles.main} aria-label={t("app.name")}>
                <SettledContext.Provider value={settled}>
                  <Screen route={route} />
                </SettledContext.Provider>
              </main>
            </ErrorBoundary>
          </div>
          <StatusLine status={status} />
        </div>
        <Palette
          open={overlay === "palette" ? "everything" : overlay === "history" ? "history" : null}
          onClose={() => setOverlay(null)}
          onGo={navigate}
          onUndo={edits.undo}
          onRedo={edits.redo}
        />
        <KeysDialog open={overlay === "keys"} onClose={() => setOverlay(null)} />
        {packing !== null && (
          <Suspense fallback={null}>
            <MakePackDialog accountIds={packing} seal={seal} onClose={() => setPacking(null)} />
          </Suspense>
        )}
      </ShellProvider>
    </SitePacksContext.Provider>
  );
}

/** The first sync is done, or cannot go on now: what is here is what there is to show. An embedded backend that is away is only starting. */
function isSettled(status: SyncStatus, remote: boolean): boolean {
  return status.lastSyncMs !== null || status.phase === "paused" || (remote && status.phase === "offline");
}
