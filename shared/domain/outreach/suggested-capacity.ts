import { headroomThresholds } from "../headroom/headroom.ts";

/** Up to a round figure of two digits and a half: 288,444 → 290,000; 81,778 → 82,000; 4,321 → 4,350. */
export function roundUpPcu(pcu: number): number {
  if (pcu <= 100) return Math.max(10, Math.ceil(pcu / 10) * 10);
  const step = 10 ** (Math.floor(Math.log10(pcu)) - 1) / 2;
  return Math.ceil(pcu / step - 1e-9) * step;
}

/**
 * Capacity to ask for, PCU: what is expected (the customer's own word, else the p90) with the headroom left free below which an ordinary good
 * evening no longer fits (`headroomThresholds.watch`), rounded up.
 */
export function wantedCapacity(peak: { readonly p90: number }, answeredPcu: number | null): number {
  return roundUpPcu((answeredPcu ?? peak.p90) / (1 - headroomThresholds.watch));
}

/** What a message suggests; null = what is provisioned holds nine peaks in ten with room to spare. */
export function suggestedCapacity(peak: { readonly p90: number; readonly capacityPcu: number | null }): number | null {
  const wanted = wantedCapacity(peak, null);
  return peak.capacityPcu !== null && peak.capacityPcu >= wanted ? null : wanted;
}
