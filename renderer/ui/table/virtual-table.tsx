import type { Range } from "@tanstack/react-virtual";
import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import type { KeyboardEvent, ReactNode } from "react";
import { useCallback, useEffect, useId, useMemo, useRef, useState } from "react";
import { columnHeaderHeight, groupHeaderHeight, useRowHeight } from "../density.ts";
import type { KeyBinding } from "../keys.ts";
import { useKeys } from "../keys.ts";
import { useText } from "../text.ts";
import type { Column, TableGroup, TableSort } from "./column.ts";
import { gridTemplate, minimalWidth } from "./column.ts";
import type { Line } from "./lines.ts";
import { keepCursor, keysBetween, nextLine, nextRow, tableLines } from "./lines.ts";
import { usePrinting } from "../printing.ts";
import { PrintTable } from "./print-table.tsx";
import { TableHeader } from "./table-header.tsx";
import { GroupLine, RowLine } from "./table-line.tsx";
import styles from "./virtual-table.module.css";

export interface VirtualTableProps<Row> {
  /** What the table lists, read out. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** Rows in order, in groups; for a plain list one group with `header: null`. */
  readonly groups: readonly TableGroup<Row>[];
  /** Identity of a row: cursor and selection follow it when data refreshes. */
  readonly rowKey: (row: Row) => string;
  /** Enter, or a double click. */
  readonly onOpen?: (row: Row) => void;
  /** The cursor moved to a row (click, keys): an inspector follows it. null = it left the rows. */
  readonly onCursor?: (row: Row | null) => void;
  /** Row that has the cursor until it is moved. */
  readonly initialKey?: string;
  /** Given = rows have a check box, Space and `x` toggle it. */
  readonly selected?: ReadonlySet<string>;
  readonly onSelect?: (selected: ReadonlySet<string>) => void;
  /** One order, or several that are applied in turn. */
  readonly sort?: TableSort | readonly TableSort[];
  /** `additive` = Shift was held: the column joins the orders before it. */
  readonly onSort?: (sort: TableSort, additive: boolean) => void;
  /** Shown instead of rows when there are none. */
  readonly empty: ReactNode;
  /** Height of rows in px; the density's by default. */
  readonly rowHeight?: number;
  /** It is the screen's list (default): takes the focus when it appears, and its keys work from the whole screen. */
  readonly autoFocus?: boolean;
}

/**
 * Thousands of rows with a column header and sticky group headers. One tab stop: the grid has the focus and the cursor is a row
 * (aria-activedescendant), so that neither scrolling nor new data can lose it.
 */
export function VirtualTable<Row>(props: VirtualTableProps<Row>): ReactNode {
  const { label, columns, groups, rowKey, onOpen, onCursor, initialKey, selected, onSelect, sort, onSort, empty, autoFocus = true } = props;
  const t = useText("common");
  const densityHeight = useRowHeight();
  const rowHeight = props.rowHeight ?? densityHeight;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [cursor, setCursor] = useState<{ readonly key: string | null; readonly index: number }>({ key: null, index: 0 });
  const lines = useMemo(() => tableLines(groups, rowKey, folded), [groups, rowKey, folded]);
  const cursorIndex = keepCursor(lines, cursor.key ?? initialKey ?? null, cursor.index);
  const selectable = selected !== undefined;
  const template = useMemo(() => gridTemplate(columns, selectable), [columns, selectable]);
  const width = useMemo(() => minimalWidth(columns, selectable), [columns, selectable]);
  const groupIndexes = useMemo(() => lines.flatMap((line, index) => (line.type === "group" ? [index] : [])), [lines]);
  const sticky = useRef(-1);

  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index]?.type === "group" ? groupHeaderHeight : rowHeight),
    getItemKey: (index) => lines[index]?.key ?? index,
    overscan: 8,
    scrollPaddingStart: columnHeaderHeight + (groupIndexes.length > 0 ? groupHeaderHeight : 0),
    scrollMargin: columnHeaderHeight,
    rangeExtractor: useCallback(
      (range: Range) => {
        sticky.current = groupIndexes.findLast((index) => index <= range.startIndex) ?? -1;
        const shown = defaultRangeExtractor(range);
        return sticky.current < 0 || shown.includes(sticky.current) ? shown : [sticky.current, ...shown];
      },
      [groupIndexes],
    ),
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  useEffect(() => {
    // Not while another control has been given the focus on purpose, e.g. the filter of the list.
    if (autoFocus && (document.activeElement?.contains(scroller.current) ?? true)) scroller.current?.focus({ preventScroll: true });
  }, [autoFocus]);

  const openedAt = useRef(cursorIndex);
  useEffect(() => {
    // A list that is come back to shows the row that was left.
    if (openedAt.current > 0) virtualizer.scrollToIndex(openedAt.current, { align: "center" });
  }, [virtualizer]);

  const anchor = useRef<string | null>(null);
  const moveTo = useCallback(
    (index: number) => {
      const line = lines[index];
      if (line === undefined) return;
      setCursor({ key: line.key, index });
      virtualizer.scrollToIndex(index, { align: "auto" });
      onCursor?.(line.type === "row" ? line.row : null);
    },
    [lines, virtualizer, onCursor],
  );
  const toggleSelected = useCallback(
    (key: string) => {
      if (selected === undefined) return;
      const next = new Set(selected);
      if (!next.delete(key)) next.add(key);
      anchor.current = key;
      onSelect?.(next);
    },
    [selected, onSelect],
  );
  /** Selects every row between the one toggled last (or the cursor) and `index`, both included. */
  const selectTo = useCallback(
    (index: number) => {
      if (selected === undefined) return;
      const range = keysBetween(lines, anchor.current ?? cursor.key, index);
      anchor.current ??= cursor.key;
      onSelect?.(new Set([...selected, ...range]));
    },
    [selected, onSelect, lines, cursor.key],
  );
  const toggleFolded = useCallback((groupId: string) => {
    setFolded((before) => {
      const next = new Set(before);
      if (!next.delete(groupId)) next.add(groupId);
      return next;
    });
  }, []);
  const act = (line: Line<Row> | undefined): void => {
    if (line?.type === "row") onOpen?.(line.row);
    else if (line?.type === "group") toggleFolded(line.group.id);
  };
  const press = (key: string): boolean => {
    const pageLines = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const next = nextLine(key, cursorIndex, lines.length, pageLines);
    const line = lines[cursorIndex];
    if (next !== null) moveTo(next);
    else if (key === "Enter" && line !== undefined) act(line);
    else if ((key === " " || key === "x") && line?.type === "row" && selectable) toggleSelected(line.key);
    else if (key === " " && line?.type === "group") toggleFolded(line.group.id);
    else return false;
    return true;
  };
  /** Selects the rows from here to the next one. */
  const extend = (step: 1 | -1): void => {
    const next = nextRow(lines, cursorIndex, step);
    if (next === null) return;
    selectTo(next);
    moveTo(next);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== scroller.current || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.shiftKey ? rangeSteps[event.key] : undefined;
    if (step !== undefined) {
      extend(step);
      event.preventDefault();
      return;
    }
    if (press(event.key)) event.preventDefault();
  };
  const allKeys = useMemo(() => lines.flatMap((line) => (line.type === "row" ? [line.key] : [])), [lines]);
  const screenKeys: readonly KeyBinding[] = [
    {
      keys: "j",
      label: t("keys.table.next"),
      group: "list",
      run: (event) => focusAnd(scroller.current, () => (event.shiftKey ? extend(1) : press("j"))),
    },
    {
      keys: "k",
      label: t("keys.table.previous"),
      group: "list",
      run: (event) => focusAnd(scroller.current, () => (event.shiftKey ? extend(-1) : press("k"))),
    },
    ...(onOpen === undefined
      ? []
      : [
          {
            keys: "Enter",
            label: t("keys.table.open"),
            group: "list" as const,
            run: (event: KeyboardEventOf) => unlessControl(event, () => press("Enter")),
          },
        ]),
    ...(selectable
      ? [
          { keys: "x", label: t("keys.table.select"), group: "list" as const, run: () => press("x") },
          {
            keys: "mod+a",
            label: t("keys.table.selectAll"),
            group: "list" as const,
            run: () => onSelect?.(new Set(allKeys.every((key) => selected.has(key)) ? [] : allKeys)),
          },
        ]
      : []),
  ];
  useKeys(autoFocus ? screenKeys : none);

  const sorts = useMemo(
    () => (sort === undefined ? [] : Array.isArray(sort) ? (sort as readonly TableSort[]) : [sort as TableSort]),
    [sort],
  );
  const setActive = useCallback(
    (index: number, extend: boolean) => {
      if (extend) selectTo(index);
      moveTo(index);
    },
    [moveTo, selectTo],
  );
  const activeLine = lines[cursorIndex];
  // A row that was scrolled away is not in the document, and nothing may point to it.
  const isDrawn = virtualizer.getVirtualItems().some((item) => item.index === cursorIndex);
  if (usePrinting()) return <PrintTable label={label} columns={columns} groups={groups} rowKey={rowKey} />;
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={lines.length + 1}
      aria-colcount={columns.length + (selectable ? 1 : 0)}
      aria-multiselectable={selectable ? true : undefined}
      aria-activedescendant={activeLine === undefined || !isDrawn ? undefined : `${id}-${activeLine.key}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className={styles.sheet} style={{ minWidth: width }} role="presentation">
        <TableHeader
          columns={columns}
          template={template}
          sorts={sorts}
          onSort={onSort}
          selection={
            selectable ? { all: allKeys.length > 0 && allKeys.every((key) => selected.has(key)), some: selected.size > 0 } : undefined
          }
          onSelectAll={(all) => onSelect?.(new Set(all ? allKeys : []))}
        />
        {lines.length === 0 && (
          <div role="row">
            <div role="gridcell">{empty}</div>
          </div>
        )}
        <div role="rowgroup" className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const line = lines[item.index];
            if (line === undefined) return null;
            const top = item.start - columnHeaderHeight;
            if (line.type === "group") {
              return (
                <GroupLine
                  key={line.key}
                  id={`${id}-${line.key}`}
                  group={line.group}
                  index={item.index}
                  top={top}
                  sticky={item.index === sticky.current}
                  open={!folded.has(line.group.id)}
                  active={item.index === cursorIndex}
                  columnCount={columns.length + (selectable ? 1 : 0)}
                  onToggle={toggleFolded}
                />
              );
            }
            return (
              <RowLine
                key={line.key}
                id={`${id}-${line.key}`}
                row={line.row}
                rowKey={line.key}
                columns={columns as readonly Column<unknown>[]}
                template={template}
                index={item.index}
                top={top}
                height={rowHeight}
                active={item.index === cursorIndex}
                selected={selected?.has(line.key)}
                onActivate={setActive}
                onOpen={onOpen as ((row: unknown) => void) | undefined}
                onToggle={toggleSelected}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

const none: readonly KeyBinding[] = [];
/** With Shift, by the character that it gives. */
const rangeSteps: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1, J: 1, K: -1, j: 1, k: -1 };
type KeyboardEventOf = globalThis.KeyboardEvent;

/** Enter belongs to a button or link that has the focus; only elsewhere it opens the row. */
function unlessControl(event: KeyboardEventOf, run: () => void): void {
  const target = event.target;
  if (target instanceof HTMLElement && target.closest("button, a, select, [role=tab]") !== null) target.click();
  else run();
}

function focusAnd(element: HTMLElement | null, run: () => void): void {
  element?.focus({ preventScroll: true });
  run();
}
