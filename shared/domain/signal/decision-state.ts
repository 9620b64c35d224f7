import type { SignalDecision } from "./signal-decision.ts";

/** What is to be done with a signal: `open` needs somebody, the others rest. */
export type SignalRest = "open" | "acknowledged" | "snoozed" | "incident" | "task";

/** The newest decision of a signal; of two at one instant the one with the greater id, as on every laptop. */
export function latestDecision(decisions: readonly SignalDecision[], signalKey: string): SignalDecision | null {
  let latest: SignalDecision | null = null;
  for (const one of decisions) {
    if (one.signalKey !== signalKey) continue;
    if (latest === null || one.at > latest.at || (one.at === latest.at && one.id > latest.id)) latest = one;
  }
  return latest;
}

/** A snooze rests until its time, everything else until it is reopened. */
export function restOf(decision: SignalDecision | null, nowMs: number): SignalRest {
  if (decision === null || decision.action === "reopened") return "open";
  if (decision.action !== "snoozed") return decision.action;
  return decision.until !== null && Date.parse(decision.until) > nowMs ? "snoozed" : "open";
}
