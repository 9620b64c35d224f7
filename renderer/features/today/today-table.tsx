import type { ReactNode } from "react";
import { useCallback, useMemo } from "react";
import { type Ranked, sectionsOf } from "../../../shared/domain/today/rank.ts";
import type { TodayRow } from "../../data/queries/today-items.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import type { TableGroup } from "../../ui/table/column.ts";
import { VirtualTable } from "../../ui/table/virtual-table.tsx";
import { useText } from "../../ui/text.ts";
import { type ColumnActions, type ListedRow, useTodayColumns } from "./today-columns.tsx";
import { useTodayStore } from "./today-store.ts";
import styles from "./today.module.css";

interface TodayTableProps {
  /** As shown: of one kind, and held while the reader is in the list. */
  readonly rows: readonly Ranked<TodayRow>[];
  /** The whole lane in its order: a place is the same whatever kind is looked at. */
  readonly ranked: readonly Ranked<TodayRow>[];
  /** Items of every kind and lane. */
  readonly total: number;
  readonly onTouch: () => void;
  readonly does: ColumnActions;
}

export function TodayTable({ rows, ranked, total, onTouch, does }: TodayTableProps): ReactNode {
  const t = useText("today");
  const scope = useTodayStore((state) => state.scope);
  const lane = useTodayStore((state) => state.lane);
  const { setCursor, setScope } = useTodayStore.getState();
  const columns = useTodayColumns(lane, does);
  const places = useMemo(() => new Map(ranked.map(({ item }, index) => [item.id, index + 1])), [ranked]);
  const groups = useMemo((): readonly TableGroup<ListedRow>[] => {
    const listed = (row: Ranked<TodayRow>): ListedRow => ({ ...row, place: places.get(row.item.id) ?? 0 });
    // What rests has no headings: it is not to be done now.
    if (lane !== "list") return [{ id: lane, header: null, label: t("lanes"), rows: rows.map(listed) }];
    return sectionsOf(rows).map(({ group, items }) => ({
      id: group,
      header: t(`group.${group}`),
      label: t(`group.${group}`),
      rows: items.map(listed),
    }));
  }, [rows, places, lane, t]);
  const first = rows[0]?.item.id;
  const initialKey = useMemo(() => useTodayStore.getState().cursorId ?? first, [first]);
  const onCursor = useCallback(
    (row: ListedRow | null) => {
      onTouch();
      setCursor(row?.item.id ?? null);
    },
    [setCursor, onTouch],
  );
  const onOpen = useCallback(({ item }: ListedRow) => (lane === "list" ? does.act(item) : does.bringBack(item)), [lane, does]);
  return (
    <div className={styles.list} onPointerMove={onTouch}>
      <VirtualTable
        key={lane}
        label={t("title")}
        columns={columns}
        groups={groups}
        rowKey={idOf}
        onOpen={onOpen}
        onCursor={onCursor}
        {...(initialKey === undefined ? {} : { initialKey })}
        empty={
          lane === "list" ? (
            <EmptyState
              title={t("empty.title")}
              text={`${t(total > 0 ? "empty.kind" : scope === "mine" ? "empty.mine" : "empty.text")} ${t("empty.keys")}`}
              action={scope === "mine" && total === 0 ? <Button onClick={() => setScope("all")}>{t("empty.showAll")}</Button> : undefined}
            />
          ) : (
            <EmptyState title={t("lane.none")} text={t("empty.lane")} />
          )
        }
      />
    </div>
  );
}

function idOf({ item }: ListedRow): string {
  return item.id;
}
