import type { AppInfo } from "../../../shared/bridge/app-info.ts";
import { ok } from "../../../shared/kernel/result.ts";
import type { BridgeHandlers } from "../bridge/answer-call.ts";

export function appHandlers(info: () => Promise<AppInfo>): Pick<BridgeHandlers, "app.info"> {
  return { "app.info": async () => ok(await info()) };
}
