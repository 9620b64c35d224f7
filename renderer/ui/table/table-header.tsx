import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { Checkbox } from "../checkbox.tsx";
import { cx } from "../cx.ts";
import { useText } from "../text.ts";
import type { Column, TableSort } from "./column.ts";
import styles from "./virtual-table.module.css";

interface TableHeaderProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly template: string;
  readonly sorts: readonly TableSort[];
  readonly onSort: ((sort: TableSort, additive: boolean) => void) | undefined;
  readonly selection: { readonly all: boolean; readonly some: boolean } | undefined;
  readonly onSelectAll: (all: boolean) => void;
}

/** The column header: sorts on a click, first ascending, then descending; with Shift after the orders that are there. */
export function TableHeader<Row>({ columns, template, sorts, onSort, selection, onSelectAll }: TableHeaderProps<Row>): ReactNode {
  const t = useText("common");
  return (
    <div role="rowgroup" className={styles.header}>
      <div role="row" aria-rowindex={1} className={styles.headerRow} style={{ gridTemplateColumns: template }}>
        {selection !== undefined && (
          <div role="columnheader" className={styles.check}>
            <Checkbox
              label={t("table.selectAll")}
              hideLabel
              checked={selection.all}
              mixed={selection.some && !selection.all}
              onChange={onSelectAll}
              tabIndex={-1}
            />
          </div>
        )}
        {columns.map((column) => {
          const place = sorts.findIndex((sort) => sort.columnId === column.id);
          const direction = sorts[place]?.direction;
          const title = column.headerTitle ?? column.header;
          return (
            <div
              key={column.id}
              role="columnheader"
              aria-sort={column.sortable === true ? (place === 0 ? direction : "none") : undefined}
              className={cx(styles.headerCell, styles[column.align ?? "start"])}
              title={column.headerTitle}
            >
              {column.sortable === true && onSort !== undefined ? (
                <button
                  type="button"
                  tabIndex={-1}
                  title={t("table.sortBy", { column: title })}
                  onClick={(event) =>
                    onSort({ columnId: column.id, direction: direction === "ascending" ? "descending" : "ascending" }, event.shiftKey)
                  }
                >
                  <span>{column.header}</span>
                  {direction === "ascending" && <ArrowUp size={11} aria-hidden="true" />}
                  {direction === "descending" && <ArrowDown size={11} aria-hidden="true" />}
                  {place > 0 && <span className={styles.place}>{place + 1}</span>}
                </button>
              ) : column.headerCell !== undefined ? (
                <>
                  <span className={styles.hiddenText}>{title}</span>
                  {column.headerCell}
                </>
              ) : (
                <span>{column.header}</span>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
