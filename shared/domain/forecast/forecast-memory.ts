import { z } from "zod";
import { id, instant, line, regionId } from "../common.ts";

const pcu = z.number().nonnegative();

/** What was forecast of a week or a peak at one time. */
const madeForecast = z.object({
  at: instant,
  leadDays: z.number().int().nonnegative(),
  p50: pcu,
  p90: pcu,
  p95: pcu,
  /** The correction by the account's track record that is in it, natural logarithm. Absent: none. */
  logBias: z.number().exactOptional(),
});

/**
 * What was forecast for an account's region, what was told, and what came: one record a quarter (by the start of week or peak, UTC), kept by the
 * backend. What is kept is not written again, except for what came.
 */
export const forecastMemory = z.object({
  id,
  accountId: id,
  region: regionId,
  /** E.g. `2026-Q4`. */
  quarter: z.string().regex(/^\d{4}-Q[1-4]$/),
  /** Local weeks (from Monday): the maximum. */
  weeks: z.array(z.object({ startsAt: instant, endsAt: instant, made: z.array(madeForecast).max(8), actualPcu: pcu.nullable() })).max(15),
  peaks: z
    .array(
      z.object({
        peakId: z.string().min(1).max(200),
        name: line.nullable(),
        startsAt: instant,
        endsAt: instant,
        capacityPcu: pcu.nullable(),
        made: z.array(madeForecast).max(8),
        /** What the customer expected, and in which message. */
        toldPcu: pcu.nullable(),
        outreachId: id.nullable(),
        actualPcu: pcu.nullable(),
        actualAt: instant.nullable(),
      }),
    )
    .max(100),
});
export type ForecastMemory = z.infer<typeof forecastMemory>;
