import { formatTime } from "../../../../i18n/format-time.ts";
import { type Restated, restated } from "../../compare/restated.ts";
import { exclusionReasons } from "../../evidence/exclusions.ts";
import { type EvidenceTableId, evidenceTableIds } from "../../evidence/evidence-tables.ts";
import { type ReviewMetricId, reviewMetric } from "../../metrics/review-metrics.ts";
import { readReviewKey } from "../../model/review-question.ts";
import { definitionWords, metricName } from "../../words/definition-words.ts";
import { evidenceWords } from "../../words/evidence-words.ts";
import { cell, type Draft, notes, sourceLine, tableBlock, textBlock } from "../draft.ts";
import { dayOf, type Pen } from "../pen.ts";
import { scopeWords } from "../question-words.ts";
import type { ReviewBlock } from "../review-document.ts";
import { dayText, valueText } from "../value-text.ts";

const mostRestated = 12;

/** How the numbers of the other sections are made: their definitions, the rows behind them, what is missing, and what was said otherwise last time. */
export function composeAppendix(pen: Pen, metrics: readonly ReviewMetricId[]): Draft {
  const all = restated(pen.snapshot);
  const changed = all.filter(({ state }) => state === "changed");
  return {
    layout: "table",
    title: pen.say(all.length === 0 ? "appendix.title.first" : changed.length === 0 ? "appendix.title.same" : "appendix.title.restated"),
    blocks: [
      ...restatedTable(pen, changed),
      ...textBlock(all.some(({ state }) => state === "redefined") ? pen.say("appendix.redefined") : []),
      ...definitionsTable(pen, metrics),
      rowsTable(pen),
      ...exclusionsTable(pen),
    ],
    source: sourceLine(pen, "several", null),
    notes: notes(
      pen.say("appendix.notes.open"),
      changed.length === 0 ? [] : pen.say("appendix.notes.restated"),
      pen.say("appendix.notes.close"),
    ),
  };
}

/** Each definition once, in the order in which its metric is first used. */
function definitionsTable(pen: Pen, metrics: readonly ReviewMetricId[]): readonly ReviewBlock[] {
  const all = metrics.flatMap((metric) => {
    const words = definitionWords(metric, pen.locale);
    return words === null ? [] : [{ metric, ...words }];
  });
  const defined = all.filter((one, i) => all.findIndex(({ definition }) => definition === one.definition) === i);
  if (defined.length === 0) return [];
  return [
    tableBlock(
      pen.say("appendix.definitions"),
      [
        { label: pen.word("column.metric"), weight: 1.2 },
        { label: pen.word("column.definition"), weight: 3 },
        { label: pen.word("column.version"), end: true },
        { label: pen.word("column.table") },
      ],
      defined.map(({ metric, name, definition }) => [
        cell(pen, name),
        cell(pen, definition),
        cell(pen, `v${String(reviewMetric(metric).version)}`),
        cell(pen, evidenceWords[pen.locale].tables[reviewMetric(metric).table]),
      ]),
    ),
  ];
}

/** Every table that was read, also one without rows: that is known too. */
function rowsTable(pen: Pen): ReviewBlock {
  const { evidence, id, timeZone } = pen.snapshot;
  const read = evidenceTableIds.filter(
    (table) => table !== "exclusions" && (evidence[table].asOfMs !== null || evidence[table].rows.length > 0),
  );
  return tableBlock(
    pen.say("appendix.rows", { id }),
    [
      { label: pen.word("column.table"), weight: 1.6 },
      { label: pen.word("column.rows"), end: true },
      { label: pen.word("column.source_rows"), end: true },
      { label: pen.word("column.as_of"), weight: 1.4 },
    ],
    read.map((table) => {
      const { asOfMs } = evidence[table];
      const lower = table.toLowerCase() as Lowercase<EvidenceTableId>;
      return [
        cell(pen, evidenceWords[pen.locale].tables[table]),
        cell(pen, pen.ask(`rows.${lower}`)),
        cell(pen, pen.ask(`source_rows.${lower}`)),
        cell(pen, asOfMs === null ? null : `${dayText(dayOf(pen.snapshot, asOfMs), pen.locale)} ${formatTime(asOfMs, timeZone)}`),
      ];
    }),
  );
}

function exclusionsTable(pen: Pen): readonly ReviewBlock[] {
  const rows = pen.rows("exclusions");
  if (rows.length === 0) return textBlock(pen.say("appendix.no_exclusions"));
  const tables: Readonly<Record<string, string>> = evidenceWords[pen.locale].tables;
  return [
    tableBlock(
      pen.say("appendix.exclusions"),
      [
        { label: pen.word("column.table"), weight: 1.2 },
        { label: pen.word("column.rows"), end: true },
        { label: pen.word("column.reason"), weight: 3 },
      ],
      rows.map(({ subject, reason }) => {
        const known = exclusionReasons.find((one) => one === reason);
        return [
          cell(pen, tables[String(subject)] ?? String(subject)),
          cell(pen, pen.ask("exclusions.rows", { subject: String(subject), reason: String(reason) })),
          cell(pen, known === undefined ? String(reason) : pen.word(`exclusion.${known}`)),
        ];
      }),
    ),
  ];
}

/** The ones that customers have a definition of; what is not shown is told to be elsewhere. */
function restatedTable(pen: Pen, changed: readonly Restated[]): readonly ReviewBlock[] {
  const named = changed.flatMap((one) => {
    const name = nameOf(pen, one);
    return name === null ? [] : [{ ...one, name }];
  });
  if (named.length === 0) return changed.length === 0 ? [] : textBlock(pen.say("appendix.restated_workbook"));
  return [
    tableBlock(
      pen.say("appendix.restated"),
      [
        { label: pen.word("column.metric"), weight: 2.4 },
        { label: pen.word("column.then"), end: true },
        { label: pen.word("column.now"), end: true },
      ],
      named.slice(0, mostRestated).map(({ name, said, now }) => [
        cell(pen, name),
        // What was said then is of another snapshot: it is no value of this one.
        cell(pen, now === null ? null : valueText({ key: said.key, unit: now.unit, value: said.value }, pen.locale, pen.snapshot.timeZone)),
        cell(pen, now),
      ]),
      changed.length > Math.min(named.length, mostRestated) ? pen.word("appendix.restated_workbook") : null,
    ),
  ];
}

/** Metric, what it is of, and its period; null = it has no definition, or is compared with something: the plain number is in the list too. */
function nameOf({ snapshot, locale }: Pen, { key }: Restated): string | null {
  const question = key === null ? null : readReviewKey(key);
  if (question === null || definitionWords(question.metric, locale) === null || question.compare !== null) return null;
  return [metricName(question.metric, locale), scopeWords(question, snapshot, locale)].filter((part) => part !== "").join(" · ");
}
