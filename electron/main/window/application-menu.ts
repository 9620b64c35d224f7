import type { MenuItemConstructorOptions } from "electron";
import type { BridgeEventData } from "../../../shared/bridge/contract.ts";
import type { DesktopText } from "../../../shared/i18n/desktop.ts";

export interface MenuActions {
  readonly command: (id: BridgeEventData<"command">["id"]) => void;
  readonly navigate: (route: string) => void;
  readonly lock: () => void;
}

/** The application's menu: the system's own roles for what the system does, commands to the window for the rest. */
export function applicationMenu(text: DesktopText, platform: NodeJS.Platform, actions: MenuActions): MenuItemConstructorOptions[] {
  const item = (id: string, label: string, accelerator: string, click: () => void): MenuItemConstructorOptions => ({
    id,
    label,
    accelerator,
    click,
  });
  const settings = item("settings", text.settings, "CmdOrCtrl+,", () => actions.command("settings"));
  const ofMac: MenuItemConstructorOptions[] = [
    {
      role: "appMenu",
      submenu: [{ role: "about" }, { type: "separator" }, settings, { type: "separator" }, { role: "hide" }, { role: "quit" }],
    },
  ];
  return [
    ...(platform === "darwin" ? ofMac : []),
    {
      label: text.menuFile,
      submenu: [
        item("sync", text.syncNow, "CmdOrCtrl+Shift+S", () => actions.command("sync")),
        item("lock", text.lockNow, "CmdOrCtrl+Shift+L", actions.lock),
        { type: "separator" },
        item("print", text.print, "CmdOrCtrl+P", () => actions.command("print")),
        { type: "separator" },
        ...(platform === "darwin" ? [{ role: "close" } as const] : [settings, { type: "separator" } as const, { role: "quit" } as const]),
      ],
    },
    {
      label: text.menuEdit,
      submenu: [
        // The window knows whether a text or an edit is meant.
        item("undo", text.undo, "CmdOrCtrl+Z", () => actions.command("undo")),
        item("redo", text.redo, "CmdOrCtrl+Shift+Z", () => actions.command("redo")),
        { type: "separator" },
        { role: "cut" },
        { role: "copy" },
        { role: "paste" },
        { role: "selectAll" },
      ],
    },
    {
      label: text.menuView,
      submenu: [
        item("palette", text.palette, "CmdOrCtrl+K", () => actions.command("palette")),
        { type: "separator" },
        item("zoom-in", text.zoomIn, "CmdOrCtrl+Plus", () => actions.command("zoom-in")),
        item("zoom-out", text.zoomOut, "CmdOrCtrl+-", () => actions.command("zoom-out")),
        item("zoom-reset", text.zoomReset, "CmdOrCtrl+0", () => actions.command("zoom-reset")),
        { type: "separator" },
        { role: "togglefullscreen" },
      ],
    },
    {
      label: text.menuGo,
      submenu: [
        item("go-today", text.today, "CmdOrCtrl+1", () => actions.navigate("/today")),
        item("go-accounts", text.accounts, "CmdOrCtrl+2", () => actions.navigate("/accounts")),
        item("go-incidents", text.incidents, "CmdOrCtrl+3", () => actions.navigate("/incidents")),
      ],
    },
    {
      label: text.menuHelp,
      role: "help",
      submenu: [item("shortcuts", text.shortcuts, "CmdOrCtrl+/", () => actions.command("shortcuts"))],
    },
  ];
}
