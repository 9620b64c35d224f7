import type { DeviceSettings } from "../../../shared/bridge/app-info.ts";
import { err, ok } from "../../../shared/kernel/result.ts";
import type { BridgeHandlers } from "../bridge/answer-call.ts";
import type { SettingsStore } from "../services/device-settings.ts";
import { diskError } from "../services/disk-error.ts";

/** `applied` makes a stored choice felt: zoom, language of the menu, theme. */
export function settingsHandlers(store: SettingsStore, applied: (settings: DeviceSettings) => void): Pick<BridgeHandlers, "settings.set"> {
  return {
    "settings.set": async (patch) => {
      try {
        const settings = await store.change(patch);
        applied(settings);
        return ok(settings);
      } catch (error) {
        const fault = diskError(error);
        if (fault === null) throw error;
        return err(fault);
      }
    },
  };
}
