import { cell, type Draft, notes, nothing, sourceLine, tableBlock } from "../draft.ts";
import type { Pen } from "../pen.ts";
import { recommendationsOf } from "../recommendations.ts";

const mostRows = 6;

/** What the rules call for, each with the evidence, what it brings, what it costs and whose it is. */
export function composeRecommendations(pen: Pen): Draft {
  const all = recommendationsOf(pen);
  const [first] = all;
  if (first === undefined) return nothing(pen, "recommendations", "usageDays");
  return {
    layout: "table",
    title: pen.say("advice.title", { what: first.what }),
    blocks: [
      tableBlock(
        pen.say("advice.table"),
        [
          { label: pen.word("column.advice"), weight: 2 },
          { label: pen.word("column.evidence"), weight: 2 },
          { label: pen.word("column.benefit"), weight: 2 },
          { label: pen.word("column.cost"), weight: 1.6 },
          { label: pen.word("column.who"), weight: 0.6 },
        ],
        all
          .slice(0, mostRows)
          .map(({ what, evidence, benefit, cost, who }) => [
            cell(pen, what),
            cell(pen, evidence),
            cell(pen, benefit),
            cell(pen, cost),
            cell(pen, pen.word(`advice.who.${who}`)),
          ]),
        all.length > mostRows ? pen.word("more.workbook") : null,
      ),
    ],
    source: sourceLine(pen, "several", null),
    notes: notes(pen.say("advice.notes.first"), all.length > 1 ? pen.say("advice.notes.rest") : []),
  };
}
