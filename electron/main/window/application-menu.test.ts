import type { MenuItemConstructorOptions } from "electron";
import { describe, expect, it } from "vitest";
import { bridgeEvents } from "../../../shared/bridge/contract.ts";
import { desktopText } from "../../../shared/i18n/desktop.ts";
import { applicationMenu } from "./application-menu.ts";

function items(menu: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return menu.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])]);
}

describe.each(["linux", "darwin", "win32"] as const)("the menu on %s", (platform) => {
  it("tells the window only what the contract allows", () => {
    const told: unknown[] = [];
    const menu = applicationMenu(desktopText.en, platform, {
      command: (id) => told.push(bridgeEvents.command.parse({ id })),
      navigate: (route) => told.push(bridgeEvents.navigate.parse({ route })),
      lock: () => told.push("lock"),
    });
    for (const item of items(menu)) (item.click as (() => void) | undefined)?.();
    expect(told).toHaveLength(14);
  });

  it("has no key twice", () => {
    const menu = applicationMenu(desktopText["zh-CN"], platform, {
      command: () => undefined,
      navigate: () => undefined,
      lock: () => undefined,
    });
    const keys = items(menu).flatMap((item) => (item.accelerator === undefined || item.accelerator === null ? [] : [item.accelerator]));
    expect(new Set(keys).size).toBe(keys.length);
    expect(items(menu).map((item) => item.label)).toContain("命令面板…");
  });
});
