import type { Session } from "electron";
import { expect, test } from "vitest";
import { denyPermissions } from "./deny-permissions.ts";

test("whatever the page asks for or has checked is denied: permissions, devices, screen capture", () => {
  const answers: unknown[] = [];
  const answer = (value: unknown): void => {
    answers.push(value);
  };
  const handlers = new Map<string, (...args: readonly unknown[]) => unknown>();
  const keep =
    (name: string) =>
    (handler: (...args: readonly unknown[]) => unknown): void => {
      handlers.set(name, handler);
    };
  denyPermissions({
    setPermissionRequestHandler: keep("request"),
    setPermissionCheckHandler: keep("check"),
    setDevicePermissionHandler: keep("device"),
    setDisplayMediaRequestHandler: keep("display"),
  } as unknown as Session);
  for (const permission of ["media", "geolocation", "notifications", "clipboard-read", "fileSystem", "hid", "openExternal", "fullscreen"]) {
    handlers.get("request")?.({}, permission, answer, {});
    answers.push(handlers.get("check")?.({}, permission, "app://console", {}), handlers.get("device")?.({ deviceType: permission }));
  }
  handlers.get("display")?.({}, answer);
  expect(answers).toEqual([...Array.from({ length: 24 }, () => false), {}]);
});
