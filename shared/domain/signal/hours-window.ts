/** Share of the hours that a window must hold to speak for them. */
const holds = 0.9;
/** A longer window is no part of the day worth naming. */
const longest = 12;

/**
 * The shortest part of the day that holds nine tenths of local hours (numbers since the epoch), `toHour` exclusive and past 24 where it
 * goes over midnight; null = they are spread over the day.
 */
export function hoursWindow(local: readonly number[]): { readonly fromHour: number; readonly toHour: number } | null {
  if (local.length === 0) return null;
  const counts = Array.from({ length: 24 }, () => 0);
  for (const hour of local) counts[((hour % 24) + 24) % 24] = (counts[((hour % 24) + 24) % 24] ?? 0) + 1;
  for (let length = 1; length <= longest; length += 1) {
    let best: { readonly from: number; readonly held: number } | null = null;
    for (let from = 0; from < 24; from += 1) {
      let held = 0;
      for (let hour = from; hour < from + length; hour += 1) held += counts[hour % 24] ?? 0;
      if (held >= holds * local.length && (best === null || held > best.held)) best = { from, held };
    }
    if (best !== null) return { fromHour: best.from, toHour: best.from + length };
  }
  return null;
}
