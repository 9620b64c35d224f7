const dayMs = 86_400_000;

/** A reminder never comes sooner after the message, nor later than three days after it. */
const soonestMs = dayMs;
const latestMs = 3 * dayMs;

/**
 * When to ask again if nobody has answered, UTC ms: half-way to the last day on which asking helps, one to three days after the message; the next
 * day when that day has passed. null = not before the peak, so never.
 */
export function remindAt(sentMs: number, askByMs: number, peakMs: number): number | null {
  const halfWay = (askByMs - sentMs) / 2;
  const waitMs = askByMs <= sentMs ? soonestMs : Math.min(latestMs, Math.max(soonestMs, halfWay));
  const atMs = sentMs + waitMs;
  return atMs < peakMs ? atMs : null;
}
