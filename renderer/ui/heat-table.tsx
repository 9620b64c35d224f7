import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import styles from "./heat-table.module.css";

export interface HeatTableProps {
  /** What the numbers are with unit and definition: the first header cell. */
  readonly corner: string;
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly key: string;
    readonly label: string;
    /** null = no data: shown as a dash without colour. */
    readonly cells: readonly { readonly text: string; readonly level: HeatLevel | null }[];
    /** Last column in grey, e.g. how many calls. */
    readonly tail?: string;
  }[];
  readonly tailHeader?: string;
}

/** Step of the ramp: 0 the palest, 5 the strongest. */
export type HeatLevel = 0 | 1 | 2 | 3 | 4 | 5;

/** Step of the ramp for a share of the ramp's top, by the thresholds of the tokens (8, 20, 40, 60, 80 %). */
export function heatLevel(share: number): HeatLevel {
  if (share >= 0.8) return 5;
  if (share >= 0.6) return 4;
  if (share >= 0.4) return 3;
  if (share >= 0.2) return 2;
  return share >= 0.08 ? 1 : 0;
}

/** The look of a cell on the ramp, for tables of another layout. */
export function heatClass(level: HeatLevel): string | undefined {
  return styles[`heat${level}`];
}

/** Numbers on one monotonic ramp; each cell keeps its number, so that colour is never alone. */
export function HeatTable({ corner, columns, rows, tailHeader }: HeatTableProps): ReactNode {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col" className={styles.corner}>
            {corner}
          </th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
          {tailHeader !== undefined && <th scope="col">{tailHeader}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.label}</th>
            {row.cells.map((cell, index) => (
              <td key={columns[index] ?? index} className={cx(cell.level !== null && styles[`heat${cell.level}`])}>
                {cell.text}
              </td>
            ))}
            {row.tail !== undefined && <td className={styles.tail}>{row.tail}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
