import { PanelRight, Plus, Rows3, Search } from "lucide-react";
import { useMemo, useRef, useState, type ReactNode } from "react";
import { taskTitle } from "../../../shared/domain/task/task-standing.ts";
import type { Text } from "../../../shared/i18n/catalogues.ts";
import { useQuery } from "../../data/hooks.ts";
import type { TaskRow } from "../../data/queries/task-rows.ts";
import { BulkBar } from "../../ui/bulk-bar.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useFormats } from "../../ui/formats.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { SplitView } from "../../ui/inspector.tsx";
import { useKeys } from "../../ui/keys.ts";
import { Menu } from "../../ui/menu.tsx";
import { Page, PageHeader, ToolBar } from "../../ui/page.tsx";
import { NewTaskDialog } from "../../ui/plan/new-task-dialog.tsx";
import { originWords } from "../../ui/plan/origin-words.ts";
import { ReasonDialog } from "../../ui/plan/reason-dialog.tsx";
import { useReady } from "../../ui/ready.ts";
import { VirtualTable } from "../../ui/table/virtual-table.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useLanguage, useText } from "../../ui/text.ts";
import {
  filterTasks,
  groupTasks,
  isWhen,
  sortTasks,
  type TaskGroup,
  type TaskGrouping,
  taskGroupings,
  whenFilters,
} from "./arrange-tasks.ts";
import { useTaskColumns } from "./task-columns.tsx";
import { MoveDialog, OwnerDialog } from "./task-dialogs.tsx";
import { TaskInspector } from "./task-inspector.tsx";
import styles from "./tasks.module.css";
import { useTasksStore } from "./tasks-store.ts";
import { useTaskEdits } from "./use-task-edits.ts";

type Asking = "add" | "drop" | "move" | "owner";

/** Every task of the book by its day, with where it comes from; one key each for what is done with it. */
export function TasksScreen(): ReactNode {
  const t = useText("plans");
  const language = useLanguage();
  const { zone } = useFormats();
  const { view, query, cursorId, inspecting, selected } = useTasksStore();
  const { inspect, setCursor, select, change } = useTasksStore.getState();
  const { data, ready } = useQuery("taskRows", { scope: view.when === "settled" ? "all" : "open", accountId: null, timeZone: zone });
  useReady(ready);
  const edits = useTaskEdits();
  const accounts = useQuery("accountChoices", undefined).data ?? [];
  const [asking, setAsking] = useState<Asking | null>(null);
  const columns = useTaskColumns();
  const arranged = useMemo(() => {
    const titleOf = (row: TaskRow): string => taskTitle(row.task, language);
    const passing = filterTasks(data ?? [], view, query, titleOf, null);
    const shown = sortTasks(
      passing.filter((row) => isWhen(row, view.when)),
      view.sort,
      titleOf,
    );
    return { passing, shown, groups: groupTasks(shown, view.when === "settled" && view.grouping === "due" ? "none" : view.grouping) };
  }, [data, view, query, language]);
  const groups = useMemo(
    () =>
      arranged.groups
        .filter((group) => group.rows.length > 0)
        .map((group) => {
          const label = groupLabel(group, view.grouping, t, language);
          return {
            id: `${view.grouping} ${group.key}`,
            header: group.key === "" && arranged.groups.length === 1 ? null : label,
            label,
            rows: group.rows,
          };
        }),
    [arranged, view.grouping, t, language],
  );
  const row = arranged.shown.find(({ id }) => id === cursorId) ?? arranged.groups[0]?.rows[0];
  const chosen = arranged.shown.filter(({ id }) => selected.has(id));
  const acted = chosen.length > 0 ? chosen : row === undefined ? [] : [row];
  const ask = (what: Asking): void => (what === "add" || acted.length > 0 ? setAsking(what) : undefined);
  useKeys([
    { keys: "c", label: t("tasks.add"), group: "list", run: () => ask("add") },
    { keys: "d", label: t("tasks.key.done"), group: "list", run: () => edits.toggle(acted) },
    { keys: "s", label: t("tasks.key.drop"), group: "list", run: () => ask("drop") },
    { keys: "o", label: t("tasks.key.owner"), group: "list", run: () => ask("owner") },
    { keys: "m", label: t("tasks.key.move"), group: "list", run: () => ask("move") },
    { keys: "i", label: t("tasks.key.inspect"), group: "list", run: () => inspect(!inspecting) },
    {
      keys: "e",
      label: t("tasks.key.edit"),
      group: "list",
      run: () => {
        inspect(true);
        requestAnimationFrame(() => document.querySelector<HTMLElement>("[data-task-title]")?.focus());
      },
    },
  ]);
  return (
    <Page
      header={
        <PageHeader
          title={t("tasks.title")}
          detail={ready ? t("tasks.count", { count: arranged.passing.filter(({ task }) => task.state === "open").length }) : undefined}
          actions={
            <Button variant="solid" keyHint="c" icon={<Plus size={14} aria-hidden="true" />} onClick={() => ask("add")}>
              {t("tasks.add")}
            </Button>
          }
        />
      }
    >
      <TasksToolbar passing={arranged.passing} />
      <SplitView
        inspector={
          inspecting && row !== undefined ? (
            <TaskInspector row={row} edits={edits} onDrop={() => ask("drop")} onClose={() => inspect(false)} />
          ) : null
        }
      >
        {data !== undefined && (
          <div className={styles.list}>
            <VirtualTable
              label={t("tasks.title")}
              columns={columns}
              groups={groups}
              rowKey={idOf}
              onOpen={() => inspect(true)}
              onCursor={(one) => setCursor(one?.id ?? null)}
              selected={selected}
              onSelect={select}
              sort={view.sort}
              onSort={(sort) => change({ sort: sort as typeof view.sort })}
              empty={
                <EmptyState
                  title={t("tasks.empty")}
                  text={t("tasks.empty.text")}
                  action={<Button onClick={() => ask("add")}>{t("tasks.add")}</Button>}
                />
              }
            />
            {chosen.length > 0 && <TaskBar rows={chosen} onDone={() => edits.toggle(chosen)} onAsk={ask} />}
          </div>
        )}
      </SplitView>
      {asking === "add" && (
        <NewTaskDialog
          accounts={accounts}
          accountId={row?.task.accountId ?? null}
          onAdd={(task) => edits.add(task, accounts.find(({ id }) => id === task.accountId)?.ownerId ?? null)}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === "drop" && (
        <ReasonDialog
          title={t("tasks.key.drop")}
          action={t("tasks.bulk.drop")}
          onReason={(reason) => edits.drop(acted, reason)}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === "move" && <MoveDialog onMove={(day) => edits.move(acted, day)} onClose={() => setAsking(null)} />}
      {asking === "owner" && <OwnerDialog onGive={(to) => edits.give(acted, to)} onClose={() => setAsking(null)} />}
    </Page>
  );
}

function idOf(row: TaskRow): string {
  return row.id;
}

function groupLabel({ key, rows }: TaskGroup, grouping: TaskGrouping, t: Text<"plans">, language: string): string {
  const [first] = rows;
  if (first === undefined || key === "" || grouping === "none") return grouping === "account" ? t("tasks.noAccount") : t("tasks.title");
  switch (grouping) {
    case "due":
      return t(`tasks.due.${first.standing.state}`);
    case "account":
      return first.accountName ?? t("tasks.noAccount");
    case "owner":
      return first.ownerName ?? t("tasks.noOwner");
    case "origin":
      return first.origin.from === "playbook" ? t("origin.playbook") : (originWords(first.origin, t, language).split(" ")[0] ?? "");
  }
}

/** When as tabs with counts, whose, text; grouping at the right. */
function TasksToolbar({ passing }: { readonly passing: readonly TaskRow[] }): ReactNode {
  const t = useText("plans");
  const { view, query, inspecting } = useTasksStore();
  const { change, setQuery, inspect } = useTasksStore.getState();
  const field = useRef<HTMLInputElement>(null);
  useKeys([{ keys: "/", label: t("tasks.key.filter"), group: "list", run: () => field.current?.focus() }]);
  return (
    <ToolBar
      label={t("tasks.filter")}
      end={
        <>
          <Menu
            align="end"
            trigger={
              <Button variant="ghost" size="small" icon={<Rows3 size={14} aria-hidden="true" />} aria-haspopup="menu">
                {t("tasks.group")} {t(`tasks.group.${view.grouping}`)}
              </Button>
            }
            items={taskGroupings.map((grouping) => ({
              type: "item",
              id: grouping,
              label: t(`tasks.group.${grouping}`),
              checked: view.grouping === grouping,
              onSelect: () => change({ grouping }),
            }))}
          />
          <IconButton
            size="small"
            label={t("tasks.key.inspect")}
            pressed={inspecting}
            icon={<PanelRight size={14} aria-hidden="true" />}
            onClick={() => inspect(!inspecting)}
          />
        </>
      }
    >
      <Tabs
        label={t("tasks.when")}
        value={view.when}
        onChange={(when) => change({ when })}
        items={whenFilters.map((when) => ({
          id: when,
          label: t(`tasks.when.${when}`),
          ...(when === "settled" ? {} : { count: passing.filter((row) => isWhen(row, when)).length }),
        }))}
      />
      <Tabs
        label={t("tasks.whose")}
        value={view.whose}
        onChange={(whose) => change({ whose })}
        items={(["mine", "all"] as const).map((whose) => ({ id: whose, label: t(`tasks.whose.${whose}`) }))}
      />
      <TextField
        ref={field}
        look="search"
        value={query}
        onChange={setQuery}
        placeholder={t("tasks.search")}
        aria-label={t("tasks.search")}
        icon={<Search size={14} aria-hidden="true" />}
        keyHint="/"
        onKeyDown={(event) => {
          if (event.key !== "Escape" && event.key !== "Enter" && event.key !== "ArrowDown") return;
          event.preventDefault();
          event.stopPropagation();
          if (event.key === "Escape") setQuery("");
          document.querySelector<HTMLElement>("[role=grid]")?.focus();
        }}
      />
    </ToolBar>
  );
}

/** What can be done with the selected tasks. */
function TaskBar({
  rows,
  onDone,
  onAsk,
}: {
  readonly rows: readonly TaskRow[];
  readonly onDone: () => void;
  readonly onAsk: (what: Asking) => void;
}): ReactNode {
  const t = useText("plans");
  const common = useText("common");
  const clear = (): void => useTasksStore.getState().select(new Set());
  useKeys([{ keys: "Escape", label: common("action.clear"), group: "list", run: clear }]);
  return (
    <BulkBar label={t("tasks.bulk")} summary={t("tasks.selected", { count: rows.length })}>
      <Button variant="solid" keyHint="d" onClick={onDone}>
        {rows.some(({ task }) => task.state === "open") ? t("tasks.bulk.done") : t("tasks.open")}
      </Button>
      <Button variant="ghost" keyHint="o" onClick={() => onAsk("owner")}>
        {t("tasks.bulk.owner")}
      </Button>
      <Button variant="ghost" keyHint="m" onClick={() => onAsk("move")}>
        {t("tasks.bulk.move")}
      </Button>
      <Button variant="ghost" keyHint="s" onClick={() => onAsk("drop")}>
        {t("tasks.bulk.drop")}
      </Button>
      <Button variant="ghost" keyHint="Escape" onClick={clear}>
        {common("action.clear")}
      </Button>
    </BulkBar>
  );
}
