import { Menu, Tray, nativeImage } from "electron";
import type { DesktopText } from "../../../shared/i18n/desktop.ts";
import { trayIconPng } from "./tray-icon.ts";
import { type TrayActions, type TrayItem, trayMenu } from "./tray-menu.ts";

interface TrayPorts extends TrayActions {
  readonly text: () => DesktopText;
  readonly pausedUntilMs: () => number | null;
  readonly nowMs: () => number;
}

export interface ConsoleTray {
  /** What needs the user, at most three lines; none while it must not be read. */
  readonly show: (items: readonly TrayItem[]) => void;
  /** The language or the pause has changed. */
  readonly refresh: () => void;
}

/** The icon beside the system's clock. A system without a place for it does without. */
export function openTray(ports: TrayPorts, onFault: (error: unknown) => void): ConsoleTray {
  let tray: Tray | null = null;
  let items: readonly TrayItem[] = [];
  const refresh = (): void => {
    if (tray === null) return;
    const until = ports.pausedUntilMs();
    const paused = until !== null && until > ports.nowMs();
    tray.setContextMenu(Menu.buildFromTemplate(trayMenu(ports.text(), { items, paused }, ports)));
  };
  try {
    tray = new Tray(nativeImage.createFromBuffer(Buffer.from(trayIconPng, "base64"), { scaleFactor: 2 }));
    tray.setToolTip("Headroom");
    tray.on("click", ports.open);
    refresh();
  } catch (error) {
    onFault(error);
  }
  return {
    show: (next) => {
      items = next;
      refresh();
    },
    refresh,
  };
}
