import { localDayOf } from "../../../calendar/local-time.ts";
import { cell, chartBlock, type Draft, notes, nothing, series, sourceLine, tableBlock, textBlock } from "../draft.ts";
import { type EvidenceRow, numberOf, type Pen } from "../pen.ts";
import type { ReviewBlock, Run, Verdict } from "../review-document.ts";
import { regionsIn, weekName } from "../scope.ts";

const mostRows = 6;
const halfWeekMs = 84 * 3_600_000;

/** What was forecast, what came, and what there was room for: by week of the fullest region, and for every peak. */
export function composePeaks(pen: Pen): Draft {
  const region = fullestRegion(pen);
  if (region === null) return nothing(pen, "peaks", "peaks");
  const error = pen.ask("peaks.forecast_error");
  const use = pen.ask("peaks.highest_use", { region });
  return {
    layout: "chart_table",
    title: [...titleOf(pen, region), ...(error.value === null ? [] : pen.say("peak.title.error", { error }))],
    blocks: [...weeksChart(pen, region), ...peaksTable(pen), ...textBlock(error.value === null ? pen.say("peak.no_forecast") : [])],
    source: sourceLine(pen, "peaks", pen.ask("peaks.weeks")),
    notes: notes(
      pen.say(`peak.notes.${stateOf(pen, region)}`, { use }),
      error.value === null ? [] : pen.say("peak.notes.error", { error }),
      pen.say("peak.notes.close"),
    ),
  };
}

type Peak = EvidenceRow<"peaks">;

/** The region that used most of its capacity; where no capacity is known, the one with the highest hour. */
function fullestRegion(pen: Pen): string | null {
  const known = regionsIn(pen, "peaks").map((region) => ({
    region,
    use: numberOf(pen.ask("peaks.highest_use", { region })),
    peak: numberOf(pen.ask("peaks.actual", { region })),
  }));
  const [used] = known.filter(({ use }) => use !== null).toSorted((a, b) => (b.use ?? 0) - (a.use ?? 0));
  const [highest] = known.filter(({ peak }) => peak !== null).toSorted((a, b) => (b.peak ?? 0) - (a.peak ?? 0));
  return (used ?? highest)?.region ?? null;
}

function stateOf(pen: Pen, region: string): "over" | "near" | "within" | "no_capacity" {
  const use = numberOf(pen.ask("peaks.highest_use", { region }));
  const target = numberOf(pen.ask("target.share", { measure: "capacity_use" }));
  if (use === null) return "no_capacity";
  if (use > 1) return "over";
  return target !== null && use > target ? "near" : "within";
}

function titleOf(pen: Pen, region: string): readonly Run[] {
  const name = pen.name("region", region);
  const use = pen.ask("peaks.highest_use", { region });
  switch (stateOf(pen, region)) {
    case "over": {
      const weeks = pen.ask("peaks.over_capacity");
      return pen.say("peak.title.over", { weeks, region: name, use }, numberOf(weeks));
    }
    case "near":
      return pen.say("peak.title.near", { region: name, use, target: pen.ask("target.share", { measure: "capacity_use" }) });
    case "within":
      return pen.say("peak.title.within", { region: name, use });
    case "no_capacity":
      return pen.say("peak.title.no_capacity", { region: name, peak: pen.ask("peaks.actual", { region }) });
  }
}

/** A region's week begins on its own clock: its row is asked for, not a time on the customer's. */
function weeksChart(pen: Pen, region: string): readonly ReviewBlock[] {
  const weeks = pen
    .rows("peaks", "q")
    .filter((row) => row.kind === "week" && row.region === region)
    .toSorted((a, b) => Number(a.at) - Number(b.at));
  const of = (metric: "peaks.actual" | "peaks.forecast" | "peaks.capacity") =>
    weeks.map(({ id }) => {
      const value = pen.ask(metric, { id: String(id) });
      return value.value === null ? null : value;
    });
  return chartBlock(pen, {
    type: "line",
    title: pen.say("peak.chart", { region: pen.name("region", region), period: pen.period("q") }),
    unit: "pcu",
    categories: weeks.map(({ at }) => weekName(localDayOf(Number(at) + halfWeekMs, "UTC"))),
    series: [
      series(pen.word("peak.actual"), of("peaks.actual"), "main"),
      series(pen.word("peak.forecast"), of("peaks.forecast"), "expected"),
      series(pen.word("peak.capacity"), of("peaks.capacity"), "capacity"),
    ],
  });
}

function peaksTable(pen: Pen): readonly ReviewBlock[] {
  const peaks = pen
    .rows("peaks", "q")
    .filter(({ kind, actualPcu, p50 }) => kind !== "week" && (actualPcu !== null || p50 !== null))
    .toSorted((a, b) => Number(b.actualPcu) - Number(a.actualPcu));
  if (peaks.length === 0) return textBlock(pen.say("peak.no_peaks"));
  const shown = peaks.slice(0, mostRows).toSorted((a, b) => Number(a.at) - Number(b.at));
  const line = (row: Peak) => {
    const of = (metric: "peaks.at" | "peaks.forecast" | "peaks.told" | "peaks.actual" | "peaks.capacity" | "peaks.use") => {
      const value = pen.ask(metric, { id: String(row.id) });
      return value.value === null ? null : value;
    };
    const use = of("peaks.use");
    return [
      cell(pen, nameOf(pen, row)),
      cell(pen, pen.name("region", row.region)),
      cell(pen, of("peaks.at")),
      cell(pen, of("peaks.forecast")),
      cell(pen, of("peaks.told")),
      cell(pen, of("peaks.actual")),
      cell(pen, of("peaks.capacity")),
      cell(pen, use, verdictOf(pen, use === null ? null : numberOf(use))),
    ];
  };
  return [
    tableBlock(
      pen.say("peak.table", { period: pen.period("q") }),
      [
        { label: pen.word("column.peak"), weight: 1.6 },
        { label: pen.word("column.region") },
        { label: pen.word("column.when"), weight: 1.2 },
        { label: pen.word("column.forecast"), end: true },
        { label: pen.word("column.told"), end: true },
        { label: pen.word("column.actual"), end: true },
        { label: pen.word("column.capacity"), end: true },
        { label: pen.word("column.use"), end: true },
      ],
      shown.map(line),
      peaks.length > mostRows ? pen.word("more.workbook") : null,
    ),
  ];
}

function nameOf(pen: Pen, { name, nameZh }: Peak): string {
  const own = pen.locale === "en" ? name : (nameZh ?? name);
  return own === null ? pen.word("peak.unnamed") : String(own);
}

function verdictOf(pen: Pen, use: number | null): Verdict {
  const target = numberOf(pen.ask("target.share", { measure: "capacity_use" }));
  if (use === null) return null;
  if (use > 1) return "critical";
  return target !== null && use > target ? "watch" : "good";
}
