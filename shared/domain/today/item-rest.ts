import { severities } from "../incident/incident.ts";
import { likelihoodOf } from "./rank.ts";
import { todayStates, type TodayItem } from "./today-item.ts";
import type { ItemStanding, TodayMark } from "./today-mark.ts";

/** A peak this much likelier than when it was set aside is worse: a tenth is more than a forecast moves from day to day by itself. */
const likelierBy = 0.1;
/** A score this much lower is worse: the same five points that make a fall an item. */
const fellByMilli = 5_000;

/** Why an item is worse than it was. `passed` its time ran out · `sooner` it runs out earlier · `turn` it says something else now. */
export type WorseReason = "passed" | "state" | "severity" | "sooner" | "over" | "likelier" | "fell" | "turn";

export type ItemRest =
  | { readonly type: "resting"; readonly mark: TodayMark; readonly untilMs: number | null }
  /** It was set aside and is back: because it got worse, or (null) because its time has come. */
  | { readonly type: "back"; readonly mark: TodayMark; readonly worse: WorseReason | null };

/** What of an item is kept when it is set aside. */
export function standingOf(item: TodayItem): ItemStanding {
  const { message, detail } = item;
  return {
    message: message.key,
    state: item.state,
    severity: item.severity,
    dueAt: item.dueMs === null ? null : new Date(item.dueMs).toISOString(),
    likelihood: likelihoodOf(item),
    over: overOf(message, detail),
    scoreMilli: "scoreMilli" in message ? message.scoreMilli : null,
  };
}

function overOf(message: TodayItem["message"], detail: TodayItem["detail"]): boolean | null {
  if (detail?.key === "peakForecast") return detail.capacityPcu === null ? null : detail.p90 > detail.capacityPcu;
  if (detail?.key === "expectedOfCapacity") return detail.expectedPcu > detail.capacityPcu;
  return message.key === "overCapacity" ? true : message.key === "headroomLow" ? false : null;
}

/** Whether an item is worse than when it was set aside, and how; null = it is not. `sinceMs` = when that was. */
export function worseThan(before: ItemStanding, item: TodayItem, sinceMs: number, nowMs: number): WorseReason | null {
  const now = standingOf(item);
  const dueBeforeMs = before.dueAt === null ? null : Date.parse(before.dueAt);
  if (item.dueMs !== null && item.dueMs <= nowMs && item.dueMs > sinceMs) return "passed";
  // A promise that has run out, and is told by whose turn it is since.
  if (item.dueMs === null && dueBeforeMs !== null && dueBeforeMs > sinceMs && dueBeforeMs <= nowMs) return "passed";
  if (todayStates.indexOf(now.state) < todayStates.indexOf(before.state)) return "state";
  if (severityIndex(now) < severityIndex(before)) return "severity";
  if (item.dueMs !== null && (dueBeforeMs === null || item.dueMs < dueBeforeMs)) return "sooner";
  if (now.over === true && before.over === false) return "over";
  // Rounded: a tenth is a tenth, whatever its digits in the machine.
  if (now.likelihood !== null && before.likelihood !== null && Math.round((now.likelihood - before.likelihood) * 1e6) >= likelierBy * 1e6)
    return "likelier";
  if (now.scoreMilli !== null && before.scoreMilli !== null && before.scoreMilli - now.scoreMilli >= fellByMilli) return "fell";
  // A promise that is kept or far off again is told by whose turn it is: nothing got worse.
  return now.message !== before.message && before.message !== "promise" ? "turn" : null;
}

function severityIndex({ severity }: ItemStanding): number {
  return severity === null ? severities.length : severities.indexOf(severity);
}

/** Whether an item rests by its user's newest mark, or is back; null = nobody has set it aside. */
export function restOf(item: TodayItem, mark: TodayMark | undefined, nowMs: number): ItemRest | null {
  if (mark === undefined) return null;
  const worse = worseThan(mark.standing, item, Date.parse(mark.at), nowMs);
  if (worse !== null) return { type: "back", mark, worse };
  const untilMs = mark.until === null ? null : Date.parse(mark.until);
  if (untilMs !== null && untilMs <= nowMs) return { type: "back", mark, worse: null };
  return { type: "resting", mark, untilMs };
}

/** The mark of each item that counts: the newest, and of two of one instant the one with the greater id. */
export function newestMarks(marks: readonly TodayMark[], userId: string): ReadonlyMap<string, TodayMark> {
  const newest = new Map<string, TodayMark>();
  for (const mark of marks) {
    if (mark.userId !== userId) continue;
    const known = newest.get(mark.itemKey);
    if (known === undefined || known.at < mark.at || (known.at === mark.at && known.id < mark.id)) newest.set(mark.itemKey, mark);
  }
  return newest;
}
