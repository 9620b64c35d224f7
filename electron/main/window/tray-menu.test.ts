import { expect, it } from "vitest";
import { desktopText } from "../../../shared/i18n/desktop.ts";
import { trayMenu } from "./tray-menu.ts";

it("opens the app and what is on top of Today, puts notifications off and takes that back", () => {
  const told: unknown[] = [];
  const actions = {
    open: () => told.push("open"),
    navigate: (route: string) => told.push(route),
    pause: (how: unknown) => told.push(how),
    quit: () => told.push("quit"),
  };
  const ids = (paused: boolean, items: readonly { readonly label: string; readonly route: string }[]): unknown[] => {
    const menu = trayMenu(desktopText.en, { items, paused }, actions);
    for (const item of menu) (item.click as (() => void) | undefined)?.();
    return menu.flatMap(({ id }) => id ?? []);
  };
  const items = [{ label: "Kopi Live · Incidents", route: "/incidents/i1" }];
  expect(ids(false, items)).toEqual(["open", "today", "item-0", "pause-hour", "pause-tomorrow", "quit"]);
  expect(told.splice(0)).toEqual(["open", "/incidents/i1", "hour", "tomorrow", "quit"]);
  expect(ids(true, [])).toEqual(["open", "resume", "quit"]);
  expect(told).toEqual(["open", null, "quit"]);
});
