import type { Cast } from "../company/cast.ts";
import { dice } from "../dice.ts";

const dayMs = 86_400_000;

export interface Sdk {
  /** Version that most of the customer's users are on. */
  readonly current: string;
  /** The one before it. */
  readonly previous: string;
}

/** Releases of the company's SDK with the days before the end of the history on which customers typically move to them. */
const releases = [
  { version: "4.6.2", daysAgo: 9_999 },
  { version: "4.7.6", daysAgo: 330 },
  { version: "4.8.1", daysAgo: 195 },
  { version: "4.9.0", daysAgo: 64 },
] as const;

/** When a customer moves to each release, ms; each has a pace of its own. */
export function sdkMoves(cast: Cast, endMs: number): readonly { readonly ms: number; readonly from: string; readonly to: string }[] {
  const die = dice(cast.seed, "sdk");
  const pace = die.int(-25, 38);
  return releases.slice(1).map((release, i) => ({
    ms: endMs - (release.daysAgo - pace - die.int(-9, 9)) * dayMs + die.int(0, 9) * 3_600_000,
    from: releases[i]?.version ?? "",
    to: release.version,
  }));
}

/** What a customer's users run at an instant. */
export function sdkAt(cast: Cast, ms: number, endMs: number): Sdk {
  let sdk: Sdk = { current: releases[0].version, previous: "4.5.9" };
  for (const move of sdkMoves(cast, endMs)) if (move.ms <= ms) sdk = { current: move.to, previous: move.from };
  return sdk;
}
