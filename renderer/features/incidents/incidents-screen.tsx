import { ChartColumn, Eye } from "lucide-react";
import type { ReactNode } from "react";
import { useCallback, useMemo } from "react";
import type { Text } from "../../../shared/i18n/catalogues.ts";
import type { IncidentRow } from "../../data/queries/incident-rows.ts";
import { regionName } from "../../ui/attention-text.ts";
import { BulkBar } from "../../ui/bulk-bar.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { SplitView } from "../../ui/inspector.tsx";
import { useKeys } from "../../ui/keys.ts";
import { useNavigate } from "../../ui/navigation.ts";
import { Page, PageHeader } from "../../ui/page.tsx";
import { useReady } from "../../ui/ready.ts";
import type { TableGroup } from "../../ui/table/column.ts";
import { VirtualTable } from "../../ui/table/virtual-table.tsx";
import { useText } from "../../ui/text.ts";
import type { RowGroup } from "./arrange-rows.ts";
import { useIncidentColumns } from "./incident-columns.tsx";
import { IncidentInspector } from "./incident-inspector.tsx";
import { useIncidentsStore } from "./incidents-store.ts";
import { builtInViews, type Grouping } from "./list-view.ts";
import { ListToolbar } from "./list-toolbar.tsx";
import { useIncidentList, type IncidentList } from "./use-incident-list.ts";
import styles from "./incidents.module.css";
import { useWatch } from "./use-watch.ts";
import { useWide } from "./use-wide.ts";
import { ViewTabs } from "./view-tabs.tsx";

/** Every incident of the book, what runs out first on top, with whose turn it is in words. */
export function IncidentsScreen(): ReactNode {
  const t = useText("incidents");
  const list = useIncidentList();
  const inspecting = useIncidentsStore((state) => state.inspecting);
  const cursorId = useIncidentsStore((state) => state.cursorId);
  const { inspect } = useIncidentsStore.getState();
  useReady(list.ready);
  const navigate = useNavigate();
  const statistics = useText("statistics");
  const row = list.shown.find((one) => one.id === cursorId) ?? list.groups[0]?.rows[0];
  const selected = useIncidentsStore((state) => state.selected);
  const chosen = useMemo(() => list.shown.filter((one) => selected.has(one.id)), [list.shown, selected]);
  const watch = useWatch();
  useKeys([
    { keys: "i", label: t("key.inspect"), group: "list", run: () => inspect(!useIncidentsStore.getState().inspecting) },
    { keys: "s", label: statistics("key.open"), group: "list", run: () => navigate({ screen: "statistics" }) },
    { keys: "w", label: t("watch"), group: "list", run: () => watch(chosen.length > 0 ? chosen : row === undefined ? [] : [row]) },
  ]);
  return (
    <Page
      header={
        <PageHeader
          title={t("title")}
          detail={list.ready ? t("count.open", { count: list.counts.open }) : undefined}
          views={<ViewTabs />}
          actions={
            <Button
              variant="ghost"
              keyHint="s"
              icon={<ChartColumn size={14} aria-hidden="true" />}
              onClick={() => navigate({ screen: "statistics" })}
            >
              {statistics("open")}
            </Button>
          }
        />
      }
    >
      <ListToolbar list={list} />
      <SplitView inspector={inspecting && row !== undefined ? <IncidentInspector row={row} onClose={() => inspect(false)} /> : null}>
        {list.ready && (
          <div className={styles.list}>
            <IncidentTable list={list} />
            {chosen.length > 0 && <WatchBar rows={chosen} onWatch={watch} />}
          </div>
        )}
      </SplitView>
    </Page>
  );
}

function IncidentTable({ list }: { readonly list: IncidentList }): ReactNode {
  const t = useText("incidents");
  const navigate = useNavigate();
  const grouping = useIncidentsStore((state) => state.view.grouping);
  const { setCursor, openView, change, select } = useIncidentsStore.getState();
  const behind = useIncidentsStore((state) => state.behind);
  const ofEnded = useIncidentsStore((state) => state.view.turn === "none");
  // Behind a number there may be both: what runs still is told where there is any.
  const ended = behind === null ? ofEnded : list.shown.every((row) => row.turn === "none");
  const wide = useWide();
  const selected = useIncidentsStore((state) => state.selected);
  const narrow = useIncidentsStore((state) => state.inspecting);
  const columns = useIncidentColumns({ ended, narrow, wide });
  const groups = useTableGroups(list.groups, grouping);
  const first = list.groups[0]?.rows[0]?.id;
  const initialKey = useMemo(() => useIncidentsStore.getState().cursorId ?? first, [first]);
  const onCursor = useCallback((row: IncidentRow | null) => setCursor(row?.id ?? null), [setCursor]);
  const onOpen = useCallback((row: IncidentRow) => navigate({ screen: "incident", incidentId: row.id }), [navigate]);
  return (
    <VirtualTable
      label={t("title")}
      columns={columns}
      groups={groups}
      rowKey={idOf}
      onOpen={onOpen}
      onCursor={onCursor}
      selected={selected}
      onSelect={select}
      {...(initialKey === undefined ? {} : { initialKey })}
      empty={
        <EmptyState
          title={t("empty.title")}
          text={t(list.filtered ? "empty.filtered" : "empty.open")}
          action={
            list.filtered ? (
              <Button onClick={() => openView("all", builtInViews.all)}>{t("filter.clear")}</Button>
            ) : list.counts.none > 0 ? (
              <Button onClick={() => change({ turn: "none" })}>{t("empty.ended", { count: list.counts.none })}</Button>
            ) : undefined
          }
        />
      }
    />
  );
}

/** What can be done with the selected incidents. */
function WatchBar({
  rows,
  onWatch,
}: {
  readonly rows: readonly IncidentRow[];
  readonly onWatch: (rows: readonly IncidentRow[]) => void;
}): ReactNode {
  const t = useText("incidents");
  const common = useText("common");
  const clear = (): void => useIncidentsStore.getState().select(new Set());
  useKeys([{ keys: "Escape", label: common("action.clear"), group: "list", run: clear }]);
  const all = rows.every((row) => row.watched);
  return (
    <BulkBar label={t("selected.bar")} summary={t("selected", { count: rows.length })}>
      <Button variant="solid" keyHint="w" icon={<Eye size={14} aria-hidden="true" />} onClick={() => onWatch(rows)}>
        {t(all ? "selected.unwatch" : "selected.watch")}
      </Button>
      <Button variant="ghost" keyHint="Escape" onClick={clear}>
        {common("action.clear")}
      </Button>
    </BulkBar>
  );
}

function idOf(row: IncidentRow): string {
  return row.id;
}

function useTableGroups(groups: readonly RowGroup[], grouping: Grouping): readonly TableGroup<IncidentRow>[] {
  const t = useText("incidents");
  const domain = useText("domain");
  return useMemo(
    () =>
      groups
        .filter((group) => group.rows.length > 0)
        .map((group) => {
          const label = groupLabel(group, grouping, t, domain);
          return { id: `${grouping} ${group.key}`, header: grouping === "none" ? null : label, label, rows: group.rows };
        }),
    [groups, grouping, t, domain],
  );
}

function groupLabel(group: RowGroup, grouping: Grouping, t: Text<"incidents">, domain: Text<"domain">): string {
  const [first] = group.rows;
  if (first === undefined) return "";
  switch (grouping) {
    case "none":
      return t("title");
    case "turn":
      return t(`turn.${first.turn}`);
    case "severity":
      return first.severity;
    case "account":
      return first.accountName ?? t("filter.noAccount");
    case "region":
      return first.region === null ? t("filter.noRegion") : regionName(domain, first.region);
  }
}
