import type { ReactNode } from "react";
import { useMemo } from "react";
import type { EvidenceTableId } from "../../../shared/domain/review/evidence/evidence-tables.ts";
import type { ReviewQuestion } from "../../../shared/domain/review/model/review-question.ts";
import type { ReviewSnapshot } from "../../../shared/domain/review/model/review-snapshot.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { useNavigate } from "../../ui/navigation.ts";
import type { Column } from "../../ui/table/column.ts";
import { VirtualTable } from "../../ui/table/virtual-table.tsx";
import { useText } from "../../ui/text.ts";
import { briefColumns, allColumns, orderedRows, placeOfRow } from "./row-columns.ts";
import styles from "./number.module.css";
import { useNumberWords } from "./use-number-words.ts";

/** So many rows are shown beside the slide; all of them in a window of their own. */
export const rowsInBrief = 6;

interface RowsProps {
  readonly snapshot: ReviewSnapshot;
  readonly table: EvidenceTableId;
  /** Indexes into the table's rows. */
  readonly rows: readonly number[];
  readonly question: ReviewQuestion;
}

/** The rows that weigh most. */
export function SourceRows({ snapshot, table, rows, question }: RowsProps): ReactNode {
  const t = useText("reviewBuilder");
  const words = useNumberWords(snapshot);
  const columns = briefColumns(question);
  const all = snapshot.evidence[table].rows;
  const shown = orderedRows(rows, all, columns).slice(0, rowsInBrief);
  if (shown.length === 0) return <p className={styles.note}>{t("rows.none")}</p>;
  return (
    <table className={styles.rows}>
      <thead>
        <tr>
          {columns.map(({ name, type }) => (
            <th key={name} data-end={type === "number" || undefined}>
              {words.column(name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map((row) => (
          <tr key={row}>
            {columns.map((column) => (
              <td key={column.name} data-end={column.type === "number" || undefined}>
                {words.cell(column, all[row]?.[column.index] ?? null, table)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Every row behind a number, with every column; a row that lives on leads to its screen. */
export function RowsDialog({ snapshot, table, rows, question, onClose }: RowsProps & { readonly onClose: () => void }): ReactNode {
  const t = useText("reviewBuilder");
  const words = useNumberWords(snapshot);
  const navigate = useNavigate();
  const all = snapshot.evidence[table].rows;
  const columns = useMemo(
    () =>
      allColumns(table)
        .filter(({ name }) => !/^(?:id|incidentId)$/.test(name))
        .map((column): Column<number> => ({
          id: column.name,
          header: words.column(column.name),
          width: column.type === "number" ? 90 : 120,
          grow: column.name === "title" || column.name === "subject" ? 2 : 1,
          align: column.type === "number" ? "end" : "start",
          cell: (row) => words.cell(column, all[row]?.[column.index] ?? null, table),
          title: (row) => words.cell(column, all[row]?.[column.index] ?? null, table),
        })),
    [table, all, words],
  );
  const groups = useMemo(
    () => [{ id: "rows", header: null, label: t("rows"), rows: orderedRows(rows, all, briefColumns(question)) }],
    [rows, all, question, t],
  );
  return (
    <Dialog open title={`${words.metric(question.metric)} · ${words.scope(question)}`} onClose={onClose} width={1040}>
      <p className={styles.note}>
        {t("rows.says", { rows: rows.length, all: snapshot.evidence[table].sourceRows, zone: snapshot.timeZone, id: snapshot.id })}
      </p>
      <div className={styles.allRows}>
        <VirtualTable
          label={t("rows")}
          columns={columns}
          groups={groups}
          rowKey={String}
          empty={<p className={styles.note}>{t("rows.none")}</p>}
          onOpen={(row) => {
            const place = placeOfRow(table, all[row] ?? []);
            if (place === null) return;
            navigate(
              place.screen === "incident" ? { screen: "incident", incidentId: place.id } : { screen: "outreach", outreachId: place.id },
            );
          }}
        />
      </div>
    </Dialog>
  );
}
