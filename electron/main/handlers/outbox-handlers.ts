import type { BridgeError } from "../../../shared/bridge/contract.ts";
import { type Result, err } from "../../../shared/kernel/result.ts";
import type { BridgeHandlers } from "../bridge/answer-call.ts";
import { diskError } from "../services/disk-error.ts";
import type { OutboxMirror } from "../services/outbox-mirror.ts";

async function orDiskFault<T>(job: Promise<Result<T, BridgeError>>): Promise<Result<T, BridgeError>> {
  try {
    return await job;
  } catch (error) {
    const fault = diskError(error);
    if (fault === null) throw error;
    return err(fault);
  }
}

export function outboxHandlers(mirror: OutboxMirror): Pick<BridgeHandlers, "outbox.append" | "outbox.read" | "outbox.trim"> {
  return {
    "outbox.append": ({ profile, lines }) => orDiskFault(mirror.append(profile, lines)),
    "outbox.read": ({ profile }) => orDiskFault(mirror.read(profile)),
    "outbox.trim": ({ profile, clientId, upTo }) => orDiskFault(mirror.trim(profile, clientId, upTo)),
  };
}
