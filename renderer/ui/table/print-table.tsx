import type { ReactNode } from "react";
import type { Column, TableGroup } from "./column.ts";
import styles from "./print-table.module.css";

interface Props<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly groups: readonly TableGroup<Row>[];
  readonly rowKey: (row: Row) => string;
}

/** A list on paper: every row, the header again on each page, no row torn in two. */
export function PrintTable<Row>({ label, columns, groups, rowKey }: Props<Row>): ReactNode {
  const whole = columns.reduce((sum, { width, grow = 0 }) => sum + width * (1 + grow / 4), 0);
  return (
    <table className={styles.table} aria-label={label}>
      <colgroup>
        {columns.map(({ id, width, grow = 0 }) => (
          <col key={id} style={{ width: `${((width * (1 + grow / 4)) / whole) * 100}%` }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map(({ id, header, align = "start" }) => (
            <th key={id} scope="col" style={{ textAlign: align }}>
              {header}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.id}>
          {group.header !== null && (
            <tr className={styles.group}>
              <th colSpan={columns.length} scope="rowgroup">
                {group.label} · {group.rows.length}
              </th>
            </tr>
          )}
          {group.rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ id, cell, align = "start" }) => (
                <td key={id} style={{ textAlign: align }}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}
