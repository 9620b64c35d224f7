import { cell, chartBlock, type Draft, notes, nothing, series, sourceLine, tableBlock } from "../draft.ts";
import { numberOf, type Pen } from "../pen.ts";
import type { ReviewBlock, Run } from "../review-document.ts";

const mostRows = 8;

/** Why incidents happened, whether they came back, and what keeps them from coming again. */
export function composeRootCauses(pen: Pen): Draft {
  const opened = pen.ask("incidents.opened");
  if ((numberOf(opened) ?? 0) === 0) return nothing(pen, "root_causes", "incidents");
  const repeats = pen.ask("incidents.repeats");
  const prevention = pen.ask("postmortems.prevention");
  const done = pen.ask("postmortems.prevention_done");
  const agreed = (numberOf(prevention) ?? 0) > 0;
  return {
    layout: "chart_table",
    title: [
      ...leading(pen),
      ...(numberOf(repeats) === 0 ? pen.say("cause.title.no_repeats") : pen.say("cause.title.repeats", { repeats })),
      ...(agreed ? pen.say("cause.title.done", { done, all: prevention }) : []),
    ],
    blocks: [...chart(pen), table(pen)],
    source: sourceLine(pen, "incidents", opened),
    notes: notes(
      pen.say("cause.notes.open"),
      numberOf(repeats) === 0 ? pen.say("cause.notes.no_repeats") : pen.say("cause.notes.repeats", { repeats }),
      agreed ? pen.say("cause.notes.prevention", { done, all: prevention }) : pen.say("cause.notes.no_prevention"),
    ),
  };
}

interface Cause {
  /** As the record has it; empty = none is established. */
  readonly cause: string;
  readonly count: number;
}

/** Most incidents first; what is not established comes last. */
function causes(pen: Pen): readonly Cause[] {
  const found = [...new Set(pen.rows("incidents", "q").map(({ cause }) => String(cause ?? "")))];
  return found
    .map((cause) => ({ cause, count: numberOf(pen.ask("incidents.opened", { cause })) ?? 0 }))
    .toSorted((a, b) => Number(!isKnown(a)) - Number(!isKnown(b)) || b.count - a.count || a.cause.localeCompare(b.cause, "en"));
}

function isKnown({ cause }: Cause): boolean {
  return cause !== "" && cause !== "unknown";
}

function nameOf(pen: Pen, { cause }: Cause): string {
  return cause === "" ? pen.word("cause.not_established") : pen.name("cause", cause);
}

function leading(pen: Pen): readonly Run[] {
  const [first] = causes(pen);
  const opened = pen.ask("incidents.opened");
  if (first === undefined) return [];
  const count = pen.ask("incidents.opened", { cause: first.cause });
  return isKnown(first)
    ? pen.say("cause.title", { cause: nameOf(pen, first), count, opened })
    : pen.say("cause.title.unknown", { open: count, opened });
}

function chart(pen: Pen): readonly ReviewBlock[] {
  const shown = causes(pen).slice(0, mostRows);
  return chartBlock(pen, {
    type: "bar",
    title: pen.say("cause.chart", { period: pen.period("q") }),
    unit: "count",
    categories: shown.map((one) => nameOf(pen, one)),
    series: [
      series(
        pen.word("cause.opened"),
        shown.map(({ cause }) => pen.ask("incidents.opened", { cause })),
        "main",
      ),
      series(
        pen.period("p"),
        shown.map(({ cause }) => pen.ask("incidents.opened", { cause }, "p")),
        "before",
      ),
    ],
  });
}

function table(pen: Pen): ReviewBlock {
  const all = causes(pen);
  return tableBlock(
    pen.say("cause.table"),
    [
      { label: pen.word("column.cause"), weight: 1.6 },
      { label: pen.word("column.opened"), end: true },
      { label: pen.word("column.repeats"), end: true },
      { label: pen.word("column.postmortems"), end: true },
      { label: pen.word("column.prevention"), end: true },
      { label: pen.word("column.prevention_done"), end: true },
    ],
    all.slice(0, mostRows).map((one) => {
      const filter = { cause: one.cause };
      const repeats = pen.ask("incidents.repeats", filter);
      return [
        cell(pen, nameOf(pen, one)),
        cell(pen, pen.ask("incidents.opened", filter)),
        cell(pen, repeats, (numberOf(repeats) ?? 0) > 0 ? "watch" : null),
        cell(pen, pen.ask("postmortems.published", filter)),
        cell(pen, pen.ask("postmortems.prevention", filter)),
        cell(pen, pen.ask("postmortems.prevention_done", filter)),
      ];
    }),
    all.length > mostRows ? pen.word("more.workbook") : null,
  );
}
