import type { Cast } from "../company/cast.ts";
import { dice } from "../dice.ts";
import { releaseHistory } from "./sdk-releases.ts";

const dayMs = 86_400_000;

export interface Sdk {
  /** Version that most of the customer's users are on. */
  readonly current: string;
  /** The one before it. */
  readonly previous: string;
}

/** When a customer moves to each release, ms; each has a pace of its own, and some stay behind. */
export function sdkMoves(cast: Cast, endMs: number): readonly { readonly ms: number; readonly from: string; readonly to: string }[] {
  const die = dice(cast.seed, "sdk");
  const pace = die.int(-25, 38);
  const stops = releaseHistory.flatMap(({ version, moveDaysAgo }) => (moveDaysAgo === null ? [] : [{ version, moveDaysAgo }]));
  const moves = stops.slice(1).map((stop, i) => ({
    ms: endMs - (stop.moveDaysAgo - pace - die.int(-9, 9)) * dayMs + die.int(0, 9) * 3_600_000,
    from: stops[i]?.version ?? "",
    to: stop.version,
  }));
  return moves.slice(0, moves.length - behind(cast));
}

/** Releases that a customer has not moved to and will not soon: one in six is behind. */
function behind(cast: Cast): number {
  if (cast.trait === "new") return 0;
  if (cast.trait === "degraded") return 2;
  const roll = dice(cast.seed, "sdk-behind").next();
  return roll < 0.05 ? 3 : roll < 0.17 ? 2 : 0;
}

/** What a customer's users run at an instant. */
export function sdkAt(cast: Cast, ms: number, endMs: number): Sdk {
  let sdk: Sdk = { current: "4.6.2", previous: "4.5.9" };
  for (const move of sdkMoves(cast, endMs)) if (move.ms <= ms) sdk = { current: move.to, previous: move.from };
  return sdk;
}

/**
 * Share of users on the current and the previous version, together 1. `tauDays`: days in which two of three of those who are left update; users of apps
 * take weeks, of web pages a day.
 */
export function sdkSharesAt(
  cast: Cast,
  ms: number,
  endMs: number,
  tauDays: number,
): readonly { readonly version: string; readonly share: number }[] {
  const { current, previous } = sdkAt(cast, ms, endMs);
  const moved = sdkMoves(cast, endMs).findLast((move) => move.ms <= ms);
  // Who has not updated for a year will not either.
  const stay = 0.04 + 0.08 * dice(cast.seed, "sdk-stay").next() + (cast.trait === "degraded" ? 0.24 : 0);
  const days = moved === undefined ? 9_999 : (ms - moved.ms) / dayMs;
  const left = Math.min(1, stay + (1 - stay) * Math.exp(-days / tauDays));
  return [
    { version: current, share: 1 - left },
    { version: previous, share: left },
  ];
}
