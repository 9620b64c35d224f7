import { cell, type Draft, notes, nothing, sourceLine, tableBlock } from "../draft.ts";
import { dayOf, type EvidenceRow, numberOf, type Pen, plain } from "../pen.ts";
import type { Run } from "../review-document.ts";

const mostRows = 10;

/** What both sides owe each other, by when. Our own tasks, which snapshots that were frozen earlier hold, stay out. */
export function composeActions(pen: Pen): Draft {
  const items = pen
    .rows("actions")
    .filter(({ from }) => from !== "task")
    .toSorted((a, b) => rank(pen, a) - rank(pen, b) || String(a.dueOn ?? "~").localeCompare(String(b.dueOn ?? "~"), "en"));
  if (items.length === 0) return nothing(pen, "actions", "actions");
  const open = pen.ask("actions.agreed_open");
  const waiting = items.filter(({ state }) => state === "open");
  const overdue = waiting.some((item) => rank(pen, item) === 0);
  return {
    layout: "table",
    title: titleOf(pen, waiting, overdue),
    blocks: [
      tableBlock(
        pen.say("action.table"),
        [
          { label: pen.word("column.item"), weight: 3 },
          { label: pen.word("column.owner"), weight: 1.2 },
          { label: pen.word("column.due"), weight: 1.2 },
          { label: pen.word("column.origin"), weight: 1.4 },
          { label: pen.word("column.state") },
        ],
        items
          .slice(0, mostRows)
          .map((item) => [
            cell(pen, String(item.title ?? "")),
            cell(pen, item.owner === null ? pen.word("action.nobody") : String(item.owner)),
            cell(pen, item.dueOn === null ? pen.word("action.no_date") : pen.ask("actions.due", { id: String(item.id) })),
            cell(pen, pen.word(item.from === "prevention" ? "action.prevention" : "action.review")),
            stateCell(pen, item),
          ]),
        items.length > mostRows ? pen.word("more.workbook") : null,
      ),
    ],
    source: sourceLine(pen, "actions", open),
    notes: notes(
      overdue ? pen.say("action.notes.overdue") : [],
      pen.say("action.notes.open"),
      waiting.some(({ owner, dueOn }) => owner === null || dueOn === null) ? pen.say("action.notes.gaps") : [],
      pen.say("action.notes.close"),
    ),
  };
}

type Item = EvidenceRow<"actions">;

function titleOf(pen: Pen, waiting: readonly Item[], overdue: boolean): readonly Run[] {
  const open = pen.ask("actions.agreed_open");
  const count = numberOf(open);
  if (waiting.length === 0 || count === 0) return pen.say("action.title.done");
  const first = waiting.find(({ dueOn }) => dueOn !== null);
  if (first === undefined) return pen.say("action.title.undated", { open }, count);
  const due = pen.ask("actions.due", { id: String(first.id) });
  return pen.say(overdue ? "action.title.overdue" : "action.title.next", { open, due }, count);
}

/** Overdue, open, done: what needs somebody comes first. */
function rank(pen: Pen, { state, dueOn }: Item): number {
  if (state !== "open") return 2;
  return typeof dueOn === "string" && dueOn < dayOf(pen.snapshot, pen.snapshot.takenMs) ? 0 : 1;
}

function stateCell(pen: Pen, item: Item) {
  const at = rank(pen, item);
  if (at === 0) return cell(pen, [plain(pen.word("action.overdue"))], "risk");
  return at === 1 ? cell(pen, pen.word("action.open")) : cell(pen, pen.word("action.done"), "good");
}
