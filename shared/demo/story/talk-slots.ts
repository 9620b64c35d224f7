import type { Scenario } from "../../domain/account/account.ts";
import type { Cast } from "../company/cast.ts";
import type { Dice } from "../dice.ts";
import { operatingSystems, weekdays } from "../text/linked-text.ts";
import { grouped, round3 } from "../text/slots.ts";
import { carrierNamesEn, carrierNamesZh, regionNames } from "../world/regions.ts";
import type { World } from "../world/world.ts";
import { capacityAt } from "./capacities.ts";
import { levelAt } from "./level.ts";
import type { Plan } from "./plan.ts";
import { sdkAt, sdkMoves } from "./sdk.ts";

const dayMs = 86_400_000;

/** Words on growth that agree with the series. */
function outlookOf(plan: Plan, die: Dice): { readonly trend: string; readonly outlook: string } {
  const { growth, language } = plan.cast;
  const year = Math.round((Math.exp(growth) - 1) * 100);
  const month = Math.max(1, Math.round(Math.abs(year) / 12) + die.int(0, 2));
  const up = year > 4;
  if (language === "zh") {
    return {
      trend: `比上月${up ? "高" : "低"} ${month}%`,
      outlook: up ? `明年预计增长 ${year}%` : year < -15 ? "明年预算还没定，用量可能继续降" : "明年预计持平",
    };
  }
  return {
    trend: `${month}% ${up ? "above" : "below"} last month`,
    outlook: up
      ? `They expect ${year}% growth next year`
      : year < -15
        ? "Next year is open and usage may fall further"
        : "They expect a flat year",
  };
}

/** How the week of a scenario goes, in a sentence. */
function rhythmOf({ language, account }: Cast, percent: number): string {
  const zh = language === "zh";
  if (account.scenario === "conversational_ai")
    return zh ? "工作日白天平稳，周末只有平日的三成多。" : "Flat on working days; weekends reach a third of them.";
  if (account.scenario === "education")
    return zh
      ? "工作日晚上和周末上午最高，周五晚上明显低。"
      : "Weekday evenings and weekend mornings are the highest, Friday evenings low.";
  return zh
    ? `周五周六比平日高约 ${percent}%，周三前后最低。`
    : `Friday and Saturday are about ${percent}% above other days, the middle of the week is the lowest.`;
}

const peakHours: Readonly<Record<Scenario, number>> = {
  show_live: 21,
  one_to_one: 22,
  voice_room: 23,
  video_dating: 20,
  commerce_live: 20,
  education: 18,
  conversational_ai: 10,
  overseas_app: 21,
};

/** What a note of that moment may speak of, in agreement with the records and series. */
export function slotsAt(plan: Plan, world: World, ms: number, die: Dice): Record<string, string | number> {
  const { cast } = plan;
  const { language } = cast;
  const place = die.chance(0.7) ? cast.regions[0] : die.pick(cast.regions);
  if (place === undefined) throw new Error("a customer without regions");
  const peak = levelAt(cast, place, ms, world.endMs);
  const capacity = Math.max(1, capacityAt(plan.capacities, place.region, ms));
  const carrier = die.pick(place.audience.carriers);
  const near = plan.occasions.find((one) => one.startMs > ms) ?? plan.occasions.at(-1);
  // What people talk about is the release they are about to move to, else the one they have.
  const next = sdkMoves(cast, world.endMs).find((move) => move.ms > ms && move.ms < ms + 50 * dayMs);
  const sdk = next === undefined ? sdkAt(cast, ms, world.endMs) : { current: next.to, previous: next.from };
  const n = die.int(4, 9);
  return {
    region: regionNames[place.region][language],
    carrier: (language === "zh" ? carrierNamesZh : carrierNamesEn)[carrier] ?? carrier,
    pcu: grouped(round3(peak * die.between(0.97, 1.03))),
    capacity: grouped(capacity),
    room: Math.round((1 - peak / capacity) * 100),
    pct: die.int(4, 38),
    pct2: (die.int(14, 26) / 10).toFixed(1),
    ...outlookOf(plan, die),
    rate: (die.int(951, 979) / 10).toFixed(1),
    sdk: sdk.current,
    old: sdk.previous,
    event: near?.record.name ?? (language === "zh" ? "下一场活动" : "The next event"),
    weekday: die.pick(weekdays[language]),
    os: die.pick(operatingSystems[language]),
    minutes: die.pick([15, 20, 25, 30, 40, 45]),
    n,
    k: die.int(2, n - 1),
    more: near === undefined ? 30 : Math.round((near.record.upliftFactor ?? near.uplift) * 20 - 20) * 5,
    rhythm: rhythmOf(cast, n),
    hour: peakHours[cast.account.scenario],
  };
}
