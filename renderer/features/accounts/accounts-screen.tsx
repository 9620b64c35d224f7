import { useCallback, useEffect, useMemo, type ReactNode } from "react";
import type { AccountRow } from "../../data/queries/account-rows.ts";
import { takeWantedAccounts } from "../../ui/accounts-wanted.ts";
import { useAccountOrder } from "../../ui/account-order.ts";
import { regionName } from "../../ui/attention-text.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { SplitView } from "../../ui/inspector.tsx";
import { useKeys } from "../../ui/keys.ts";
import { useNavigate } from "../../ui/navigation.ts";
import { Page, PageHeader } from "../../ui/page.tsx";
import { useReady } from "../../ui/ready.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import type { TableGroup, TableSort } from "../../ui/table/column.ts";
import { VirtualTable } from "../../ui/table/virtual-table.tsx";
import { useText } from "../../ui/text.ts";
import { AccountInspector } from "./account-inspector.tsx";
import { useAccountColumns } from "./account-columns.tsx";
import styles from "./accounts.module.css";
import { useAccountsStore } from "./accounts-store.ts";
import { gradeOf, type RowGroup } from "./arrange-rows.ts";
import { BulkActions } from "./bulk-actions.tsx";
import { DistributionBar } from "./distribution-bar.tsx";
import { ListToolbar } from "./list-toolbar.tsx";
import { columnIds, type ColumnId, defaultView, type Grouping, type ListSort, noFilter } from "./list-view.ts";
import { useAccountList, type AccountList } from "./use-account-list.ts";
import { ViewTabs } from "./view-tabs.tsx";

/** The whole book: views, filters, the list, an inspector beside it and actions for what is selected. */
export function AccountsScreen(): ReactNode {
  const t = useText("accounts");
  const list = useAccountList();
  const inspecting = useAccountsStore((state) => state.inspecting);
  const cursorId = useAccountsStore((state) => state.cursorId);
  const { inspect } = useAccountsStore.getState();
  useReady(list.ready);
  useWantedAccounts();
  useOrderForPages(list.shown);
  const close = useCallback(() => inspect(false), [inspect]);
  useKeys([
    { keys: "i", label: t("key.inspect"), group: "list", run: () => inspect(!useAccountsStore.getState().inspecting) },
    { keys: "ArrowRight", label: t("key.inspect"), group: "list", run: () => inspect(true) },
  ]);
  const row = list.shown.find((one) => one.id === cursorId) ?? list.shown[0];
  return (
    <Page header={<PageHeader title={t("title")} detail={list.ready ? list.shown.length : undefined} views={<ViewTabs list={list} />} />}>
      <ListToolbar list={list} />
      <DistributionBar list={list} />
      <SplitView inspector={inspecting && row !== undefined ? <AccountInspector row={row} onClose={close} /> : null}>
        <div className={styles.listBox}>{list.ready && <AccountTable list={list} />}</div>
      </SplitView>
    </Page>
  );
}

/** Another screen sent the reader here for some of the accounts. */
function useWantedAccounts(): void {
  useEffect(() => {
    const wanted = takeWantedAccounts();
    if (wanted === null) return;
    const { openView, setDraft, setQuery } = useAccountsStore.getState();
    openView("all");
    setQuery("");
    setDraft({ ...defaultView, filter: { ...noFilter, ...wanted } });
  }, []);
}

/** The page of an account goes to the previous and next one in the order of this list. */
function useOrderForPages(shown: readonly AccountRow[]): void {
  const setIds = useAccountOrder((state) => state.setIds);
  useEffect(() => setIds(shown.map((row) => row.id)), [shown, setIds]);
}

function AccountTable({ list }: { readonly list: AccountList }): ReactNode {
  const t = useText("accounts");
  const navigate = useNavigate();
  const selected = useAccountsStore((state) => state.selected);
  const { setDraft, setCursor, select } = useAccountsStore.getState();
  const columns = useAccountColumns(list.view.columns, list.reader.nowMs);
  const groups = useTableGroups(list.groups, list.view.grouping);
  const chosen = useMemo(() => list.all.filter((row) => selected.has(row.id)), [list.all, selected]);
  const initialKey = useMemo(() => useAccountsStore.getState().cursorId ?? undefined, []);
  const onCursor = useCallback((row: AccountRow | null) => setCursor(row?.id ?? null), [setCursor]);
  const onOpen = useCallback((row: AccountRow) => navigate({ screen: "account", accountId: row.id, tab: "overview" }), [navigate]);
  const sorts = useMemo(() => list.view.sorts.map(tableSort), [list.view.sorts]);
  const onSort = (sort: TableSort, additive: boolean): void =>
    setDraft({ ...list.view, sorts: nextSorts(list.view.sorts, sort, additive) });
  return (
    <>
      <VirtualTable
        label={t("title")}
        columns={columns}
        groups={groups}
        rowKey={idOf}
        onOpen={onOpen}
        onCursor={onCursor}
        {...(initialKey === undefined ? {} : { initialKey })}
        selected={selected}
        onSelect={select}
        sort={sorts}
        onSort={onSort}
        empty={
          list.all.length === 0 ? (
            <EmptyState title={t("empty.book")} text={t("empty.book.text")} />
          ) : (
            <EmptyState title={t("empty.none")} text={t("empty.none.text")} />
          )
        }
      />
      {chosen.length > 0 && <BulkActions rows={chosen} userId={list.reader.userId} />}
    </>
  );
}

function idOf(row: AccountRow): string {
  return row.id;
}

function tableSort(sort: ListSort): TableSort {
  return { columnId: sort.column, direction: sort.descending ? "descending" : "ascending" };
}

/** A header that was clicked: the only order, or, with Shift, one more after those that are there. */
function nextSorts(sorts: readonly ListSort[], sort: TableSort, additive: boolean): ListSort[] {
  const column = columnIds.find((id: ColumnId) => id === sort.columnId);
  if (column === undefined) return [...sorts];
  const next: ListSort = { column, descending: sort.direction === "descending" };
  if (!additive) return [next];
  return sorts.some((one) => one.column === column) ? sorts.map((one) => (one.column === column ? next : one)) : [...sorts, next];
}

function useTableGroups(groups: readonly RowGroup[], grouping: Grouping): readonly TableGroup<AccountRow>[] {
  const t = useText("accounts");
  const domain = useText("domain");
  return useMemo(
    () =>
      groups
        .filter((group) => group.rows.length > 0)
        .map((group) => {
          const label = groupLabel(group, grouping, t, domain);
          const [first] = group.rows;
          const header =
            grouping === "none" || first === undefined ? null : grouping === "state" ? (
              <StateMark state={first.state} />
            ) : grouping === "health" ? (
              <StateMark state={gradeOf(first)} />
            ) : (
              label
            );
          return { id: `${grouping} ${group.key}`, header, label, rows: group.rows };
        }),
    [groups, grouping, t, domain],
  );
}

function groupLabel(
  group: RowGroup,
  grouping: Grouping,
  t: ReturnType<typeof useText<"accounts">>,
  domain: ReturnType<typeof useText<"domain">>,
): string {
  const [first] = group.rows;
  if (first === undefined) return "";
  switch (grouping) {
    case "none":
      return t("title");
    case "health":
      return domain(`state.${gradeOf(first)}`);
    case "state":
      return domain(`state.${first.state}`);
    case "tier":
      return domain(`tier.${first.tier}`);
    case "scenario":
      return domain(`scenario.${first.scenario}`);
    case "region":
      return group.key === "" ? t("group.noRegion") : regionName(domain, group.key);
    case "owner":
      return group.key === "" ? t("group.nobody") : (first.ownerName ?? group.key);
  }
}
