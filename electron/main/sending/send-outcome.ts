import type { SendFault } from "../../../shared/bridge/messages.ts";

/**
 * What became of one try. `later`: nothing has left the laptop, or the other side said that it took nothing; it may be tried again, not before `afterMs`
 * (null = the sender's own pauses). Its scope is this message, or everything that goes through the sender. `unsure`: it was given away and no answer came.
 */
export type SendOutcome =
  | { readonly kind: "sent"; readonly fault: SendFault | null }
  | { readonly kind: "failed"; readonly fault: SendFault }
  | { readonly kind: "later"; readonly fault: SendFault; readonly afterMs: number | null; readonly scope: "message" | "sender" }
  | { readonly kind: "unsure" };

export const sentWell: SendOutcome = { kind: "sent", fault: null };
export const unsure: SendOutcome = { kind: "unsure" };

export function failed(fault: SendFault): SendOutcome {
  return { kind: "failed", fault };
}

export function later(fault: SendFault, afterMs: number | null = null, scope: "message" | "sender" = "sender"): SendOutcome {
  return { kind: "later", fault, afterMs, scope };
}
