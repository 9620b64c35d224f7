import { err } from "../../../shared/kernel/result.ts";
import type { BridgeHandlers } from "../bridge/answer-call.ts";

type AuthRequest = Extract<keyof BridgeHandlers, `auth.${string}`>;

const refuse = async () => err({ code: "unavailable" as const, message: "there is no sign-in yet" });

export function authHandlers(): Pick<BridgeHandlers, AuthRequest> {
  return { "auth.ways": refuse, "auth.begin": refuse, "auth.cancel": refuse, "auth.development": refuse, "auth.sign-out": refuse };
}
