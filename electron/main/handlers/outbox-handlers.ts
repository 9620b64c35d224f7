import type { BridgeHandlers } from "../bridge/answer-call.ts";
import { orDiskFault } from "../services/disk-error.ts";
import type { OutboxMirror } from "../services/outbox-mirror.ts";

export function outboxHandlers(mirror: OutboxMirror): Pick<BridgeHandlers, "outbox.append" | "outbox.read" | "outbox.trim"> {
  return {
    "outbox.append": ({ profile, lines }) => orDiskFault(mirror.append(profile, lines)),
    "outbox.read": ({ profile }) => orDiskFault(mirror.read(profile)),
    "outbox.trim": ({ profile, clientId, upTo }) => orDiskFault(mirror.trim(profile, clientId, upTo)),
  };
}
