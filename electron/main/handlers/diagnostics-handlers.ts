import type { AppInfo } from "../../../shared/bridge/app-info.ts";
import { ok } from "../../../shared/kernel/result.ts";
import type { BridgeHandlers } from "../bridge/answer-call.ts";
import { readDesktopFacts } from "../services/desktop-facts.ts";
import { orDiskFault } from "../services/disk-error.ts";
import { dropOldLogs, readDiskUse } from "../services/disk-use.ts";

/** What the desktop says of itself, and what can be freed without losing anything. */
export function diagnosticsHandlers(
  profileFolder: string,
  info: () => AppInfo,
): Pick<BridgeHandlers, "disk.use" | "disk.drop-old-logs" | "diagnostics.read"> {
  return {
    "disk.use": async () => ok(await readDiskUse(profileFolder)),
    "disk.drop-old-logs": () => orDiskFault(dropOldLogs(profileFolder).then(async () => ok(await readDiskUse(profileFolder)))),
    "diagnostics.read": async () => ok(await readDesktopFacts(profileFolder, info())),
  };
}
