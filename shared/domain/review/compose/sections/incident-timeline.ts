import { severities } from "../../../incident/incident.ts";
import { cell, chartBlock, type Draft, notes, nothing, series, sourceLine, tableBlock } from "../draft.ts";
import { dayOf, numberOf, type Pen } from "../pen.ts";
import type { ReviewBlock, Run } from "../review-document.ts";
import { wentFrom, weeksOf } from "../scope.ts";

const mostRows = 4;
/** Means of a few incidents move by themselves: less than a tenth is no change. */
const tolerance = 0.1;

/** When incidents came, how grave they were, and how long users waited for an answer and for the end. */
export function composeIncidentTimeline(pen: Pen): Draft {
  const opened = pen.ask("incidents.opened");
  if ((numberOf(opened) ?? 0) === 0) return nothing(pen, "incident_timeline", "incidents");
  const resolve = pen.ask("incidents.resolve_mean");
  const shown = weeksOf(pen).filter(({ monday }) => monday <= dayOf(pen.snapshot, pen.snapshot.takenMs));
  return {
    layout: "chart_table",
    title: [...counted(pen), ...resolved(pen)],
    blocks: [
      figures(pen),
      ...chartBlock(pen, {
        type: "stacked",
        title: pen.say("incident.chart", { period: pen.period("q") }),
        unit: "count",
        categories: shown.map(({ name }) => name),
        series: severities
          .filter((severity) => (numberOf(pen.ask("incidents.opened", { severity })) ?? 0) > 0)
          .map((severity, i) =>
            series(
              severity,
              shown.map(({ monday }) => pen.ask("incidents.opened", { severity }, `W${monday}`)),
              i === 0 ? "main" : "other",
            ),
          ),
      }),
      gravest(pen),
    ],
    source: sourceLine(pen, "incidents", opened),
    notes: notes(
      resolve.value === null ? pen.say("incident.notes.open_unresolved", { opened }) : pen.say("incident.notes.open", { opened, resolve }),
      pen.say("incident.notes.table"),
      pen.say("incident.notes.close"),
    ),
  };
}

function counted(pen: Pen): readonly Run[] {
  const opened = pen.ask("incidents.opened");
  const earlier = pen.ask("incidents.opened", {}, "p");
  const went = wentFrom(numberOf(opened), numberOf(earlier), 0);
  const before = pen.period("p");
  if (went === null) return pen.say("incident.title.first", { opened }, numberOf(opened));
  if (went === "same") return pen.say("incident.title", { opened, before }, numberOf(opened));
  return pen.say(went === "rose" ? "incident.title.rose" : "incident.title.fell", { opened, earlier, before });
}

function resolved(pen: Pen): readonly Run[] {
  const resolve = pen.ask("incidents.resolve_mean");
  if (resolve.value === null) return [];
  const went = wentFrom(numberOf(resolve), numberOf(pen.ask("incidents.resolve_mean", {}, "p")), tolerance);
  const size = pen.ask("incidents.resolve_mean", {}, "q", "size:p");
  if (went === null || went === "same" || size.value === null) return pen.say("incident.title.resolve", { resolve });
  return pen.say(went === "rose" ? "incident.title.resolve.slower" : "incident.title.resolve.faster", { resolve, size });
}

function figures(pen: Pen): ReviewBlock {
  const of = (
    word: "incident.opened" | "incident.mtta" | "incident.mttr" | "incident.grave",
    metric: "incidents.opened" | "incidents.acknowledge_mean" | "incidents.resolve_mean",
    filter: Readonly<Record<string, string>> = {},
  ) => {
    const then = pen.ask(metric, filter, "p");
    const note = then.value === null ? pen.say("figure.none") : pen.say("figure.before", { before: pen.period("p"), value: then });
    return { label: pen.word(word), value: pen.run(pen.ask(metric, filter)), note, verdict: null };
  };
  return {
    type: "figures",
    figures: [
      of("incident.opened", "incidents.opened"),
      of("incident.grave", "incidents.opened", { severity: "P0" }),
      of("incident.mtta", "incidents.acknowledge_mean"),
      of("incident.mttr", "incidents.resolve_mean"),
    ],
  };
}

/** The gravest first; among those the longest. */
function gravest(pen: Pen): ReviewBlock {
  const rows = pen
    .rows("incidents", "q")
    .toSorted((a, b) => String(a.severity).localeCompare(String(b.severity), "en") || Number(b.resolveMs ?? 0) - Number(a.resolveMs ?? 0));
  return tableBlock(
    pen.say("incident.table", { period: pen.period("q") }),
    [
      { label: pen.word("column.incident"), weight: 1.2 },
      { label: pen.word("column.what"), weight: 2.4 },
      { label: pen.word("column.began"), weight: 1.2 },
      { label: pen.word("column.acknowledged"), end: true },
      { label: pen.word("column.lasted"), end: true },
    ],
    rows.slice(0, mostRows).map(({ number, severity }) => {
      const one = { number: String(number) };
      const lasted = pen.ask("incidents.lasted", one);
      const acknowledged = pen.ask("incidents.acknowledged", one);
      return [
        cell(pen, `${String(severity)} · ${String(number)}`),
        cell(pen, pen.ask("incidents.title", one)),
        cell(pen, pen.ask("incidents.at", one)),
        cell(pen, acknowledged.value === null ? null : acknowledged),
        cell(pen, lasted.value === null ? null : lasted),
      ];
    }),
    rows.length > mostRows ? pen.word("more.workbook") : null,
  );
}
