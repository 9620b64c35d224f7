import { ok } from "../../../shared/kernel/result.ts";
import type { BridgeHandlers } from "../bridge/answer-call.ts";
import type { UpdateService } from "../services/updates/update-service.ts";

export function updateHandlers(
  updates: Pick<UpdateService, "state" | "check" | "restart" | "waitNoMore">,
): Pick<BridgeHandlers, Extract<keyof BridgeHandlers, `updates.${string}`>> {
  return {
    "updates.state": async () => ok(updates.state),
    "updates.check": async () => ok(await updates.check()),
    "updates.restart": async ({ unsent }) => ok(await updates.restart(unsent)),
    "updates.wait-no-more": async () => ok(updates.waitNoMore()),
  };
}
