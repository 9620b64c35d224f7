import { isAbsolute } from "node:path";
import { app } from "./app.ts";
import type { DevtoolsSession } from "./devtools-pipe.ts";
import { MisuseError, NotImplementedError } from "./errors.ts";
import { devtools, host, report } from "./host.ts";
import { hostEvent } from "./host-event.ts";
import { addOpenWindow, removeOpenWindow } from "./open-windows.ts";
import { StrictEmitter } from "./strict.ts";
import { WebContents, type WebPreferences } from "./web-contents.ts";

interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface WindowOptions extends Partial<Rectangle> {
  readonly show?: boolean;
  readonly webPreferences?: WebPreferences & {
    readonly contextIsolation?: boolean;
    readonly sandbox?: boolean;
    readonly nodeIntegration?: boolean;
    readonly partition?: string;
  };
}

const windows = new Map<string, BrowserWindow>();
const sessions = new Map<string, DevtoolsSession>();
const awaited = new Map<string, (session: DevtoolsSession) => void>();

function sessionOf(targetId: string): Promise<DevtoolsSession> {
  const known = sessions.get(targetId);
  if (known !== undefined) return Promise.resolve(known);
  return new Promise((resolve) => awaited.set(targetId, resolve));
}

interface TargetInfo {
  readonly targetId: string;
  readonly type: string;
  readonly openerId?: string;
  readonly url: string;
}

/** A page asked for a window: the application's handler is asked, and the half-made page goes away. */
function refusePopup(opener: BrowserWindow, target: TargetInfo, session: DevtoolsSession): void {
  try {
    opener.webContents.mayOpen(opener.lastOpened ?? target.url);
  } catch (error) {
    report("window.open", error);
  }
  // A popup that stays paused hangs the page that opened it: let it run, then close it.
  void session
    .send("Runtime.runIfWaitingForDebugger")
    .then(() => devtools().root.send("Target.closeTarget", { targetId: target.targetId }))
    .catch(() => undefined);
}

/** Connects Chromium's targets with windows. Called once, after Chromium has started. */
export function followTargets(): void {
  const { root } = devtools();
  root.on("Target.attachedToTarget", ({ sessionId, targetInfo }: { sessionId: string; targetInfo: TargetInfo }) => {
    const session = devtools().session(sessionId);
    if (targetInfo.type !== "page") {
      session.send("Runtime.runIfWaitingForDebugger").catch(() => undefined);
      return;
    }
    const opener = windows.get(targetInfo.openerId ?? "");
    if (opener !== undefined) return refusePopup(opener, targetInfo, session);
    sessions.set(targetInfo.targetId, session);
    awaited.get(targetInfo.targetId)?.(session);
    awaited.delete(targetInfo.targetId);
  });
  root.on("Target.detachedFromTarget", ({ targetId }: { targetId: string }) => {
    sessions.delete(targetId);
    windows.get(targetId)?.markClosed();
    windows.delete(targetId);
  });
}

export class BrowserWindow extends StrictEmitter {
  readonly webContents: WebContents;
  /** Address of the last `window.open`, which its target does not show yet. */
  lastOpened: string | undefined;
  private readonly bounds: Rectangle;
  private readonly ready: Promise<void>;
  private visible: boolean;
  private maximized = false;
  private minimized = false;
  private destroyed = false;

  constructor(options: WindowOptions = {}) {
    super();
    if (!host.ready) throw new MisuseError("Cannot create BrowserWindow before app is ready");
    const { contextIsolation = true, sandbox = true, nodeIntegration = false, partition, ...preferences } = options.webPreferences ?? {};
    if (!contextIsolation || !sandbox || nodeIntegration) throw new NotImplementedError("a window without isolation and sandbox");
    if (partition !== undefined) throw new NotImplementedError("webPreferences.partition");
    if (preferences.preload !== undefined && !isAbsolute(preferences.preload)) throw new MisuseError("preload must be an absolute path");
    this.bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 };
    this.visible = options.show !== false;
    this.webContents = new WebContents(preferences);
    addOpenWindow(this);
    this.webContents.once("dom-ready", () => setImmediate(() => this.emit("ready-to-show", hostEvent())));
    this.ready = this.create();
    this.ready.catch((error: unknown) => report("a window could not be made", error));
    app.emit("web-contents-created", hostEvent(), this.webContents);
  }

  private async create(): Promise<void> {
    const { width, height } = this.bounds;
    const { targetId } = await devtools().root.send<{ targetId: string }>("Target.createTarget", {
      url: "about:blank",
      newWindow: true,
      width,
      height,
    });
    windows.set(targetId, this);
    const session = await sessionOf(targetId);
    session.on("Page.windowOpen", ({ url }: { url: string }) => {
      this.lastOpened = url;
    });
    await this.webContents.attachTo(targetId, session);
    this.webContents.resize(width, height);
  }

  async requestClose(): Promise<boolean> {
    if (this.destroyed) return true;
    const event = hostEvent();
    this.emit("close", event);
    if (event.defaultPrevented) return false;
    const closed = new Promise<boolean>((resolve) => this.once("closed", () => resolve(true)));
    await this.webContents.closePage();
    return closed;
  }
  close(): void {
    void this.requestClose();
  }
  /** Closes without `close`. */
  destroy(): void {
    void this.webContents.destroyPage();
  }
  markClosed(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    const left = removeOpenWindow(this);
    this.webContents.markDestroyed();
    this.emit("closed", hostEvent());
    if (left > 0 || host.quitting) return;
    if (!app.emit("window-all-closed")) app.quit();
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  async loadURL(url: string): Promise<void> {
    await this.ready;
    await this.webContents.loadURL(url);
  }

  getBounds(): Rectangle {
    return { ...this.bounds };
  }
  getNormalBounds(): Rectangle {
    return { ...this.bounds };
  }
  setBounds(bounds: Partial<Rectangle>): void {
    Object.assign(this.bounds, bounds);
    this.webContents.resize(this.bounds.width, this.bounds.height);
    this.emit("resize", hostEvent());
    this.emit("move", hostEvent());
  }

  // What the desktop environment does with these needs the real Electron; the state is kept.
  show(): void {
    this.visible = true;
    this.emit("show", hostEvent());
  }
  isVisible(): boolean {
    return this.visible;
  }
  focus(): void {
    this.emit("focus", hostEvent());
  }
  maximize(): void {
    this.maximized = true;
    this.emit("maximize", hostEvent());
  }
  isMaximized(): boolean {
    return this.maximized;
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  minimize(): void {
    this.minimized = true;
    this.emit("minimize", hostEvent());
  }
  restore(): void {
    this.minimized = false;
    this.emit("restore", hostEvent());
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows.values()];
  }
  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return [...windows.values()].find((window) => window.webContents === contents) ?? null;
  }
}

/** Electron's `webContents` module; a test driver finds a window by its DevTools target. */
export const webContents = {
  fromDevToolsTargetId: (targetId: string): WebContents | undefined => windows.get(targetId)?.webContents,
};
