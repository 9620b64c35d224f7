import type { ReactNode } from "react";
import { useCallback, useMemo } from "react";
import type { Text } from "../../../shared/i18n/catalogues.ts";
import type { IncidentRow } from "../../data/queries/incident-rows.ts";
import { regionName } from "../../ui/attention-text.ts";
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
import { ViewTabs } from "./view-tabs.tsx";

/** Every incident of the book, what runs out first on top, with whose turn it is in words. */
export function IncidentsScreen(): ReactNode {
  const t = useText("incidents");
  const list = useIncidentList();
  const inspecting = useIncidentsStore((state) => state.inspecting);
  const cursorId = useIncidentsStore((state) => state.cursorId);
  const { inspect } = useIncidentsStore.getState();
  useReady(list.ready);
  useKeys([{ keys: "i", label: t("key.inspect"), group: "list", run: () => inspect(!useIncidentsStore.getState().inspecting) }]);
  const row = list.shown.find((one) => one.id === cursorId) ?? list.groups[0]?.rows[0];
  return (
    <Page
      header={
        <PageHeader
          title={t("title")}
          detail={list.ready ? t("count.open", { count: list.counts.open }) : undefined}
          views={<ViewTabs />}
        />
      }
    >
      <ListToolbar list={list} />
      <SplitView inspector={inspecting && row !== undefined ? <IncidentInspector row={row} onClose={() => inspect(false)} /> : null}>
        {list.ready && <IncidentTable list={list} />}
      </SplitView>
    </Page>
  );
}

function IncidentTable({ list }: { readonly list: IncidentList }): ReactNode {
  const t = useText("incidents");
  const navigate = useNavigate();
  const grouping = useIncidentsStore((state) => state.view.grouping);
  const { setCursor, openView, change } = useIncidentsStore.getState();
  const ended = useIncidentsStore((state) => state.view.turn === "none");
  const narrow = useIncidentsStore((state) => state.inspecting);
  const columns = useIncidentColumns({ ended, narrow });
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
