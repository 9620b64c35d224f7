import type { SyncStatus } from "../../data/data-client.ts";

/** How much a reader should care: paused needs somebody, offline mends itself, everything else is well. */
export function phaseState(status: Pick<SyncStatus, "phase" | "held">): "good" | "watch" | "risk" | "unknown" {
  if (phaseName(status) === "held") return "watch";
  switch (status.phase) {
    case "starting":
      return "unknown";
    case "offline":
      return "watch";
    case "paused":
      return "risk";
    case "first":
    case "idle":
    case "pulling":
    case "pushing":
      return "good";
  }
}

/** What to call the phase: a copy from which something is held back is not equal to the backend's, however quiet it is. */
export function phaseName({ phase, held }: Pick<SyncStatus, "phase" | "held">): SyncStatus["phase"] | "held" {
  return phase === "idle" && held !== null ? "held" : phase;
}
