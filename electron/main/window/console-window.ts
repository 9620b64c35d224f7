import { join } from "node:path";
import { BrowserWindow, screen } from "electron";
import tokens from "../../../shared/design/tokens.json" with { type: "json" };
import { consoleUrl } from "../security/console-origin.ts";
import { writeFileAtomic } from "../services/atomic-file.ts";
import { serialQueue } from "../services/serial-queue.ts";
import { readWindowStateFile, restoreWindowState, smallestSize, windowStateText } from "../services/window-state.ts";
import { webPreferences } from "./web-preferences.ts";

export interface ConsoleWindowOptions {
  readonly preload: string;
  readonly profileFolder: string;
  readonly dark: boolean;
  readonly zoom: () => number;
  /** Content size asked for by the command line; such a window is not remembered. */
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly onFault: (where: string, error: unknown) => void;
}

const settleMs = 400;

/** Writes where the window is, a moment after it was moved and when it closes. */
function rememberPlace(window: BrowserWindow, file: string, onFault: ConsoleWindowOptions["onFault"]): void {
  const inOrder = serialQueue();
  let timer: NodeJS.Timeout | undefined;
  const save = (): void => {
    clearTimeout(timer);
    if (window.isDestroyed() || window.isMinimized()) return;
    const text = windowStateText(window.getNormalBounds(), window.isMaximized());
    inOrder(() => writeFileAtomic(file, text)).catch((error: unknown) => onFault("window state", error));
  };
  const saveSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(save, settleMs);
  };
  window.on("resize", saveSoon);
  window.on("move", saveSoon);
  window.on("maximize", saveSoon);
  window.on("unmaximize", saveSoon);
  window.on("close", save);
}

/** The one window: sandboxed, isolated, without Node; shown when its first frame is there. */
export function openConsoleWindow(options: ConsoleWindowOptions): BrowserWindow {
  const file = join(options.profileFolder, "window.json");
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const state = restoreWindowState(options.size === null ? readWindowStateFile(file) : null, areas);
  const size = options.size ?? state.size;
  const window = new BrowserWindow({
    ...(state.bounds ?? size),
    useContentSize: options.size !== null,
    minWidth: Math.min(smallestSize.width, size.width),
    minHeight: Math.min(smallestSize.height, size.height),
    show: false,
    title: "Headroom",
    backgroundColor: tokens.color[options.dark ? "dark" : "light"].neutral.canvas,
    webPreferences: webPreferences(options.preload, options.zoom()),
  });
  window.once("ready-to-show", () => {
    if (state.maximized && options.size === null) window.maximize();
    window.show();
  });
  if (options.size === null) rememberPlace(window, file, options.onFault);
  // Zoom belongs to the page's origin and is lost with each load of it.
  window.webContents.on("did-finish-load", () => window.webContents.setZoomFactor(options.zoom()));
  window.loadURL(consoleUrl).catch((error: unknown) => options.onFault("loading the window", error));
  return window;
}
