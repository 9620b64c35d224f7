import type { MetricId } from "../../domain/metrics/metrics.ts";
import { seedOf } from "../../kernel/random.ts";
import { qualityFromMs, type Cast, type RegionCast } from "../company/cast.ts";
import { dice } from "../dice.ts";
import type { Trouble } from "../story/troubles.ts";
import type { World } from "../world/world.ts";
import { noise } from "./noise.ts";

const hourMs = 3_600_000;
const dayMs = 86_400_000;

/** The six rates and their weight. */
export const qualityMetrics = [
  "sessions",
  "join_success_rate",
  "join_5s_rate",
  "video_freeze_600_rate",
  "audio_freeze_200_rate",
  "delay_over_400_rate",
  "packet_loss_rate",
] as const satisfies readonly MetricId[];

export type QualityMetric = (typeof qualityMetrics)[number];
export type QualitySeries = Readonly<Record<QualityMetric, Float64Array>>;

/** Sessions that begin in an hour for each user at its peak. */
const turnover = {
  show_live: 2.6,
  one_to_one: 4.2,
  voice_room: 1.5,
  video_dating: 2.2,
  commerce_live: 3.4,
  education: 1.3,
  conversational_ai: 7.5,
  overseas_app: 2.8,
} as const;

const carrierShare = [0.46, 0.34, 0.2];

/**
 * Hourly quality of one region and carrier over the last 90 days (index 0 = `qualityFromMs`), rates with four decimals. Worse when the last
 * mile is busy in the evening; incidents of the region, and of the carrier when they name one, leave their mark; hours without PCU have none.
 */
export function qualitySeries(
  cast: Cast,
  place: RegionCast,
  carrierIndex: number,
  pcu: Float64Array,
  troubles: readonly Trouble[],
  world: World,
): QualitySeries {
  const carrier = place.audience.carriers[carrierIndex] ?? "";
  const fromMs = qualityFromMs(cast, world.endMs);
  const offset = Math.round((fromMs - world.startMs) / hourMs);
  const hours = Math.round((cast.toMs - fromMs) / hourMs);
  const clock = world.clock(place.audience.timeZone);
  const die = dice(cast.seed, `quality/${place.region}/${carrier}`);
  const far =
    place.audience.country === "CN" || place.audience.country === "US" || place.audience.country === "SG" || place.audience.country === "KR"
      ? 1
      : 1.5;
  const base = {
    freeze: 0.0065 * far * Math.exp(0.28 * die.gauss()),
    audio: 0.0045 * far * Math.exp(0.25 * die.gauss()),
    delay: 0.011 * far * Math.exp(0.3 * die.gauss()),
    loss: 0.0042 * far * Math.exp(0.28 * die.gauss()),
    fail: 0.0038 * far * Math.exp(0.25 * die.gauss()),
    slow: 0.011 * far * Math.exp(0.25 * die.gauss()),
  };
  const share = (carrierShare[carrierIndex] ?? 0.3) * (place.audience.carriers.length === 2 ? 1.25 : 1) * turnover[cast.account.scenario];
  const marks = marksOf(cast, place, carrierIndex, carrier, troubles, world, fromMs, hours);
  const out = Object.fromEntries(qualityMetrics.map((metric) => [metric, new Float64Array(hours)])) as Record<QualityMetric, Float64Array>;
  const { gauss } = noise(seedOf(`${cast.seed}/quality/${place.region}/${carrier}`));
  let drift = 0;
  for (let i = 0; i < hours; i += 1) {
    const users = pcu[offset + i] as number;
    drift = 0.7 * drift + 0.09 * gauss();
    const hour = clock.hour[offset + i] as number;
    const busy = 0.72 + 1.05 * (evening[hour] as number);
    const weather = busy * (1 + drift);
    const sessions = Math.round(users * share * (1 + 0.05 * gauss()));
    const fail = base.fail * (0.8 + 0.4 * weather) * (1 + 0.1 * gauss()) * (marks.join[i] as number);
    const slow =
      base.slow * (0.6 + 0.5 * weather) * (1 + 0.08 * gauss()) * (marks.join[i] as number) * (0.4 + 0.6 * (marks.delay[i] as number));
    out.sessions[i] = sessions;
    out.join_success_rate[i] = rate(1 - fail, users);
    out.join_5s_rate[i] = rate(1 - fail - slow, users);
    out.video_freeze_600_rate[i] = rate(base.freeze * weather * (1 + 0.07 * gauss()) * (marks.freeze[i] as number), users);
    out.audio_freeze_200_rate[i] = rate(base.audio * (0.3 + 0.7 * weather) * (1 + 0.07 * gauss()) * (marks.audio[i] as number), users);
    out.delay_over_400_rate[i] = rate(base.delay * (0.4 + 0.6 * weather) * (1 + 0.06 * gauss()) * (marks.delay[i] as number), users);
    out.packet_loss_rate[i] = rate(base.loss * weather * (1 + 0.06 * gauss()) * (marks.loss[i] as number), users);
  }
  return out;
}

/** Four decimals between 0 and 1; no data where nobody was online to measure. */
function rate(value: number, users: number): number {
  return users > 0 ? rateOf(value) : Number.NaN;
}

/** A share as it is reported: four decimals between 0 and 1. */
export function rateOf(value: number): number {
  return Math.min(10_000, Math.max(0, Math.round(value * 10_000))) / 10_000;
}

/** How busy the last mile is by local hour, 0–1: worst from eight to eleven. */
const evening = Float64Array.from({ length: 24 }, (_, hour) => Math.exp((-0.5 * (((hour + 0.5 - 21.3 + 36) % 24) - 12) ** 2) / 2.3 ** 2));

interface Marks {
  readonly join: Float64Array;
  readonly freeze: Float64Array;
  readonly audio: Float64Array;
  readonly delay: Float64Array;
  readonly loss: Float64Array;
}

/** By how much each hour is worse than it would have been. */
function marksOf(
  cast: Cast,
  place: RegionCast,
  carrierIndex: number,
  carrier: string,
  troubles: readonly Trouble[],
  world: World,
  fromMs: number,
  hours: number,
): Marks {
  const fresh = () => new Float64Array(hours).fill(1);
  const marks: Marks = { join: fresh(), freeze: fresh(), audio: fresh(), delay: fresh(), loss: fresh() };
  for (const trouble of troubles) {
    if (trouble.region !== place.region || trouble.worse === 1 || (trouble.carrier !== null && trouble.carrier !== carrier)) continue;
    const from = (trouble.impactFromMs - fromMs) / hourMs;
    const to = (trouble.impactToMs - fromMs) / hourMs;
    for (let i = Math.max(0, Math.floor(from)); i < Math.min(hours, to); i += 1) {
      const much = (trouble.worse - 1) * Math.max(0, Math.min(i + 1, to) - Math.max(i, from));
      const hit = (target: Float64Array, part: number) => {
        target[i] = (target[i] as number) * (1 + much * part);
      };
      // The metric of the topic is hit in full, its neighbours partly: a lost link also freezes, a failing join is also slow.
      hit(marks.join, trouble.topic.impact === "join" ? 3 : 0.3);
      hit(marks.freeze, trouble.topic.impact === "freeze" ? 1 : 0.35);
      hit(marks.audio, trouble.topic.impact === "audio" ? 1 : 0.3);
      hit(marks.delay, trouble.topic.impact === "delay" ? 1.2 : 0.25);
      hit(marks.loss, trouble.topic.impact === "freeze" || trouble.topic.impact === "audio" ? 0.8 : 0.4);
    }
  }
  if (cast.trait === "degraded" && place === cast.regions[0] && carrierIndex === 0) degradeEvenings(marks, place, world, fromMs, hours);
  return marks;
}

/** The injected regional degradation: the first carrier freezes in the evening, more every day, for the last nine days. */
function degradeEvenings(marks: Marks, place: RegionCast, world: World, fromMs: number, hours: number): void {
  const clock = world.clock(place.audience.timeZone);
  const offset = Math.round((fromMs - world.startMs) / hourMs);
  for (let i = Math.max(0, Math.floor((world.endMs - 9 * dayMs - fromMs) / hourMs)); i < hours; i += 1) {
    const daysIn = 9 - (world.endMs - (fromMs + i * hourMs)) / dayMs;
    const much = (evening[clock.hour[offset + i] as number] as number) * (0.5 + 0.17 * daysIn);
    marks.freeze[i] = (marks.freeze[i] as number) * (1 + 1.5 * much);
    marks.loss[i] = (marks.loss[i] as number) * (1 + 1.6 * much);
    marks.audio[i] = (marks.audio[i] as number) * (1 + 0.8 * much);
    marks.join[i] = (marks.join[i] as number) * (1 + 0.7 * much);
  }
}
