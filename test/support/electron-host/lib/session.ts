import { strictModule } from "./strict.ts";

/** Kept, never called: Chromium's headless defaults deny too, but only the real Electron proves the handlers. */
let permissionHandlers = 0;

const defaultSession = strictModule("session.defaultSession", {
  setPermissionRequestHandler(_handler: unknown): void {
    permissionHandlers += 1;
  },
  setPermissionCheckHandler(_handler: unknown): void {
    permissionHandlers += 1;
  },
  setDevicePermissionHandler(_handler: unknown): void {
    permissionHandlers += 1;
  },
  setDisplayMediaRequestHandler(_handler: unknown): void {
    permissionHandlers += 1;
  },
});

export const session = strictModule("session", { defaultSession });
