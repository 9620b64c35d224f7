import { chartBlock, type Draft, notes, nothing, paragraph, series, sourceLine } from "../draft.ts";
import { numberOf, type Pen, plain, stopped } from "../pen.ts";
import { recommendationsOf } from "../recommendations.ts";
import type { ReviewBlock, Run } from "../review-document.ts";
import { distinct, isOver, type MainMetric, mainMetric, regionsIn, wentFrom, weeksOf } from "../scope.ts";

const hours = "evening";
/** So many times the others' rate is worth a word. */
const standsOut = 1.5;

/** Evenings by region against the target: where users suffered, why, and what is to be done. */
export function composeQualityRegion(pen: Pen): Draft {
  const metric = mainMetric(pen);
  const worst = worstRegion(pen, metric);
  if (worst === null) return nothing(pen, "quality_region", "quality");
  const rate = pen.ask(`quality.${metric}`, { region: worst, hours });
  const target = pen.ask("target.share", { measure: metric });
  const went = wentFrom(numberOf(rate), numberOf(pen.ask(`quality.${metric}`, { region: worst, hours }, "p")), 0.1);
  const over = isOver(pen, metric, numberOf(rate));
  const region = pen.name("region", worst);
  const measure = pen.word(`rate.${metric}`);
  const title = [
    ...(over === null
      ? pen.say("quality.title.no_target", { region, measure, rate })
      : over
        ? pen.say(`quality.title.over.${went ?? "same"}`, { region, measure, rate, target })
        : pen.say(went === "rose" ? "quality.title.within.rose" : "quality.title.within", { region, measure, rate, target })),
    ...besideOthers(pen, metric, worst),
  ];
  const weeks = weeksOf(pen);
  const regions = [worst, ...regionsIn(pen, "quality").filter((one) => one !== worst)].slice(0, 5);
  const line =
    target.value === null
      ? []
      : [
          series(
            pen.word("series.target"),
            weeks.map(() => target),
            "target",
          ),
        ];
  return {
    layout: "chart_points",
    title,
    blocks: [
      ...chartBlock(pen, {
        type: "line",
        title: pen.say("quality.chart", { metric: pen.name("metric", metric), period: pen.period("q") }),
        unit: "share",
        categories: weeks.map(({ name }) => name),
        series: [
          ...regions.map((one) =>
            series(
              pen.name("region", one),
              weeks.map(({ monday }) => pen.ask(`quality.${metric}`, { region: one, hours, week: monday })),
              one === worst ? "main" : "other",
            ),
          ),
          ...line,
        ],
        marks: gaps(pen, metric, regions),
      }),
      {
        type: "points",
        points: [
          { heading: pen.word("quality.saw"), paragraphs: [paragraph(saw(pen, metric, worst, over))] },
          { heading: pen.word("quality.why"), paragraphs: [paragraph(why(pen, metric, worst))] },
          { heading: pen.word("quality.ask"), paragraphs: [paragraph(ask(pen, worst, over))] },
        ],
      } satisfies ReviewBlock,
    ],
    source: sourceLine(pen, "quality", pen.ask(`sessions.${metric}`)),
    notes: notes(
      openNote(pen, metric, worst, over),
      pen.say("quality.notes.chart", { region }),
      over === true ? pen.say("quality.notes.close") : pen.say("quality.notes.close_good"),
    ),
  };
}

/** The region with the highest evening rate. */
export function worstRegion(pen: Pen, metric: MainMetric): string | null {
  const known = regionsIn(pen, "quality")
    .map((region) => ({ region, rate: numberOf(pen.ask(`quality.${metric}`, { region, hours })) }))
    .filter((one) => one.rate !== null)
    .toSorted((a, b) => (b.rate ?? 0) - (a.rate ?? 0));
  return known[0]?.region ?? null;
}

function besideOthers(pen: Pen, metric: MainMetric, region: string): readonly Run[] {
  const ratio = pen.ask(`quality.${metric}`, { region, hours }, "q", "ratio:rest.region");
  return (numberOf(ratio) ?? 0) >= standsOut ? pen.say("quality.title.beside", { ratio }) : [];
}

function saw(pen: Pen, metric: MainMetric, region: string, over: boolean | null): readonly Run[] {
  const rate = pen.ask(`quality.${metric}`, { region, hours });
  const name = pen.name("region", region);
  const first = pen.say(`quality.saw.${metric}`, { region: name, rate });
  const weeks = pen.ask(`weeks_over.${metric}`, { region, hours });
  const gap = pen.locale === "en" ? [plain(" ")] : [];
  if (over === null || weeks.value === null) return first;
  if (numberOf(weeks) === 0) return [...first, ...gap, ...pen.say("quality.saw.no_week")];
  const sessions = pen.ask(`sessions_over.${metric}`, { region, hours });
  return [...first, ...gap, ...pen.say("quality.saw.weeks", { weeks, sessions }, numberOf(weeks))];
}

/** Carrier and version that stand out in that region; where none does, that is said. */
function why(pen: Pen, metric: MainMetric, region: string): readonly Run[] {
  const part = (dimension: "carrier" | "sdk", values: readonly string[]): readonly Run[] | null => {
    const found = values
      .map((value) => {
        const filter = { region, [dimension]: value };
        return {
          value,
          rate: pen.ask(`parts.${metric}`, filter),
          ratio: pen.ask(`parts.${metric}`, filter, "q", `ratio:rest.${dimension}`),
        };
      })
      .filter(({ rate, ratio }) => rate.n >= 100 && (numberOf(ratio) ?? 0) >= standsOut)
      .toSorted((a, b) => (numberOf(b.ratio) ?? 0) - (numberOf(a.ratio) ?? 0))[0];
    if (found === undefined) return null;
    const name = dimension === "carrier" ? pen.name("carrier", found.value) : `SDK ${found.value}`;
    return pen.say("quality.why.part", { part: name, rate: found.rate, ratio: found.ratio });
  };
  const rows = pen.rows("qualityParts", "q").filter((row) => row.region === region && row.metric === metric);
  if (rows.length === 0) return pen.say("quality.why.not_split");
  const said = [part("carrier", distinct(rows.map((row) => row.carrier))), part("sdk", distinct(rows.map((row) => row.sdk)))].filter(
    (runs) => runs !== null,
  );
  if (said.length === 0) return pen.say("quality.why.even");
  return said.flatMap((runs, i) => (i === 0 ? runs : [plain(pen.locale === "en" ? " " : ""), ...runs]));
}

function ask(pen: Pen, region: string, over: boolean | null): readonly Run[] {
  const fitting =
    recommendationsOf(pen).find((one) => one.subject === "edge" && one.region === region) ??
    recommendationsOf(pen).find((one) => one.subject === "sdk");
  if (over === true && fitting !== undefined) return stopped(pen, fitting.what);
  return pen.say(over === null ? "quality.ask.no_target" : over ? "quality.ask.look" : "quality.ask.none");
}

function openNote(pen: Pen, metric: MainMetric, region: string, over: boolean | null): readonly Run[] {
  const rate = pen.ask(`quality.${metric}`, { region, hours });
  const before = pen.ask(`quality.${metric}`, { region, hours }, "p");
  const name = pen.name("region", region);
  if (before.value === null) return pen.say("quality.notes.first", { region: name, rate });
  return pen.say(over === true ? "quality.notes.own" : "quality.notes.good", {
    region: name,
    rate,
    earlier: before,
    before: pen.period("p"),
  });
}

/** Weeks of a drawn region that nothing is known of. */
function gaps(
  pen: Pen,
  metric: MainMetric,
  regions: readonly string[],
): readonly { readonly category: number; readonly label: string; readonly kind: "gap" }[] {
  return weeksOf(pen).flatMap(({ monday }, category) =>
    regions
      .filter((region) => pen.ask(`quality.${metric}`, { region, hours, week: monday }).value === null)
      .slice(0, 1)
      .map((region) => ({ category, label: pen.word("mark.gap", { region: pen.name("region", region) }), kind: "gap" as const })),
  );
}
