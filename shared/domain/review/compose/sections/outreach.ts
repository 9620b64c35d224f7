import { type Column, cell, type Draft, notes, nothing, sourceLine, tableBlock } from "../draft.ts";
import { type EvidenceRow, numberOf, type Pen, plain } from "../pen.ts";
import type { ReviewBlock, Run, TableCell } from "../review-document.ts";

const mostRows = 6;
const mostRequests = 4;

/** What was asked before peaks, who answered, and what became of the capacity that was asked for. */
export function composeOutreach(pen: Pen): Draft {
  const sent = pen.ask("outreach.sent");
  const requests = pen.ask("outreach.requests");
  const [all, asked] = [numberOf(sent) ?? 0, numberOf(requests) ?? 0];
  if (all === 0 && asked === 0) return nothing(pen, "outreach", "outreach");
  const open = pen.ask("outreach.sent", { answer: "none" });
  return {
    layout: "table",
    title: [...titleOf(pen), ...readyOf(pen)],
    blocks: [figures(pen), ...messages(pen), ...requestsTable(pen)],
    source: sourceLine(pen, "outreach", all === 0 ? null : sent),
    notes: notes(
      all === 0 ? [] : pen.say("outreach.notes.open", { answered: pen.ask("outreach.answered"), sent }),
      (numberOf(open) ?? 0) === 0 ? [] : pen.say("outreach.notes.waiting", { open }, numberOf(open)),
      pen.say("outreach.notes.close"),
    ),
  };
}

function titleOf(pen: Pen): readonly Run[] {
  const sent = pen.ask("outreach.sent");
  const all = numberOf(sent) ?? 0;
  if (all === 0) {
    const requests = pen.ask("outreach.requests");
    return pen.say("outreach.title.requests", { requests }, numberOf(requests));
  }
  const open = pen.ask("outreach.sent", { answer: "none" });
  const waiting = numberOf(open) ?? 0;
  if (waiting === 0) return pen.say("outreach.title.all", { sent }, all);
  if (waiting === all) return pen.say("outreach.title.none", { sent }, all);
  return pen.say("outreach.title.some", { sent, answered: pen.ask("outreach.answered"), open }, waiting);
}

function readyOf(pen: Pen): readonly Run[] {
  const requests = pen.ask("outreach.requests");
  if ((numberOf(requests) ?? 0) === 0 || (numberOf(pen.ask("outreach.sent")) ?? 0) === 0) return [];
  return pen.say("outreach.title.ready", { ready: pen.ask("outreach.requests", { state: "provisioned" }), requests });
}

function figures(pen: Pen): ReviewBlock {
  const open = pen.ask("outreach.sent", { answer: "none" });
  const before = (metric: "outreach.sent" | "outreach.answered" | "outreach.requests", filter = {}): readonly Run[] => {
    const value = pen.ask(metric, filter, "p");
    return value.value === null ? pen.say("figure.none") : pen.say("figure.before", { before: pen.period("p"), value });
  };
  return {
    type: "figures",
    figures: [
      { label: pen.word("outreach.sent"), value: pen.run(pen.ask("outreach.sent")), note: before("outreach.sent"), verdict: null },
      {
        label: pen.word("outreach.answered"),
        value: pen.run(pen.ask("outreach.answered")),
        note: before("outreach.answered"),
        verdict: null,
      },
      {
        label: pen.word("outreach.unanswered"),
        value: pen.run(open),
        note: before("outreach.sent", { answer: "none" }),
        verdict: open.value === null ? null : open.value === 0 ? "good" : "watch",
      },
      {
        label: pen.word("outreach.requests"),
        value: pen.run(pen.ask("outreach.requests")),
        note: before("outreach.requests"),
        verdict: null,
      },
    ],
  };
}

/** What waits for an answer first, then the newest. */
function messages(pen: Pen): readonly ReviewBlock[] {
  const rows = pen
    .rows("outreach", "q")
    .toSorted((a, b) => Number(a.answer !== "none") - Number(b.answer !== "none") || Number(b.at) - Number(a.at));
  const columns: readonly Column[] = [
    { label: pen.word("column.subject"), weight: 2.4 },
    { label: pen.word("column.region") },
    { label: pen.word("column.sent"), weight: 1.2 },
    { label: pen.word("column.answer"), weight: 1.2 },
    { label: pen.word("column.answered"), weight: 1.2 },
    { label: pen.word("column.users"), end: true },
  ];
  const line = (row: EvidenceRow<"outreach">): readonly TableCell[] => {
    const id = { id: String(row.id) };
    const users = pen.ask("outreach.answered_pcu", id);
    return [
      cell(pen, String(row.subject ?? "")),
      cell(pen, row.region === null ? null : pen.name("region", row.region)),
      cell(pen, pen.ask("outreach.sent_at", id)),
      cell(pen, [plain(answerWord(pen, row.answer))], row.answer === "none" ? "watch" : null),
      cell(pen, row.answeredAt === null ? null : pen.ask("outreach.answered_at", id)),
      cell(pen, users.value === null ? null : users),
    ];
  };
  return rows.length === 0
    ? []
    : [
        tableBlock(
          pen.say("outreach.table", { period: pen.period("q") }),
          columns,
          rows.slice(0, mostRows).map(line),
          rows.length > mostRows ? pen.word("more.workbook") : null,
        ),
      ];
}

function answerWord(pen: Pen, answer: EvidenceRow<"outreach">["answer"]): string {
  if (answer === "needs") return pen.word("outreach.needs");
  if (answer === "declines") return pen.word("outreach.declines");
  return pen.word(answer === "answered" ? "outreach.replied" : "outreach.none");
}

const requestWords = {
  asked: "request.asked",
  confirmed: "request.confirmed",
  provisioned: "request.provisioned",
  refused: "request.refused",
  cancelled: "request.cancelled",
} as const;

function requestsTable(pen: Pen): readonly ReviewBlock[] {
  const rows = pen.rows("capacityRequests", "q").toSorted((a, b) => Number(b.at) - Number(a.at));
  if (rows.length === 0) return [];
  const state = (named: unknown): string => {
    const known = Object.entries(requestWords).find(([one]) => one === named);
    return known === undefined ? pen.word("unknown") : pen.word(known[1]);
  };
  return [
    tableBlock(
      pen.say("outreach.requests_table", { period: pen.period("q") }),
      [
        { label: pen.word("column.region"), weight: 1.4 },
        { label: pen.word("column.users"), end: true },
        { label: pen.word("column.asked"), weight: 1.2 },
        { label: pen.word("column.state") },
        { label: pen.word("column.ready"), weight: 1.2 },
      ],
      rows.slice(0, mostRequests).map((row) => {
        const id = { id: String(row.id) };
        return [
          cell(pen, pen.name("region", row.region)),
          cell(pen, pen.ask("requests.pcu", id)),
          cell(pen, pen.ask("requests.at", id)),
          cell(pen, state(row.state), row.state === "provisioned" ? "good" : row.state === "refused" ? "risk" : null),
          cell(pen, row.provisionedAt === null ? null : pen.ask("requests.provisioned_at", id)),
        ];
      }),
      rows.length > mostRequests ? pen.word("more.workbook") : null,
    ),
  ];
}
