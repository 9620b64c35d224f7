import { assertNever } from "../../../../kernel/assert-never.ts";
import { cell, type Draft, notes, nothing, sourceLine, tableBlock } from "../draft.ts";
import { type EvidenceRow, numberOf, type Pen } from "../pen.ts";
import type { Run, TableCell } from "../review-document.ts";

const mostRows = 10;
type State = "overdue" | "late" | "open" | "kept" | "dropped";
const order: readonly State[] = ["overdue", "late", "open", "kept", "dropped"];
type Commitment = EvidenceRow<"commitments">;

/** What was promised at the last review, and what became of it; what is missing comes first. */
export function composeCommitments(pen: Pen): Draft {
  const rows = pen.rows("commitments").toSorted((a, b) => order.indexOf(stateOf(a)) - order.indexOf(stateOf(b)));
  if (rows.length === 0) return nothing(pen, "commitments", "commitments");
  const made = pen.ask("commitments.made");
  const owned = rows.some((row) => ["overdue", "late"].includes(stateOf(row)));
  const allKept = rows.every((row) => stateOf(row) === "kept");
  return {
    layout: "table",
    title: titleOf(pen, allKept),
    blocks: [
      tableBlock(
        pen.say("commit.table"),
        [
          { label: pen.word("column.item"), weight: 3 },
          { label: pen.word("column.owner"), weight: 1.2 },
          { label: pen.word("column.due") },
          { label: pen.word("column.done") },
          { label: pen.word("column.state"), weight: 1.3 },
        ],
        rows.slice(0, mostRows).map((row) => {
          const id = String(row.id);
          return [
            cell(pen, String(row.title ?? "")),
            cell(pen, row.owner === null ? pen.word("action.nobody") : String(row.owner)),
            cell(pen, row.dueOn === null ? pen.word("action.no_date") : pen.ask("commitments.due", { id })),
            cell(pen, row.doneOn === null ? null : pen.ask("commitments.done", { id })),
            stateCell(pen, row),
          ];
        }),
        rows.length > mostRows ? pen.word("more.workbook") : null,
      ),
    ],
    source: sourceLine(pen, "commitments", made),
    notes: notes(owned ? pen.say("commit.notes.own") : [], allKept ? pen.say("commit.notes.kept") : [], pen.say("commit.notes.close")),
  };
}

function stateOf({ state }: Commitment): State {
  return order.find((one) => one === state) ?? "open";
}

function titleOf(pen: Pen, allKept: boolean): readonly Run[] {
  const of = (state: State) => pen.ask("commitments.made", { state });
  const count = (state: State): number => numberOf(of(state)) ?? 0;
  const made = pen.ask("commitments.made");
  if (allKept) return pen.say("commit.title.kept", { made }, numberOf(made));
  const [kept, overdue, late, open] = [of("kept"), of("overdue"), of("late"), of("open")];
  const head =
    count("overdue") > 0
      ? [
          ...pen.say("commit.title.overdue", { overdue, made }, count("overdue")),
          ...(count("kept") > 0 ? pen.say("commit.title.tail.kept", { kept }, count("kept")) : []),
        ]
      : pen.say("commit.title.some", { kept, made }, count("kept"));
  return [
    ...head,
    ...(count("late") > 0 ? pen.say("commit.title.tail.late", { late }) : []),
    ...(count("overdue") === 0 && count("open") > 0 ? pen.say("commit.title.tail.open", { open }, count("open")) : []),
  ];
}

function stateCell(pen: Pen, row: Commitment): TableCell {
  const days = pen.ask("commitments.late_days", { id: String(row.id) });
  const state = stateOf(row);
  switch (state) {
    case "kept":
      return cell(pen, pen.word("commit.kept"), "good");
    case "late":
      return cell(pen, pen.say("commit.late", { days }, numberOf(days)), "watch");
    case "overdue":
      return cell(pen, pen.say("commit.overdue", { days }, numberOf(days)), "risk");
    case "open":
      return cell(pen, pen.word("commit.open"));
    case "dropped":
      return cell(pen, pen.word("commit.dropped"));
    default:
      return assertNever(state);
  }
}
