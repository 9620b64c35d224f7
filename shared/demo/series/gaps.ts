import type { Cast } from "../company/cast.ts";
import { dice } from "../dice.ts";
import type { World } from "../world/world.ts";

const hourMs = 3_600_000;
const dayMs = 86_400_000;

/** A span without data, ms. */
export interface Gap {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The company's own collector in South China was down for nine hours, nineteen days ago: every customer there has the same hole. */
export function collectorOutage(world: World): Gap {
  const fromMs = world.endMs - 19 * dayMs - 4 * hourMs;
  return { fromMs, toMs: fromMs + 9 * hourMs };
}

/** Holes in a customer's data in one region, apart from what lies before its first and after its last hour. */
export function gapsOf(cast: Cast, region: string, world: World): readonly Gap[] {
  const gaps: Gap[] = region === "cn-south" ? [collectorOutage(world)] : [];
  const die = dice(cast.seed, `gaps/${region}`);
  const days = Math.floor((cast.toMs - cast.fromMs) / dayMs);
  for (
    let i = die.weighted([
      { count: 0, weight: 70 },
      { count: 1, weight: 22 },
      { count: 2, weight: 8 },
    ]).count;
    i > 0 && days > 12;
    i -= 1
  ) {
    const fromMs = cast.fromMs + die.int(4, days - 4) * dayMs + die.int(0, 23) * hourMs;
    gaps.push({ fromMs, toMs: fromMs + die.int(2, 14) * hourMs });
  }
  return gaps;
}
