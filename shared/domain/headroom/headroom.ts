import type { Capacity } from "../account/capacity.ts";

/** How much room an account has: by shape, word and colour on every screen. `unknown` = no capacity or no usage to compare. */
export type HeadroomState = "good" | "watch" | "risk" | "critical" | "unknown";

/** Worst first; what cannot be judged stands behind what is known to be bad and before what is known to be good. */
export const headroomStates: readonly HeadroomState[] = ["critical", "risk", "watch", "unknown", "good"];

/**
 * Lower bounds of the states, as a share of capacity. Source: capacity practice of the cloud's operations: below 20 % a promotion of
 * ordinary size (×1.2 to ×1.3) no longer fits, below 10 % an ordinary good evening does not, below 0 the reserve of others is in use.
 */
export const headroomThresholds = { good: 0.2, watch: 0.1, risk: 0 } as const;

/** (capacity − peak) / capacity; null when either is unknown or nothing is provisioned. */
export function headroomShare(capacityPcu: number | null, peakPcu: number | null): number | null {
  if (capacityPcu === null || peakPcu === null || capacityPcu <= 0) return null;
  return (capacityPcu - peakPcu) / capacityPcu;
}

export function headroomState(share: number | null): HeadroomState {
  if (share === null) return "unknown";
  if (share >= headroomThresholds.good) return "good";
  if (share >= headroomThresholds.watch) return "watch";
  if (share >= headroomThresholds.risk) return "risk";
  return "critical";
}

/** A headroom share in whole percent, rounded down: rounding never lifts a figure over the bound of a better state. */
export function wholePercent(share: number): number {
  return Math.floor(share * 100 + 1e-9);
}

/** PCU provisioned in a region at an instant: the latest record that has begun; null = none had. */
export function capacityAt(capacities: readonly Capacity[], region: string, atMs: number): number | null {
  let pcu: number | null = null;
  let latest = Number.NEGATIVE_INFINITY;
  for (const capacity of capacities) {
    if (capacity.region !== region) continue;
    const fromMs = Date.parse(capacity.from);
    if (fromMs <= atMs && fromMs > latest) {
      latest = fromMs;
      pcu = capacity.pcu;
    }
  }
  return pcu;
}

export interface CapacityStep {
  readonly fromMs: number;
  readonly toMs: number;
  readonly pcu: number;
}

/** The capacity of a region through a window, as steps that touch; what came before the first record is unknown and left out. */
export function capacitySteps(capacities: readonly Capacity[], region: string, fromMs: number, toMs: number): readonly CapacityStep[] {
  const changes = capacities
    .filter((capacity) => capacity.region === region)
    .map((capacity) => ({ fromMs: Date.parse(capacity.from), pcu: capacity.pcu }))
    .toSorted((a, b) => a.fromMs - b.fromMs);
  const steps: CapacityStep[] = [];
  for (const [index, change] of changes.entries()) {
    const begin = Math.max(fromMs, change.fromMs);
    const end = Math.min(toMs, changes[index + 1]?.fromMs ?? toMs);
    if (end > begin) steps.push({ fromMs: begin, toMs: end, pcu: change.pcu });
  }
  return steps;
}
