import type { SyncStatus } from "../../data/data-client.ts";

/** How much a reader should care: paused needs somebody, offline mends itself, everything else is well. */
export function phaseState(status: Pick<SyncStatus, "phase">): "good" | "watch" | "risk" | "unknown" {
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
