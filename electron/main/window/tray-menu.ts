import type { MenuItemConstructorOptions } from "electron";
import type { DesktopText } from "../../../shared/i18n/desktop.ts";

/** One line of what needs the user now, made by the window; a click opens it. */
export interface TrayItem {
  readonly label: string;
  readonly route: string;
}

export interface TrayActions {
  readonly open: () => void;
  readonly navigate: (route: string) => void;
  /** Until when notifications rest; null = they are told again. */
  readonly pause: (how: "hour" | "tomorrow" | null) => void;
  readonly quit: () => void;
}

/** The menu of the icon beside the system's clock. */
export function trayMenu(
  text: DesktopText,
  state: { readonly items: readonly TrayItem[]; readonly paused: boolean },
  actions: TrayActions,
): MenuItemConstructorOptions[] {
  const items = state.items.map(({ label, route }, index): MenuItemConstructorOptions => ({
    id: `item-${String(index)}`,
    label,
    click: () => actions.navigate(route),
  }));
  return [
    { id: "open", label: text.trayOpen, click: actions.open },
    { type: "separator" },
    ...(items.length === 0 ? [] : [{ id: "today", label: text.today, enabled: false }, ...items, { type: "separator" } as const]),
    ...(state.paused
      ? [{ id: "resume", label: text.trayResume, click: () => actions.pause(null) }]
      : [
          { id: "pause-hour", label: text.trayPauseHour, click: () => actions.pause("hour") },
          { id: "pause-tomorrow", label: text.trayPauseTomorrow, click: () => actions.pause("tomorrow") },
        ]),
    { type: "separator" },
    { id: "quit", label: text.trayQuit, click: actions.quit },
  ];
}
