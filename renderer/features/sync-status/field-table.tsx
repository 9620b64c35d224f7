import type { ReactNode } from "react";
import styles from "./sync.module.css";

interface Props {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly id: string; readonly name: string; readonly cells: readonly ReactNode[] }[];
}

/** Fields with their values beside each other; the first column names the row. */
export function FieldTable({ columns, rows }: Props): ReactNode {
  return (
    <table className={styles.values}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">{row.name}</th>
            {row.cells.map((cell, at) => (
              <td key={`${row.id} ${columns[at + 1] ?? at}`}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
