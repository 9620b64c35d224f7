import { clockKinds } from "../../../sla/clock-kinds.ts";
import { cell, type Draft, notes, nothing, sourceLine, tableBlock, textBlock } from "../draft.ts";
import { numberOf, type Pen } from "../pen.ts";
import type { ReviewBlock, Run, Verdict } from "../review-document.ts";

const mostRows = 6;

/** Promises kept against the target, how near it was, what of the budget of misses is used, and what is owed. */
export function composeSla(pen: Pen): Draft {
  const attainment = pen.ask("sla.attainment");
  if (attainment.value === null) return nothing(pen, "sla", "promises");
  const target = pen.ask("target.share", { measure: "sla_attainment" });
  const promises = pen.ask("sla.promises");
  const near = pen.ask("sla.near_misses");
  const kept = numberOf(attainment) === 1;
  const [a, t] = [numberOf(attainment) ?? 0, numberOf(target)];
  const tail = numberOf(near) === 0 ? pen.say("sla.title.no_near") : pen.say("sla.title.near", { near }, numberOf(near));
  const head = kept
    ? pen.say("sla.title.all", { promises }, numberOf(promises))
    : t === null
      ? pen.say("sla.title.plain", { attainment })
      : pen.say(a >= t ? "sla.title.met" : "sla.title.missed", { attainment, target });
  return {
    layout: "table",
    title: [...head, ...tail],
    blocks: [figures(pen), byClock(pen), ...missesTable(pen), ...textBlock(credits(pen))],
    source: sourceLine(pen, "promises", promises),
    notes: notes(
      pen.say(kept || (t !== null && a >= t) ? "sla.notes.good" : "sla.notes.bad", { attainment, promises }),
      numberOf(near) === 0 ? [] : pen.say("sla.notes.near", { near }, numberOf(near)),
      credits(pen),
      pen.say("sla.notes.close"),
    ),
  };
}

function verdictOf(attainment: number | null, target: number | null): Verdict {
  if (attainment === null || target === null) return null;
  if (attainment >= target) return "good";
  return 1 - attainment >= 2 * (1 - target) ? "critical" : "risk";
}

function figures(pen: Pen): ReviewBlock {
  const attainment = pen.ask("sla.attainment");
  const target = pen.ask("target.share", { measure: "sla_attainment" });
  const budget = pen.ask("sla.budget_used");
  const misses = pen.ask("sla.misses");
  const near = pen.ask("sla.near_misses");
  const used = numberOf(budget);
  const before = (metric: "sla.attainment" | "sla.misses" | "sla.near_misses"): readonly Run[] =>
    pen.say("figure.before", { before: pen.period("p"), value: pen.ask(metric, {}, "p") });
  return {
    type: "figures",
    figures: [
      {
        label: pen.word("measure.sla.attainment"),
        value: pen.run(attainment),
        note: target.value === null ? before("sla.attainment") : pen.say("figure.target_least", { target }),
        verdict: verdictOf(numberOf(attainment), numberOf(target)),
      },
      {
        label: pen.word("measure.sla.misses"),
        value: pen.run(misses),
        note: before("sla.misses"),
        verdict: numberOf(misses) === 0 ? "good" : null,
      },
      { label: pen.word("measure.sla.near_misses"), value: pen.run(near), note: before("sla.near_misses"), verdict: null },
      {
        label: pen.word("measure.sla.budget_used"),
        value: pen.run(budget),
        note: pen.say("sla.budget"),
        verdict: used === null ? null : used > 1 ? "risk" : used > 0.8 ? "watch" : "good",
      },
    ],
  };
}

function byClock(pen: Pen): ReviewBlock {
  const target = numberOf(pen.ask("target.share", { measure: "sla_attainment" }));
  const clocks = clockKinds.filter((clock) => (numberOf(pen.ask("sla.promises", { clock })) ?? 0) > 0);
  return tableBlock(
    pen.say("sla.table", { period: pen.period("q") }),
    [
      { label: pen.word("column.promise"), weight: 2 },
      { label: pen.word("column.promises"), end: true },
      { label: pen.word("column.attained"), end: true },
      { label: pen.word("column.missed"), end: true },
      { label: pen.word("column.near"), end: true },
      { label: pen.word("column.before", { before: pen.period("p") }), end: true },
    ],
    clocks.map((clock) => {
      const attained = pen.ask("sla.attainment", { clock });
      return [
        cell(pen, pen.name("clock", clock)),
        cell(pen, pen.ask("sla.promises", { clock })),
        cell(pen, attained, verdictOf(numberOf(attained), target)),
        cell(pen, pen.ask("sla.misses", { clock })),
        cell(pen, pen.ask("sla.near_misses", { clock })),
        cell(pen, pen.ask("sla.attainment", { clock }, "p")),
      ];
    }),
  );
}

/** One promise of one kind may be broken more than once on an incident (next update): the last is shown. */
function missesTable(pen: Pen): readonly ReviewBlock[] {
  const missed = pen.rows("promises", "q").filter((row) => row.kept === 0);
  const pairs = [
    ...new Map(missed.map((row) => [`${String(row.number)} ${String(row.clock)} ${String(row.severity)}`, row])).values(),
  ].toSorted((a, b) =>
    String(a.severity) < String(b.severity) ? -1 : String(a.severity) > String(b.severity) ? 1 : Number(a.at) - Number(b.at),
  );
  if (pairs.length === 0) return [];
  const more = pairs.length > mostRows ? pen.word("more.workbook") : null;
  return [
    tableBlock(
      pen.say("sla.missed_table"),
      [
        { label: pen.word("column.incident"), weight: 2 },
        { label: pen.word("column.severity") },
        { label: pen.word("column.promise"), weight: 1.4 },
        { label: pen.word("column.limit"), end: true },
        { label: pen.word("column.took"), end: true, weight: 1.2 },
      ],
      pairs.slice(0, mostRows).map(({ number, clock, severity }) => {
        const filter = { number: String(number), clock: String(clock), severity: String(severity) };
        return [
          cell(pen, String(number)),
          cell(pen, String(severity)),
          cell(pen, pen.name("clock", clock)),
          cell(pen, pen.ask("sla.limit", filter)),
          cell(pen, pen.ask("sla.elapsed", filter), "risk"),
        ];
      }),
      more,
    ),
  ];
}

function credits(pen: Pen): readonly Run[] {
  const owed = pen.ask("sla.credit_percent");
  if (owed.value === null) return [];
  return numberOf(owed) === 0 ? pen.say("sla.no_credit") : pen.say("sla.credit", { owed });
}
