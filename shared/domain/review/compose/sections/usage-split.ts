import { cell, chartBlock, type Draft, notes, nothing, series, sourceLine, tableBlock, textBlock } from "../draft.ts";
import { numberOf, type Pen } from "../pen.ts";
import type { ReviewBlock, Run } from "../review-document.ts";
import { regionsIn } from "../scope.ts";

/** So much more or less is worth a word. */
const moved = 0.01;

/** Which region carries the audience, and which one moved. */
export function composeUsageSplit(pen: Pen): Draft {
  const regions = regionsIn(pen, "usageDays").toSorted((a, b) => hoursOf(pen, b) - hoursOf(pen, a));
  const [lead] = regions;
  if (lead === undefined) return nothing(pen, "usage_split", "usageDays");
  const share = pen.ask("usage.hours", { region: lead }, "q", "share:all.region");
  const region = pen.name("region", lead);
  const mover = regions.length < 2 ? null : moverOf(pen, regions);
  const title =
    regions.length < 2
      ? pen.say("split.title.one", { period: pen.period("q"), region })
      : [
          ...(share.value === null
            ? pen.say("split.title.hours", { region, hours: pen.ask("usage.hours", { region: lead }) })
            : pen.say("split.title.lead", { region, share })),
          ...moverClause(pen, lead, mover),
        ];
  const before = pen.period("p");
  return {
    layout: "chart_table",
    title,
    blocks: [
      ...chartBlock(pen, {
        type: "bar",
        title: pen.say("split.chart", { period: pen.period("q"), before }),
        unit: "user_hours",
        categories: regions.map((one) => pen.name("region", one)),
        series: (["q", "p"] as const).map((ref) =>
          series(
            pen.period(ref),
            regions.map((one) => pen.ask("usage.hours", { region: one }, ref)),
            ref === "q" ? "main" : "before",
          ),
        ),
      }),
      table(pen, regions),
      ...textBlock(pen.say("split.product", { scenario: pen.name("scenario", pen.snapshot.account.scenario) })),
    ],
    source: sourceLine(pen, "usage", pen.ask("usage.known_hours")),
    notes: notes(
      share.value === null ? [] : pen.say("split.notes.lead", { region, share }),
      mover === null || mover === lead ? [] : pen.say("split.notes.moved", { mover: pen.name("region", mover) }),
      pen.say("split.notes.close"),
    ),
  };
}

function hoursOf(pen: Pen, region: string): number {
  return numberOf(pen.ask("usage.hours", { region })) ?? 0;
}

function changeOf(pen: Pen, region: string): number | null {
  return numberOf(pen.ask("usage.hours", { region }, "q", "change:p"));
}

/** The region that changed most against its own past; null = none did, or more than one changed as much. */
function moverOf(pen: Pen, regions: readonly string[]): string | null {
  const [top, next] = regions
    .flatMap((region) => {
      const change = changeOf(pen, region);
      return change === null || Math.abs(change) < moved ? [] : [{ region, change }];
    })
    .toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change));
  return top === undefined || (next !== undefined && Math.abs(top.change - next.change) < moved) ? null : top.region;
}

function moverClause(pen: Pen, lead: string, mover: string | null): readonly Run[] {
  if (mover === null) return [];
  const change = pen.ask("usage.hours", { region: mover }, "q", "change:p");
  const grew = (numberOf(change) ?? 0) > 0;
  const before = pen.period("p");
  if (mover === lead) return pen.say(grew ? "split.title.lead_grew" : "split.title.lead_fell", { change, before });
  return pen.say(grew ? "split.title.grew" : "split.title.fell", { mover: pen.name("region", mover), change, before });
}

function table(pen: Pen, regions: readonly string[]): ReviewBlock {
  const [before, year] = [pen.period("p"), pen.period("y")];
  return tableBlock(
    pen.say("split.table", { period: pen.period("q") }),
    [
      { label: pen.word("column.region"), weight: 1.4 },
      { label: pen.word("column.share"), end: true },
      { label: pen.word("column.hours"), end: true },
      { label: pen.word("column.peak"), unit: pen.word("unit.pcu"), end: true },
      { label: pen.word("column.since", { before }), end: true },
      { label: pen.word("column.since", { before: year }), end: true },
    ],
    regions.map((region) => [
      cell(pen, pen.name("region", region)),
      cell(pen, pen.ask("usage.hours", { region }, "q", "share:all.region")),
      cell(pen, pen.ask("usage.hours", { region })),
      cell(pen, pen.ask("usage.peak", { region })),
      cell(pen, pen.ask("usage.hours", { region }, "q", "change:p")),
      cell(pen, pen.ask("usage.hours", { region }, "q", "change:y")),
    ]),
  );
}
