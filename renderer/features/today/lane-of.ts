import type { TodayRow } from "../../data/queries/today-items.ts";
import type { TodayLane } from "./today-store.ts";

/** Every item is in exactly one lane: what rests in one of two, everything else on the list. */
export function laneOf({ rest }: Pick<TodayRow, "rest">): TodayLane {
  if (rest?.type !== "resting") return "list";
  return rest.mark.action === "delegated" ? "delegated" : "aside";
}
