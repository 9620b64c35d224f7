import type { MetricId } from "../../domain/metrics/metrics.ts";
import { hourMs } from "../../domain/metrics/series.ts";
import { seedOf } from "../../kernel/random.ts";
import type { Cast } from "../company/cast.ts";
import { sdkSharesAt } from "../story/sdk.ts";
import { platformsOf } from "../story/sdk-uses.ts";
import { noise } from "./noise.ts";
import { rateOf, type QualitySeries } from "./quality.ts";

const dayMs = 86_400_000;
export const detailDays = 14;

export const detailMetrics = [
  "sessions",
  "join_5s_rate",
  "video_freeze_600_rate",
  "audio_freeze_200_rate",
] as const satisfies readonly MetricId[];
export type DetailMetric = (typeof detailMetrics)[number];

/** SDK version × platform, and what share of the sessions is of it. */
export interface Part {
  readonly sdk: string;
  readonly platform: string;
  readonly share: number;
  /** How many times the mean it freezes. */
  readonly worse: number;
}

/** Customers whose main region is measured by SDK and platform: the ones that everybody looks at. */
export function hasDetail(cast: Cast): boolean {
  return cast.index < 24 && cast.hasQuality;
}

export function detailFromMs(cast: Cast): number {
  return Math.max(cast.fromMs, cast.toMs - detailDays * dayMs);
}

/** The two versions and the two platforms that most users are on; the older one is worse, much worse where evenings degrade. */
export function partsOf(cast: Cast, endMs: number): readonly Part[] {
  const parts = platformsOf(cast.account.scenario)
    .slice(0, 2)
    .flatMap(({ platform, share, tauDays }) =>
      sdkSharesAt(cast, endMs - (detailDays / 2) * dayMs, endMs, tauDays).map((one, i) => ({
        sdk: one.version,
        platform,
        share: share * one.share,
        worse: (i === 0 ? 1 : cast.trait === "degraded" ? 2.9 : 1.22) * (platform === "android" ? 1.12 : 0.88),
      })),
    )
    .filter((part) => part.share >= 0.01);
  // Together they are as good as the whole.
  const mean = parts.reduce((sum, part) => sum + part.share * part.worse, 0) / parts.reduce((sum, part) => sum + part.share, 0);
  return parts.map((part) => ({ ...part, worse: part.worse / mean }));
}

/** One part of a region and carrier, of the last hours of `series`; index 0 = `detailFromMs`. */
export function detailSeries(cast: Cast, name: string, part: Part, series: QualitySeries): Readonly<Record<DetailMetric, Float64Array>> {
  const hours = Math.round((cast.toMs - detailFromMs(cast)) / hourMs);
  const { gauss } = noise(seedOf(`${cast.seed}/detail/${name}/${part.sdk}/${part.platform}`));
  const last = (metric: DetailMetric): Float64Array => series[metric].slice(-hours);
  const sessions = last("sessions").map((value) => Math.round(value * part.share));
  const bad = (metric: DetailMetric, much: number): Float64Array =>
    last(metric).map((value, i) => ((sessions[i] ?? 0) > 0 ? rateOf(value * much * (1 + 0.05 * gauss())) : Number.NaN));
  return {
    sessions,
    join_5s_rate: last("join_5s_rate").map((value, i) =>
      (sessions[i] ?? 0) > 0 ? rateOf(1 - (1 - value) * (0.4 + 0.6 * part.worse) * (1 + 0.05 * gauss())) : Number.NaN,
    ),
    video_freeze_600_rate: bad("video_freeze_600_rate", part.worse),
    audio_freeze_200_rate: bad("audio_freeze_200_rate", 0.5 + 0.5 * part.worse),
  };
}
