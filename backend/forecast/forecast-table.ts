import type { SeriesForecast, SeriesRefusal } from "./series-forecast.ts";

const widths = [24, 8, 27, 12, 12, 8] as const;

function line(cells: readonly string[], rest: string): string {
  return `${cells.map((cell, i) => (i === 0 || i === 2 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join("  ")}  ${rest}`.trimEnd();
}

export function tableHead(): string {
  return `${line(["series", "week", "greatest hour", "p50", "p90", "full %"], "history")}\n`;
}

/** A line a week: when its greatest hour is, its maximum as median and 90 % quantile, the probability that the capacity is too small, and what the history is like. */
export function tableRow(one: SeriesForecast | SeriesRefusal): string {
  if ("error" in one) return `${line([one.series, "—", "—", "—", "—", "—"], `no forecast: ${one.error}`)}\n`;
  const { historyDays, gapShare, notes } = one.quality;
  const history = [
    `${Math.floor(historyDays)} days`,
    ...(gapShare >= 0.005 ? [`${Math.round(gapShare * 100)} % missing`] : []),
    ...new Set(notes.map(({ code }) => code.replaceAll("_", " ")).filter((text) => text !== "gaps")),
  ].join(", ");
  return one.weekMax
    .map(({ p50, p90 }, week) => {
      const begin = Date.parse(one.start) + week * 7 * 86_400_000;
      const peaks = one.peaks.filter(({ at }) => Date.parse(at) >= begin && Date.parse(at) < begin + 7 * 86_400_000);
      const [greatest] = peaks.toSorted((a, b) => b.p50 - a.p50);
      const exceed = peaks.reduce((most, { pExceed }) => Math.max(most, pExceed ?? -1), -1);
      const cells = [
        week === 0 ? one.series : "",
        String(week + 1),
        greatest?.at ?? "—",
        String(p50),
        String(p90),
        exceed < 0 ? "—" : (exceed * 100).toFixed(0),
      ];
      return `${line(cells, week === 0 ? history : "")}\n`;
    })
    .join("");
}
