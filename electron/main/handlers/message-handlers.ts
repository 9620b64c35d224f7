import type { BridgeError } from "../../../shared/bridge/contract.ts";
import { err } from "../../../shared/kernel/result.ts";
import type { BridgeHandlers } from "../bridge/answer-call.ts";

type MessageRequest = Extract<keyof BridgeHandlers, `senders.${string}` | `messages.${string}`>;

export function messageHandlers(): Pick<BridgeHandlers, MessageRequest> {
  const none = (): Promise<{ readonly ok: false; readonly error: BridgeError }> =>
    Promise.resolve(err({ code: "internal", message: "nothing is sent yet" }));
  return {
    "senders.list": none,
    "senders.save": none,
    "senders.remove": none,
    "senders.test": none,
    "messages.send": none,
    "messages.list": none,
    "messages.settle": none,
    "messages.hand-over": none,
  };
}
