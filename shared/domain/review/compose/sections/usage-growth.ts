import { chartBlock, type Draft, notes, nothing, series, sourceLine, textBlock } from "../draft.ts";
import { numberOf, type Pen } from "../pen.ts";
import { monthWords } from "../period-words.ts";
import type { Run } from "../review-document.ts";
import { monthsOf, regionsIn, wentFrom } from "../scope.ts";

const dayTypes = ["workday", "weekend", "holiday", "event"] as const;

/** How much more (or less) was used, and what made the difference: months, regions, kinds of days. */
export function composeUsageGrowth(pen: Pen): Draft {
  const hours = pen.ask("usage.hours");
  if (hours.value === null) return nothing(pen, "usage_growth", "usageDays");
  const [before, yearBefore] = [pen.period("p"), pen.period("y")];
  const sinceP = wentFrom(numberOf(hours), numberOf(pen.ask("usage.hours", {}, "p")), 0.01);
  const size = pen.ask("usage.hours", {}, "q", "size:p");
  const mover = topMover(pen, sinceP);
  const title =
    sinceP === null || size.value === null
      ? pen.say("growth.title.first", { hours })
      : sinceP === "same"
        ? pen.say("growth.title.same", { before, hours })
        : [...pen.say(sinceP === "rose" ? "growth.title.rose" : "growth.title.fell", { size, before }), ...mover];
  const months = ["q", "p", "y"] as const;
  const monthly = pen.say("growth.chart.months", { period: pen.period("q") });
  const days = dayTypes.filter((dayType) => pen.ask("usage.mean_daily_peak", { dayType }).value !== null);
  return {
    layout: "two_charts",
    title,
    blocks: [
      ...chartBlock(pen, {
        type: "column",
        title: monthly,
        unit: "user_hours",
        categories: monthsOf(pen, "q").map((month) => monthWords(month, pen.locale)),
        series: months.map((ref) =>
          series(
            pen.period(ref),
            monthsOf(pen, ref).map((month) => pen.ask("usage.hours", {}, month)),
            ref === "q" ? "main" : "before",
          ),
        ),
      }),
      ...chartBlock(pen, {
        type: "column",
        title: pen.say("growth.chart.days", { period: pen.period("q"), before }),
        unit: "pcu",
        categories: days.map((dayType) => pen.name("dayType", dayType)),
        series: (["q", "p"] as const).map((ref) =>
          series(
            pen.period(ref),
            days.map((dayType) => pen.ask("usage.mean_daily_peak", { dayType }, ref)),
            ref === "q" ? "main" : "before",
          ),
        ),
      }),
      ...textBlock(peakSentence(pen), yearSentence(pen, yearBefore), daysSentence(pen, days, before)),
    ],
    source: sourceLine(pen, "usage", pen.ask("usage.known_hours")),
    notes: notes(
      sinceP === null
        ? pen.say("growth.notes.first", { hours })
        : pen.say("growth.notes.change", { hours, change: pen.ask("usage.hours", {}, "q", "change:p"), before }),
      mover.length === 0 ? [] : pen.say("growth.notes.mover"),
      pen.say("growth.notes.close"),
    ),
  };
}

/** The region that moved the same way by the greatest number of user-hours; of one region there is nothing to say. */
function topMover(pen: Pen, went: "rose" | "fell" | "same" | null): readonly Run[] {
  const regions = regionsIn(pen, "usageDays");
  if (regions.length < 2 || went === null || went === "same") return [];
  const sign = went === "rose" ? 1 : -1;
  const moved = regions
    .map((region) => ({ region, by: numberOf(pen.ask("usage.hours", { region }, "q", "difference:p")) ?? 0 }))
    .filter(({ by }) => by * sign > 0)
    .toSorted((a, b) => (b.by - a.by) * sign);
  const top = moved[0];
  if (top === undefined) return [];
  const gap = pen.ask("usage.hours", { region: top.region }, "q", "gap:p");
  return pen.say(went === "rose" ? "growth.title.added" : "growth.title.lost", { region: pen.name("region", top.region), gap });
}

function peakSentence(pen: Pen): readonly Run[] {
  const peak = pen.ask("usage.peak");
  const at = pen.ask("usage.peak_at");
  const change = pen.ask("usage.peak", {}, "q", "change:p");
  if (peak.value === null || at.value === null) return [];
  return change.value === null
    ? pen.say("growth.peak", { peak, at })
    : pen.say("growth.peak_change", { peak, at, change, before: pen.period("p") });
}

function yearSentence(pen: Pen, yearBefore: string): readonly Run[] {
  const change = pen.ask("usage.hours", {}, "q", "change:y");
  return change.value === null ? pen.say("growth.no_year", { yearBefore }) : pen.say("growth.year", { change, yearBefore });
}

/** Which kind of day grew most, where they moved apart. */
function daysSentence(pen: Pen, days: readonly string[], before: string): readonly Run[] {
  const grown = days
    .map((dayType) => ({ dayType, change: pen.ask("usage.mean_daily_peak", { dayType }, "q", "change:p") }))
    .filter(({ change }) => change.value !== null)
    .toSorted((a, b) => (numberOf(b.change) ?? 0) - (numberOf(a.change) ?? 0));
  const [most, least] = [grown[0], grown.at(-1)];
  if (most === undefined || least === undefined) return [];
  if ((numberOf(most.change) ?? 0) - (numberOf(least.change) ?? 0) < 0.01) return [];
  return pen.say("growth.days", {
    most: pen.name("dayType", most.dayType),
    change: most.change,
    least: pen.name("dayType", least.dayType),
    other: least.change,
    before,
  });
}
