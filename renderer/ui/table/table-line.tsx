import { ChevronDown, ChevronRight } from "lucide-react";
import type { MouseEvent, ReactNode } from "react";
import { memo } from "react";
import { Checkbox } from "../checkbox.tsx";
import { cx } from "../cx.ts";
import { groupHeaderHeight } from "../density.ts";
import { useText } from "../text.ts";
import type { Column, TableGroup } from "./column.ts";
import styles from "./virtual-table.module.css";

interface RowLineProps {
  readonly id: string;
  readonly row: unknown;
  readonly rowKey: string;
  readonly columns: readonly Column<unknown>[];
  readonly template: string;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly active: boolean;
  /** undefined = rows cannot be selected. */
  readonly selected: boolean | undefined;
  /** `extend` = Shift was held: the rows up to this one are selected. */
  readonly onActivate: (index: number, extend: boolean) => void;
  readonly onOpen: ((row: unknown) => void) | undefined;
  readonly onToggle: (key: string) => void;
}

/** One row. Drawn again only when its record, its place or its marks change: that is what keeps scrolling smooth. */
export const RowLine = memo(function RowLine(props: RowLineProps): ReactNode {
  const { id, row, rowKey, columns, template, index, top, height, active, selected, onActivate, onOpen, onToggle } = props;
  const t = useText("common");
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected ?? active}
      data-key={rowKey}
      className={cx(styles.row, active && styles.active, selected === true && styles.selected)}
      style={{ gridTemplateColumns: template, height, top }}
      onClick={(event) => onActivate(index, event.shiftKey)}
      onDoubleClick={() => onOpen?.(row)}
    >
      {selected !== undefined && (
        <div role="gridcell" className={styles.check} onClick={stop} onDoubleClick={stop}>
          <Checkbox label={t("table.selectRow")} hideLabel checked={selected} onChange={() => onToggle(rowKey)} tabIndex={-1} />
        </div>
      )}
      {columns.map((column) => (
        <div key={column.id} role="gridcell" className={cx(styles.cell, styles[column.align ?? "start"])} title={column.title?.(row)}>
          {column.cell(row)}
        </div>
      ))}
    </div>
  );
});

function stop(event: MouseEvent): void {
  event.stopPropagation();
}

interface GroupLineProps<Row> {
  readonly id: string;
  readonly group: TableGroup<Row>;
  readonly index: number;
  readonly top: number;
  readonly sticky: boolean;
  readonly open: boolean;
  readonly active: boolean;
  readonly columnCount: number;
  readonly onToggle: (groupId: string) => void;
}

/** The line over a group, 28 px; the one whose rows are in view stays under the column header. */
export function GroupLine<Row>({ id, group, index, top, sticky, open, active, columnCount, onToggle }: GroupLineProps<Row>): ReactNode {
  const t = useText("common");
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      className={cx(styles.group, sticky && styles.sticky, active && styles.groupActive)}
      style={sticky ? { height: groupHeaderHeight } : { height: groupHeaderHeight, top }}
      onClick={() => onToggle(group.id)}
    >
      <div
        role="gridcell"
        aria-colspan={columnCount}
        className={styles.groupCell}
        title={t(open ? "table.group.collapse" : "table.group.expand", { group: group.label })}
      >
        <button type="button" tabIndex={-1} aria-expanded={open}>
          <Chevron size={14} aria-hidden="true" />
          <span className={styles.groupTitle}>{group.header}</span>
          <span className={styles.count}>{group.rows.length}</span>
        </button>
      </div>
    </div>
  );
}
