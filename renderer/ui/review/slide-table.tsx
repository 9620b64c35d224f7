import type { ReactNode } from "react";
import type { ReviewLocale, TableCell } from "../../../shared/domain/review/compose/review-document.ts";
import { heatOf } from "../../../shared/domain/review/layout/paper-colours.ts";
import type { SlideBox } from "../../../shared/domain/review/layout/slide.ts";
import { cx } from "../cx.ts";
import { Runs } from "./slide-runs.tsx";
import { pt } from "./slide-units.ts";
import { SlideVerdict } from "./slide-verdict.tsx";
import styles from "./slide-view.module.css";

type TableBox = Extract<SlideBox, { readonly role: "table" }>;

/** A table with the columns and rows as they were measured. */
export function SlideTable({ box, locale }: { readonly box: TableBox; readonly locale: ReviewLocale }): ReactNode {
  return (
    <table className={styles.table} aria-label={box.alt === "" ? undefined : box.alt}>
      <colgroup>
        {box.columns.map((column, index) => (
          <col key={index} style={{ width: pt(column.widthPt) }} />
        ))}
      </colgroup>
      {box.headHeightPt > 0 && (
        <thead>
          <tr style={{ height: pt(box.headHeightPt) }}>
            {box.columns.map((column, index) => (
              <th key={index} scope="col" className={cx(column.align === "end" && styles.end)}>
                {column.label}
                {column.unit !== "" && <span className={styles.unit}> {column.unit}</span>}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {box.rows.map((row, rowIndex) => (
          <tr key={rowIndex} style={{ height: pt(row.heightPt) }} className={cx(row.emphasis && styles.emphasis)}>
            {row.cells.map((cell, index) => (
              <td key={index} className={cx(box.columns[index]?.align === "end" && styles.end)} style={heat(cell)}>
                <SlideVerdict verdict={cell.verdict} locale={locale} />
                <Runs runs={cell.runs} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function heat({ shade }: TableCell): { readonly background: string; readonly color: string } | undefined {
  if (shade === null) return undefined;
  const { fill, text } = heatOf(shade);
  return { background: fill, color: text };
}
