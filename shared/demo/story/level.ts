import type { Cast, RegionCast } from "../company/cast.ts";
import { rhythms } from "../series/rhythm.ts";

const yearMs = 365.25 * 86_400_000;

/** Ordinary evening peak of a region at an instant, users: growth and the season of the year, without events and chance. */
export function levelAt(cast: Cast, region: RegionCast, ms: number, endMs: number): number {
  return region.peak * Math.exp((cast.growth * (ms - endMs)) / yearMs) * (seasonAt(cast, ms) / seasonAt(cast, endMs));
}

/** The year of an audience: winter evenings are longer; schools have terms. */
function seasonAt(cast: Cast, ms: number): number {
  const year = (ms % yearMs) / yearMs;
  const { season } = rhythms[cast.account.scenario];
  const south = cast.market.id === "br" ? -1 : 1;
  const wave = 1 + season * south * Math.cos(2 * Math.PI * (year - 0.03));
  if (cast.account.scenario !== "education") return wave;
  // Two terms: the long summer holiday (July, August) and the weeks around the winter holiday are quiet.
  return wave * (1 - 0.32 * bump(year, 0.58, 0.055) - 0.24 * bump(year, 0.11, 0.03));
}

function bump(x: number, at: number, width: number): number {
  return Math.exp(-0.5 * ((x - at) / width) ** 2);
}
