import { hourMs, type HourlySeries } from "../../shared/domain/metrics/series.ts";

/** Usage of a region that repeats every day and is greatest at a UTC hour: weeks of whole days that end before an instant. */
export function sampleUsage(
  endMs: number,
  {
    accountId = "acc-1",
    region = "cn-east",
    days = 84,
    top = 800,
    peakHour = 12,
  }: Partial<Record<"accountId" | "region", string>> & Partial<Record<"days" | "top" | "peakHour", number>> = {},
): HourlySeries {
  const startMs = Math.floor(endMs / hourMs) * hourMs - days * 24 * hourMs;
  const values = Float64Array.from({ length: days * 24 }, (_, hour) => {
    const ofDay = ((startMs / hourMs + hour) % 24) - peakHour;
    // A little of a wave of its own, so that days differ and a spread can be learned.
    const wave = 1 + 0.05 * Math.sin(hour * 1.7) + 0.03 * Math.sin(hour * 0.013);
    return Math.round(top * wave * (0.3 + 0.7 * Math.exp(-(ofDay * ofDay) / 8)));
  });
  return { accountId, metric: "pcu", region, carrier: null, sdk: null, platform: null, startMs, values };
}
