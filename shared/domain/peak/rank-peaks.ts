import type { Scenario, Tier } from "../account/account.ts";
import { headroomShare, headroomThresholds } from "../headroom/headroom.ts";
import type { PeakLevel, PeakRank, RadarPeak } from "./radar.ts";

/**
 * Probabilities of exceeding capacity from which a peak is of a level. 0.5: its median is over capacity. 0.25: its p75 is, which is the alarm
 * that the forecast is held to (docs/peaks.md). 0.05: its p95 is.
 */
export const levelFrom = { critical: 0.5, risk: 0.25, watch: 0.05 } as const;

/** How serious a peak is: by its probability, and `watch` at least where p90 leaves less than a tenth of the capacity. */
export function peakLevel(pExceed: number | null, p90: number, capacityPcu: number | null): PeakLevel {
  if (pExceed === null) return "unknown";
  if (pExceed >= levelFrom.critical) return "critical";
  if (pExceed >= levelFrom.risk) return "risk";
  const share = headroomShare(capacityPcu, p90);
  return pExceed >= levelFrom.watch || (share !== null && share < headroomThresholds.watch) ? "watch" : "good";
}

/** What a customer's tier adds to a peak: promises of a higher tier cost more when they break. An assumption; the order is the contract's. */
const tierWeights: Readonly<Record<Tier, number>> = { basic: 1, standard: 1.3, premium: 1.7 };

/**
 * What a minute over capacity does to a scenario's users, against a voice bot, which asks again. An assumption by how people leave: a sale's
 * minute is money and does not come back, a call between two ends with the first freeze, a show's viewer comes again.
 */
const scenarioWeights: Readonly<Record<Scenario, number>> = {
  commerce_live: 1.5,
  one_to_one: 1.4,
  video_dating: 1.35,
  show_live: 1.25,
  voice_room: 1.15,
  overseas_app: 1.15,
  education: 1.1,
  conversational_ai: 1,
};

/** Where no capacity is known: worse than what is known to fit, better than what is known to be near. */
const unknownProbability = levelFrom.watch;

/** Rank = probability of exceeding capacity × tier × scenario. */
export function peakRank(pExceed: number | null, tier: Tier, scenario: Scenario): PeakRank {
  const probability = pExceed ?? unknownProbability;
  const tierWeight = tierWeights[tier];
  const scenarioWeight = scenarioWeights[scenario];
  return { value: probability * tierWeight * scenarioWeight, probability, tierWeight, scenarioWeight };
}

/** Greatest rank first; of equal ones the earlier deadline, the earlier peak, then the id: the same peaks always stand in the same order. */
export function byRank(a: RankedPeak, b: RankedPeak): number {
  return (
    b.rank.value - a.rank.value ||
    a.deadline.askByMs - b.deadline.askByMs ||
    a.startMs - b.startMs ||
    (a.peakId < b.peakId ? -1 : a.peakId > b.peakId ? 1 : 0)
  );
}

type RankedPeak = Pick<RadarPeak, "rank" | "startMs" | "peakId"> & { readonly deadline: Pick<RadarPeak["deadline"], "askByMs"> };
