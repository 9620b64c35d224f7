import { app } from "./app.ts";
import { BrowserWindow, webContents } from "./browser-window.ts";
import { ClipboardItem, clipboard } from "./clipboard.ts";
import { dialog } from "./dialog.ts";
import { ipcMain } from "./ipc-main.ts";
import { Menu } from "./menu.ts";
import { nativeImage } from "./native-image.ts";
import { nativeTheme } from "./native-theme.ts";
import { net } from "./net.ts";
import { Notification } from "./notification.ts";
import { powerMonitor } from "./power-monitor.ts";
import { protocol } from "./protocol.ts";
import { safeStorage } from "./safe-storage.ts";
import { screen } from "./screen.ts";
import { session } from "./session.ts";
import { shell } from "./shell.ts";
import { strictModule } from "./strict.ts";
import { Tray } from "./tray.ts";
import { utilityProcess } from "./utility-process.ts";

const members: Readonly<Record<string, unknown>> = {
  app,
  BrowserWindow,
  clipboard,
  ClipboardItem,
  dialog,
  ipcMain,
  Menu,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
  webContents,
};

/** What `require("electron")` gives in the main process; the names are also those of `import { … } from "electron"`. */
export const electron: Readonly<Record<string, unknown>> = strictModule("electron", members);
export const electronNames: readonly string[] = Object.keys(members);
