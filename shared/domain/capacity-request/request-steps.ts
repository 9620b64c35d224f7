import { err, ok, type Result } from "../../kernel/result.ts";
import type { CapacityRequest } from "./capacity-request.ts";

/** What comes after each state; an end leads nowhere. */
const next: Readonly<Record<CapacityRequest["state"], readonly CapacityRequest["state"][]>> = {
  asked: ["confirmed", "provisioned", "refused", "cancelled"],
  confirmed: ["provisioned", "refused", "cancelled"],
  provisioned: [],
  refused: [],
  cancelled: [],
};

export function stepsFrom(state: CapacityRequest["state"]): readonly CapacityRequest["state"][] {
  return next[state];
}

type Stamps = Pick<CapacityRequest, "state" | "confirmedAt" | "provisionedAt">;

/** The request one step further, with the instants that belong to it: capacity that stands was confirmed, too. */
export function stepRequest(
  request: CapacityRequest,
  to: CapacityRequest["state"],
  nowMs: number,
): Result<Stamps, { readonly code: "no-such-step" }> {
  if (!next[request.state].includes(to)) return err({ code: "no-such-step" });
  const now = new Date(nowMs).toISOString();
  return ok({
    state: to,
    confirmedAt: to === "confirmed" || to === "provisioned" ? (request.confirmedAt ?? now) : request.confirmedAt,
    provisionedAt: to === "provisioned" ? now : request.provisionedAt,
  });
}
