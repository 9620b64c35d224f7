import { useCallback } from "react";
import type { DeviceSettings } from "../../shared/bridge/app-info.ts";
import { mayTell } from "../../shared/domain/quiet/quiet-hours.ts";

const { timeZone } = Intl.DateTimeFormat().resolvedOptions();

/** What of the news may be told at an instant, by the settings of this device. */
export function useMayTell({ quietHours, pausedUntilMs }: DeviceSettings): (nowMs: number) => "all" | "p0" | "nothing" {
  return useCallback((nowMs: number) => mayTell({ quietHours, pausedUntilMs }, nowMs, timeZone), [quietHours, pausedUntilMs]);
}
