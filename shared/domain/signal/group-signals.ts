import { hourMs } from "../metrics/series.ts";
import { sameCauseHours } from "./account-signals.ts";
import type { Signal } from "./signal.ts";

/**
 * Puts signals with one cause into one group, named by the first of them: of one account when they began within three hours of each other,
 * of several when they are also of the same region and carrier. The order in which they come says nothing.
 */
export function groupSignals(signals: readonly Signal[]): readonly Signal[] {
  const sorted = signals.toSorted((a, b) => a.sinceMs - b.sinceMs || (a.key < b.key ? -1 : 1));
  const group: string[] = [];
  sorted.forEach((signal, i) => {
    let found = signal.key;
    for (let j = 0; j < i; j += 1) {
      const earlier = sorted[j] as Signal;
      if (signal.sinceMs - earlier.sinceMs > sameCauseHours * hourMs || !isSameCause(earlier, signal)) continue;
      found = group[j] as string;
      break;
    }
    group.push(found);
  });
  return sorted.map((signal, i) => (signal.group === group[i] ? signal : { ...signal, group: group[i] as string }));
}

function isSameCause(a: Signal, b: Signal): boolean {
  if (a.accountId === b.accountId) return true;
  if (a.slice.region !== b.slice.region) return false;
  return a.slice.carrier === b.slice.carrier || a.slice.carrier === null || b.slice.carrier === null;
}
