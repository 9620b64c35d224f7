import { PanelRight } from "lucide-react";
import type { ReactNode } from "react";
import { useCallback, useEffect, useMemo, useState } from "react";
import { todayKinds } from "../../../shared/domain/today/today-item.ts";
import { todaySections, type TodaySection } from "../../../shared/domain/today/today-list.ts";
import { useQuery, useSyncStatus } from "../../data/hooks.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useFormats } from "../../ui/formats.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { SplitView } from "../../ui/inspector.tsx";
import { useKeys } from "../../ui/keys.ts";
import { useNow } from "../../ui/now.ts";
import { Page, PageHeader, ToolBar } from "../../ui/page.tsx";
import { useReady } from "../../ui/ready.ts";
import { Segmented } from "../../ui/segmented.tsx";
import type { TableGroup } from "../../ui/table/column.ts";
import { VirtualTable } from "../../ui/table/virtual-table.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { useText } from "../../ui/text.ts";
import { DayStrip } from "./day-strip.tsx";
import { keepLeaving } from "./last-visit.ts";
import { OpenIncidentDialog } from "./open-incident-dialog.tsx";
import { SinceLeftLine } from "./since-left-line.tsx";
import { useTodayColumns, type TodayRow } from "./today-columns.tsx";
import { TodayInspector } from "./today-inspector.tsx";
import { useTodayStore } from "./today-store.ts";
import { useSignalActions } from "./use-signal-actions.ts";
import { useTodayAction } from "./use-today-action.ts";

/** What needs me now, in order, each with its one next step. */
export function TodayScreen(): ReactNode {
  const t = useText("today");
  const { zone } = useFormats();
  const scope = useTodayStore((state) => state.scope);
  const kind = useTodayStore((state) => state.kind);
  const inspecting = useTodayStore((state) => state.inspecting);
  const cursorId = useTodayStore((state) => state.cursorId);
  const { setScope, inspect } = useTodayStore.getState();
  const args = useMemo(() => ({ scope, timeZone: zone }), [scope, zone]);
  const { data, ready } = useQuery("todayItems", args);
  const strip = useQuery("dayStrip", args).data;
  const act = useTodayAction();
  // While the first metrics are on their way, "no usage" would be said of accounts whose usage has only not come yet.
  const arriving = useSyncStatus().progress !== null;
  const items = useMemo(() => (data?.items ?? []).filter((item) => !(arriving && item.message.key === "noData")), [data, arriving]);
  const sections = useSections(items, kind, zone);
  useReady(data !== undefined && strip !== undefined && ready);
  useEffect(() => keepLeaving(Date.now), []);
  useKeys([
    { keys: "m", label: t("key.scope"), group: "screen", run: () => setScope(scope === "mine" ? "all" : "mine") },
    { keys: "i", label: t("key.inspect"), group: "list", run: () => inspect(!inspecting) },
  ]);
  const shown = sections.flatMap((section) => section.items);
  const current = shown.find((item) => item.id === cursorId) ?? shown[0];
  const signalActions = useSignalActions();
  const [incidentOf, setIncidentOf] = useState<TodayRow | null>(null);
  const onSignal = (run: (item: TodayRow) => void) => () => (current?.kind === "signal" ? run(current) : undefined);
  const askIncident = onSignal(setIncidentOf);
  useKeys([
    { keys: "a", label: t("key.acknowledge"), group: "list", run: onSignal(signalActions.acknowledge) },
    { keys: "z", label: t("key.snooze"), group: "list", run: onSignal(signalActions.snooze) },
    { keys: "t", label: t("key.task"), group: "list", run: onSignal(signalActions.makeTask) },
    { keys: "o", label: t("key.incident"), group: "list", run: askIncident },
  ]);
  return (
    <Page header={<Header scope={scope} onScope={setScope} />}>
      <KindBar items={items} />
      <SplitView
        inspector={
          inspecting && current !== undefined ? (
            <TodayInspector item={current} onAct={act} signalActions={{ ...signalActions, askIncident }} onClose={() => inspect(false)} />
          ) : null
        }
      >
        {strip !== undefined && <DayStrip strip={strip} />}
        {data !== undefined && <TodayTable sections={sections} act={act} total={items.length} />}
        <SinceLeftLine scope={scope} />
      </SplitView>
      {incidentOf !== null && (
        <OpenIncidentDialog item={incidentOf} onOpen={signalActions.openIncident} onClose={() => setIncidentOf(null)} />
      )}
    </Page>
  );
}

function Header({ scope, onScope }: { readonly scope: "mine" | "all"; readonly onScope: (scope: "mine" | "all") => void }): ReactNode {
  const t = useText("today");
  const formats = useFormats();
  const nowMs = useNow("minute");
  return (
    <PageHeader
      title={t("title")}
      detail={formats.dayWords(nowMs)}
      position={
        <Segmented
          label={t("scope.label")}
          options={[
            { id: "mine", label: t("scope.mine") },
            { id: "all", label: t("scope.all") },
          ]}
          value={scope}
          onChange={onScope}
        />
      }
    />
  );
}

function KindBar({ items }: { readonly items: readonly TodayRow[] }): ReactNode {
  const t = useText("today");
  const kind = useTodayStore((state) => state.kind);
  const inspecting = useTodayStore((state) => state.inspecting);
  const { setKind, inspect } = useTodayStore.getState();
  const counts = useMemo(() => Map.groupBy(items, (item) => item.kind), [items]);
  const tabs = [
    { id: "all" as const, label: t("kind.all"), count: items.length },
    ...todayKinds
      .map((id) => ({ id, label: t(`kind.${id}`), count: counts.get(id)?.length ?? 0 }))
      .filter((tab) => tab.count > 0 || tab.id === kind),
  ];
  return (
    <ToolBar
      label={t("kinds")}
      end={
        <>
          {t("order")}
          <IconButton
            size="small"
            label={t("key.inspect")}
            pressed={inspecting}
            icon={<PanelRight size={14} aria-hidden="true" />}
            onClick={() => inspect(!inspecting)}
          />
        </>
      }
    >
      <Tabs label={t("kinds")} items={tabs} value={kind} onChange={setKind} />
    </ToolBar>
  );
}

/** The list by the laptop's own clock, a minute exact: an item moves to the next group when its hour comes. */
function useSections(items: readonly TodayRow[], kind: string, zone: string): readonly TodaySection<TodayRow>[] {
  const nowMs = useNow("minute");
  return useMemo(
    () => todaySections(kind === "all" ? items : items.filter((item) => item.kind === kind), nowMs, zone),
    [items, kind, nowMs, zone],
  );
}

interface TodayTableProps {
  readonly sections: readonly TodaySection<TodayRow>[];
  readonly act: ReturnType<typeof useTodayAction>;
  /** Items of every kind. */
  readonly total: number;
}

function TodayTable({ sections, act, total }: TodayTableProps): ReactNode {
  const t = useText("today");
  const scope = useTodayStore((state) => state.scope);
  const { setCursor, setScope } = useTodayStore.getState();
  const columns = useTodayColumns(act);
  const groups = useMemo(
    (): readonly TableGroup<TodayRow>[] =>
      sections.map(({ group, items }) => ({ id: group, header: t(`group.${group}`), label: t(`group.${group}`), rows: items })),
    [sections, t],
  );
  const first = sections[0]?.items[0]?.id;
  const initialKey = useMemo(() => useTodayStore.getState().cursorId ?? first, [first]);
  const onCursor = useCallback((row: TodayRow | null) => setCursor(row?.id ?? null), [setCursor]);
  return (
    <VirtualTable
      label={t("title")}
      columns={columns}
      groups={groups}
      rowKey={idOf}
      onOpen={act}
      onCursor={onCursor}
      {...(initialKey === undefined ? {} : { initialKey })}
      empty={
        <EmptyState
          title={t("empty.title")}
          text={t(total > 0 ? "empty.kind" : scope === "mine" ? "empty.mine" : "empty.text")}
          action={scope === "mine" && total === 0 ? <Button onClick={() => setScope("all")}>{t("empty.showAll")}</Button> : undefined}
        />
      }
    />
  );
}

function idOf(row: TodayRow): string {
  return row.id;
}
