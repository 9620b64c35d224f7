import { ok } from "../../../shared/kernel/result.ts";
import type { BridgeHandlers } from "../bridge/answer-call.ts";
import type { Log } from "../log.ts";

const perMinute = 30;

/** Errors of the window. A page in a loop of errors must not fill the log: after thirty in a minute the rest are dropped and counted. */
export function logHandlers(log: Log, now: () => number): Pick<BridgeHandlers, "log.error"> {
  let minute = 0;
  let count = 0;
  return {
    "log.error": async ({ name, message, stack }) => {
      const current = Math.floor(now() / 60_000);
      if (current !== minute) {
        if (count > perMinute) log.info(`window: ${count - perMinute} more errors in that minute`);
        minute = current;
        count = 0;
      }
      count += 1;
      if (count <= perMinute) log.error("window", `${name}: ${message}\n${stack}`);
      return ok(undefined);
    },
  };
}
