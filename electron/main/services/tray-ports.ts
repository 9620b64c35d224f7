import type { DeviceSettings } from "../../../shared/bridge/app-info.ts";
import { tomorrowMorning } from "../../../shared/domain/quiet/quiet-hours.ts";
import type { SettingsStore } from "./device-settings.ts";

interface Ports {
  readonly settings: Pick<SettingsStore, "current" | "change">;
  /** Tells the window. */
  readonly emit: (settings: DeviceSettings) => void;
  readonly nowMs: () => number;
}

const hourMs = 3_600_000;

/** The pause of notifications, as the icon beside the system's clock shows and changes it. */
export function trayPorts(
  { settings, emit, nowMs }: Ports,
  onFault: (where: string, error: unknown) => void,
): {
  readonly pausedUntilMs: () => number | null;
  readonly nowMs: () => number;
  readonly pause: (how: "hour" | "tomorrow" | null) => void;
} {
  const until = (how: "hour" | "tomorrow" | null): number | null => {
    if (how === null) return null;
    return how === "hour" ? nowMs() + hourMs : tomorrowMorning(nowMs(), Intl.DateTimeFormat().resolvedOptions().timeZone);
  };
  return {
    pausedUntilMs: () => settings.current.pausedUntilMs,
    nowMs,
    pause: (how) => {
      settings.change({ pausedUntilMs: until(how) }).then(emit, (error: unknown) => onFault("pausing notifications", error));
    },
  };
}
