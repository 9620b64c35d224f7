import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type BrowserWindow, Menu, app, dialog, nativeTheme, net, powerMonitor, protocol, session, shell } from "electron";
import type { AppInfo, DeviceSettings } from "../../shared/bridge/app-info.ts";
import type { BridgeEvent, BridgeEventData } from "../../shared/bridge/contract.ts";
import { desktopText } from "../../shared/i18n/desktop.ts";
import { systemClock } from "../../shared/kernel/clock.ts";
import { registerBridge } from "./bridge/register-bridge.ts";
import type { CommandLine } from "./command-line.ts";
import { logCrashes, reviveWindow } from "./crash-guard.ts";
import { earOf, guardVaults, openVaults } from "./desktop-vault.ts";
import { openMessages, systemWays, testSender } from "./desktop-messages.ts";
import { routeOfDeepLink } from "../../shared/bridge/deep-links.ts";
import { deepLinkIn } from "./deep-link.ts";
import { openUpdates } from "./desktop-updates.ts";
import { openSitePacks } from "./desktop-site-pack.ts";
import { authHandlers } from "./handlers/auth-handlers.ts";
import { storeHandlers } from "./handlers/store-handlers.ts";
import { vaultHandlers } from "./handlers/vault-handlers.ts";
import { appHandlers } from "./handlers/app-handlers.ts";
import { clipboardHandlers } from "./handlers/clipboard-handlers.ts";
import { connectorHandlers } from "./handlers/connector-handlers.ts";
import { diagnosticsHandlers } from "./handlers/diagnostics-handlers.ts";
import { documentHandlers } from "./handlers/document-handlers.ts";
import { externalHandlers } from "./handlers/external-handlers.ts";
import { fileHandlers } from "./handlers/file-handlers.ts";
import { logHandlers } from "./handlers/log-handlers.ts";
import { messageHandlers } from "./handlers/message-handlers.ts";
import { notificationHandlers } from "./handlers/notification-handlers.ts";
import { outboxHandlers } from "./handlers/outbox-handlers.ts";
import { settingsHandlers } from "./handlers/settings-handlers.ts";
import { updateHandlers } from "./handlers/update-handlers.ts";
import { openLog } from "./log.ts";
import { type BackendTarget, defaultTimeouts, fixedSession, proxyToBackend } from "./protocol/backend-proxy.ts";
import { serveConsole } from "./protocol/serve-console.ts";
import { consoleScheme } from "./security/console-origin.ts";
import { denyPermissions } from "./security/deny-permissions.ts";
import { guardContents } from "./security/guard-contents.ts";
import { type ActiveConnection, ConnectionStore, profileOf, publicConnection } from "./services/connection-store.ts";
import { SettingsStore } from "./services/device-settings.ts";
import { EmbeddedBackend } from "./services/embedded-backend.ts";
import { forkBackend } from "./services/fork-backend.ts";
import { MadeDocuments } from "./services/made-documents.ts";
import { watchOnline } from "./services/online-monitor.ts";
import { OutboxMirror } from "./services/outbox-mirror.ts";
import { trayPorts } from "./services/tray-ports.ts";
import { toldNotices } from "./services/told-notices.ts";
import { toldFileOf } from "./services/vault-belongings.ts";
import { secretBoxOf, systemKeystore } from "./services/secret-box.ts";
import type { TokenGrant } from "./sign-in/backend-session.ts";
import { createSignIn } from "./sign-in/create-sign-in.ts";
import { openConnection } from "./sign-in/open-connection.ts";
import { startFault } from "./start-fault.ts";
import { applicationMenu } from "./window/application-menu.ts";
import { openConsoleWindow } from "./window/console-window.ts";
import { printPdf, printReviewPdf } from "./window/print-pdf.ts";
import { openTray } from "./window/console-tray.ts";
import { saveShot } from "./window/save-shot.ts";

/** The demonstration company is the same everywhere. */
const demoSeed = 1;
/** Making the largest demonstration company takes minutes on a small machine. */
const shotPatienceMs = 300_000;
/** How long the end of the app waits for the answer to a message. */
const lastWordsMs = 5_000;
/** The embedded backend starts at the latest after this, whatever keeps the window from asking for data. */
const backendPatienceMs = 3_000;

function platformOf(platform: NodeJS.Platform): AppInfo["platform"] {
  return platform === "darwin" || platform === "win32" ? platform : "linux";
}

/** Puts the desktop together. Called once, by the process that holds the profile's lock, before the app is ready. */
export function startDesktop(line: CommandLine): void {
  const profileFolder = app.getPath("userData");
  mkdirSync(profileFolder, { recursive: true, mode: 0o700 });
  const log = openLog(join(profileFolder, "logs"), systemClock.now());
  const settings = new SettingsStore(join(profileFolder, "settings.json"));
  const mirror = new OutboxMirror(join(profileFolder, "outbox"));
  let window: BrowserWindow | null = null;
  let connections: ConnectionStore | null = null;
  let screenLocked = false;
  /** Names of customers are not read in a menu while the copy is locked. */
  let hideTray = (): void => undefined;

  const emit = <N extends BridgeEvent>(name: N, data: BridgeEventData<N>): void => {
    if (window !== null && !window.isDestroyed()) window.webContents.send(`headroom:event:${name}`, data);
  };
  const fail = (code: number): void => {
    void backend.stop().finally(() => app.exit(code));
  };
  const fatal = (): void => {
    const text = desktopText[language()];
    dialog.showErrorBox(text.crashTitle, text.crashBody);
    fail(1);
  };
  const language = (): "zh-CN" | "en" => {
    const chosen = line.language ?? settings.current.language;
    if (chosen !== "system") return chosen;
    return app.getPreferredSystemLanguages()[0]?.toLowerCase().startsWith("zh") === true ? "zh-CN" : "en";
  };
  const isDark = (): boolean => {
    const chosen = line.theme ?? settings.current.theme;
    return chosen === "system" ? nativeTheme.shouldUseDarkColors : chosen === "dark";
  };

  const later = (ms: number, job: () => void): (() => void) => {
    const timer = setTimeout(job, ms);
    return () => clearTimeout(timer);
  };

  let backendRan = false;
  const backend = new EmbeddedBackend({
    fork: (config) => forkBackend(join(import.meta.dirname, "backend.js"), config, (text) => log.error("embedded backend", text)),
    newToken: () => randomBytes(32).toString("base64url"),
    onState: (state) => {
      emit("backend", state);
      if (state.state === "failed") log.error("embedded backend", `${state.code}: ${state.message}`);
      backendRan ||= state.state === "running";
      const fault = backendRan ? null : startFault(line, state);
      if (fault === null) return;
      process.stderr.write(`headroom: ${fault}\n`);
      fail(1);
    },
    onFault: (where, error) => log.error(where, error),
    later,
  });
  const connection = (): ActiveConnection => connections?.current ?? { mode: "none" };
  const { promise: opening, resolve: opened } = Promise.withResolvers<ConnectionStore>();
  const signIn = createSignIn({
    store: () => opening,
    fetch: (url, init) => net.fetch(url, init),
    openExternal: (url) => shell.openExternal(url),
    clocks: { monotonic: () => performance.now(), wall: () => systemClock.now() },
    pageText: () => ({ language: language(), ...desktopText[language()].signInPage }),
    later,
    onState: () => emitSession(),
    onFault: (where, error) => log.error(where, error),
  });
  const emitSession = (): void => emit("session", { session: signIn.sessions.state, keepFault: connections?.keepFault ?? null });
  const target = (): BackendTarget | null => {
    const signedIn = signIn.sessions.current;
    if (signedIn !== null) return { origin: signedIn.connection.url, profile: profileOf(signedIn.connection), session: signedIn };
    return backend.address === null
      ? null
      : { origin: backend.address.origin, profile: profile(), session: fixedSession(backend.address.token) };
  };
  const profile = (): string => profileOf(connection());
  /** The window has read what it has of its own when it asks for more: until then the embedded backend would only take its processor. */
  const { promise: windowAsks, resolve: windowHasAsked } = Promise.withResolvers<void>();
  const serveApi = (request: Request): Promise<Response> => {
    windowHasAsked();
    const to = target();
    return proxyToBackend(request, to, (url, init) => net.fetch(url, init), defaultTimeouts, earOf(vaults, to?.profile ?? profile()));
  };
  const vaults = openVaults({
    profileFolder,
    mirror,
    current: () => (connection().mode === "none" ? null : profile()),
    chosenLockMinutes: () => settings.current.lockAfterMinutes,
    onUnlocked: async (unlocked) => {
      messages.wake();
      const store = await opening;
      if (!(await store.vaultOpened(unlocked))) return;
      // The sign-in lay behind the passcode: whether there is one is known only now.
      signIn.sessions.begin(store.current, null);
      emitSession();
    },
    serveApi,
    emit: (event) => {
      messages.sleep();
      made.forget();
      hideTray();
      emit("vault", event);
    },
    onFault: (where, error) => log.error(where, error),
  });
  const ways = systemWays();
  const made = new MadeDocuments();
  const messages = openMessages({
    profileFolder,
    ways,
    vaults,
    current: () => (connection().mode === "none" ? null : profile()),
    isOnline: () => net.isOnline(),
    later,
    emit: (state) => emit("message", state),
    onFault: (where, error) => log.error(where, error),
  });
  const updates = openUpdates({
    profileFolder,
    channel: () => settings.current.updateChannel,
    later,
    sending: () => messages.sending,
    unsent: () => mirror.count(profile()),
    emit: (state) => emit("update", state),
    onFault: (where, error) => log.error(where, error),
  });
  const connect = (grant: TokenGrant | null, when: Promise<void> | null = null): Promise<void> => {
    const current = connection();
    if (connections?.waitsForVault !== true) signIn.sessions.begin(current, grant);
    if (line.backend && current.mode === "demo") {
      const dataDir = join(profileFolder, "demo", current.size);
      return backend.change({ dataDir, demo: { size: current.size, seed: demoSeed } }, when);
    }
    return backend.change(line.backend && current.mode === "embedded" ? { dataDir: current.dataDir, demo: null } : null, when);
  };

  /** null = the command line asks for what cannot be had; it has been said why. */
  const openStore = async (): Promise<ConnectionStore | null> => {
    const store = await ConnectionStore.open(join(profileFolder, "connection.json"), secretBoxOf(systemKeystore, vaults));
    store.watchKeeping((fault) => {
      if (fault !== null) log.error("keeping the sign-in", new Error(fault));
      emitSession();
    });
    const found = await openConnection({ store, line, whoIs: signIn.whoIs });
    if (found.ok) return found.value;
    process.stderr.write(`headroom: ${found.error.message}\n`);
    return null;
  };

  const info = (): AppInfo => ({
    version: app.getVersion(),
    platform: platformOf(process.platform),
    electron: process.versions["electron"] ?? "",
    chromium: process.versions["chrome"] ?? "",
    standIn: "electron-host" in process.versions,
    systemLanguage: app.getPreferredSystemLanguages()[0] ?? "en",
    systemDark: nativeTheme.shouldUseDarkColors,
    settings: settings.current,
    connection: publicConnection(connection(), signIn.sessions.state, connections?.keepFault ?? null),
    backend: backend.state,
    profile: profile(),
    overrides: {
      route: line.route ?? (line.deepLink === null ? null : routeOfDeepLink(line.deepLink)),
      language: line.language,
      theme: line.theme,
      draftReviews: process.env["HEADROOM_DRAFT_REVIEWS"] === "off" ? false : null,
    },
  });

  const bringForward = (): void => {
    if (window === null || window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };
  const navigate = (route: string): void => {
    bringForward();
    emit("navigate", { route });
  };
  const followLink = (url: string | null): void => {
    const route = url === null ? null : routeOfDeepLink(url);
    if (route === null) bringForward();
    else navigate(route);
  };
  const openExternal = (url: string): void => {
    shell.openExternal(url).catch((error: unknown) => log.error("opening an address", error));
  };
  const downloads = (): string => app.getPath("downloads");
  const choosePlace = async (suggested: string): Promise<string | null> => {
    if (window === null) return null;
    const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: suggested });
    return canceled || filePath === "" ? null : filePath;
  };
  const chooseFolder = async (suggested: string): Promise<string | null> => {
    if (window === null) return null;
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      defaultPath: suggested,
      properties: ["openDirectory", "createDirectory"],
    });
    return canceled ? null : (filePaths[0] ?? null);
  };
  const packs = openSitePacks({
    profileFolder,
    named: line.pack,
    window: () => window,
    downloads,
    choosePlace,
    later,
    emit: (data) => emit("site-pack", data),
  });
  const lock = (): void => {
    vaults.lockCurrent().then(
      // Without a passcode there is nothing to lock with: the settings are where one is chosen.
      (locked) => (locked ? undefined : navigate("/settings")),
      (error: unknown) => log.error("locking", error),
    );
  };
  const showMenu = (): void => {
    const actions = { command: (id: BridgeEventData<"command">["id"]) => emit("command", { id }), navigate, lock };
    Menu.setApplicationMenu(Menu.buildFromTemplate(applicationMenu(desktopText[language()], process.platform, actions)));
  };
  const applySettings = (chosen: DeviceSettings): void => {
    if (window !== null && !window.isDestroyed()) window.webContents.setZoomFactor(chosen.zoom);
    nativeTheme.themeSource = line.theme ?? chosen.theme;
    showMenu();
  };

  const openWindow = (): void => {
    const opened = openConsoleWindow({
      preload: join(import.meta.dirname, "../preload/index.cjs"),
      profileFolder,
      dark: isDark(),
      zoom: () => settings.current.zoom,
      size: line.size,
      onFault: (where, error) => log.error(where, error),
    });
    window = opened;
    reviveWindow(opened.webContents, log, () => systemClock.now(), fatal);
    opened.on("closed", () => {
      window = null;
    });
    const { shot } = line;
    if (shot === null) return;
    opened.webContents.once("did-finish-load", () => {
      void saveShot(opened.webContents, shot, shotPatienceMs).then((saved) => {
        if (!saved.ok) process.stderr.write(`headroom: no picture: ${saved.error.message}\n`);
        fail(saved.ok ? 0 : 1);
      });
    });
  };

  const ready = (): void => {
    // The keystore may ask the user something: the window does not wait for it, only what needs the connection does.
    void openStore().then((store) => {
      if (store === null) return fail(1);
      connections = store;
      vaults.warm();
      log.info(`started ${app.getVersion()} on ${process.platform}, connection ${store.current.mode}`);
      later(backendPatienceMs, windowHasAsked);
      const connected = connect(null, windowAsks);
      opened(store);
      signIn.revokeLeftOver();
      void updates.start();
      return connected;
    });
    denyPermissions(session.defaultSession);
    protocol.handle(consoleScheme, serveConsole(join(import.meta.dirname, "../renderer"), serveApi));
    registerBridge(
      {
        ...appHandlers(async () => {
          await opening;
          return info();
        }),
        ...settingsHandlers(settings, applySettings),
        ...authHandlers({
          ...signIn,
          store: () => opening,
          demo: { mode: "demo", size: line.demoSize },
          info,
          connected: connect,
          closeProfile: async (closing, forget) => {
            messages.sleep();
            if (forget) await vaults.wipe(closing, "user");
            else await vaults.close(closing);
          },
        }),
        ...vaultHandlers(vaults, () => opening),
        ...storeHandlers(profileFolder, () => systemClock.now()),
        ...messageHandlers({
          folder: join(profileFolder, "vault"),
          vaults,
          runner: messages,
          test: (sender) => testSender(sender, ways),
          now: () => systemClock.now(),
          made,
          downloads,
          choosePlace,
          openFile: async (path) => void (await shell.openPath(path)),
          openExternal: (url) => shell.openExternal(url),
        }),
        ...documentHandlers(made, { document: printPdf, review: printReviewPdf }),
        ...updateHandlers(updates),
        ...outboxHandlers(mirror),
        ...fileHandlers({ downloads, choosePlace, chooseFolder }),
        ...packs.handlers,
        ...clipboardHandlers(),
        ...notificationHandlers({
          allowed: () => settings.current.notifications,
          locked: () => screenLocked,
          told: toldNotices((of) => toldFileOf(join(profileFolder, "vault"), of)),
          profile,
          open: navigate,
          setBadge: (count) => app.setBadgeCount(count),
          setTray: (items) => tray.show(items),
        }),
        ...connectorHandlers(serveApi),
        ...externalHandlers((url) => shell.openExternal(url)),
        ...diagnosticsHandlers(profileFolder, info),
        ...logHandlers(log, () => systemClock.now()),
      },
      () => (window === null || window.isDestroyed() ? null : window.webContents),
      (where, error) => log.error(where, error),
    );
    const tray = openTray(
      {
        ...trayPorts({ settings, emit: (changed) => emit("settings", changed), nowMs: () => systemClock.now() }, (where, error) =>
          log.error(where, error),
        ),
        text: () => desktopText[language()],
        open: bringForward,
        navigate,
        quit: () => app.quit(),
      },
      (error) => log.error("tray", error),
    );
    settings.watch(tray.refresh);
    hideTray = () => tray.show([]);
    applySettings(settings.current);
    openWindow();
    nativeTheme.on("updated", () => emit("system-theme", { dark: nativeTheme.shouldUseDarkColors }));
    const online = watchOnline({
      isOnline: () => net.isOnline(),
      onChange: (isOnline) => {
        emit("online", { online: isOnline });
        if (!isOnline) return;
        signIn.revokeLeftOver();
        messages.wake();
      },
      every: (ms, job) => {
        setInterval(job, ms).unref();
      },
    });
    powerMonitor.on("lock-screen", () => {
      screenLocked = true;
    });
    powerMonitor.on("unlock-screen", () => {
      screenLocked = false;
    });
    powerMonitor.on("resume", () => {
      online.check();
      messages.wake();
    });
    guardVaults(vaults, (where, error) => log.error(where, error));
  };

  logCrashes(log, fatal);
  app.on("web-contents-created", (_event, contents) => guardContents(contents, openExternal));
  app.on("second-instance", (_event, args, cwd) => {
    packs.offerFrom(args.slice(1), cwd);
    followLink(deepLinkIn(args));
  });
  app.on("open-file", (event, path) => {
    event.preventDefault();
    packs.offer(path);
    bringForward();
  });
  app.on("open-url", (event, url) => {
    event.preventDefault();
    followLink(url);
  });
  app.on("activate", () => {
    if (window === null && app.isReady()) openWindow();
  });
  app.on("window-all-closed", () => {
    if (process.platform !== "darwin") app.quit();
  });
  let stopped = false;
  app.on("will-quit", (event) => {
    if (stopped) return;
    // The backend has a database open: it closes it before this process ends. A message that is under way gets its answer noted.
    event.preventDefault();
    updates.stop();
    void Promise.all([backend.stop(), messages.stop(lastWordsMs)]).finally(() => {
      stopped = true;
      app.quit();
    });
  });
  if (app.isPackaged) app.setAsDefaultProtocolClient("headroom");
  app.setAppUserModelId("com.headroom.console");
  // Not awaited at the top level: Electron becomes ready only after this module has run.
  app.whenReady().then(ready, (error: unknown) => log.error("start", error));
}
