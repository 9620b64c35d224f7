import type { ReactNode } from "react";
import { useCallback, useEffect, useMemo, useState } from "react";
import { explainRank } from "../../../shared/domain/today/explain-rank.ts";
import { refusedItem } from "../../../shared/domain/today/loose-items.ts";
import { rankToday } from "../../../shared/domain/today/rank.ts";
import { useQuery, useSyncStatus } from "../../data/hooks.ts";
import type { TodayRow } from "../../data/queries/today-items.ts";
import { useFormats } from "../../ui/formats.ts";
import { SplitView } from "../../ui/inspector.tsx";
import { useKeys } from "../../ui/keys.ts";
import { useNow } from "../../ui/now.ts";
import { Page, PageHeader } from "../../ui/page.tsx";
import { useReady } from "../../ui/ready.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { useText } from "../../ui/text.ts";
import { DayStrip } from "./day-strip.tsx";
import { DelegateDialog } from "./delegate-dialog.tsx";
import { KindBar } from "./kind-bar.tsx";
import { laneOf } from "./lane-of.ts";
import { LanesLine } from "./lanes-line.tsx";
import { keepLeaving } from "./last-visit.ts";
import { OpenIncidentDialog } from "./open-incident-dialog.tsx";
import { SinceLeftLine } from "./since-left-line.tsx";
import { SnoozeDialog } from "./snooze-dialog.tsx";
import { TodayInspector } from "./today-inspector.tsx";
import { todayLanes, useTodayStore } from "./today-store.ts";
import { TodayTable } from "./today-table.tsx";
import { useHeldOrder } from "./use-held-order.ts";
import { useItemActions } from "./use-item-actions.ts";
import { useSignalActions } from "./use-signal-actions.ts";
import { useTodaySteps } from "./use-today-steps.ts";
import { WhyDialog } from "./why-dialog.tsx";

/** What the reader is asked about an item. */
type Asking = "why" | "snooze" | "delegate" | "incident";

/** What needs me now, in one order, each with its one next step. */
export function TodayScreen(): ReactNode {
  const t = useText("today");
  const { zone } = useFormats();
  const nowMs = useNow("minute");
  const { scope, kind, lane, inspecting, cursorId } = useTodayStore();
  const { setScope, setLane, inspect } = useTodayStore.getState();
  const args = useMemo(() => ({ scope, timeZone: zone }), [scope, zone]);
  const { data, ready } = useQuery("todayItems", args);
  const strip = useQuery("dayStrip", args).data;
  const items = useItems(data?.items);
  const inLane = useMemo(() => items.filter((item) => laneOf(item) === lane), [items, lane]);
  const ranked = useMemo(() => rankToday(inLane, nowMs), [inLane, nowMs]);
  const shownKind = useMemo(() => (kind === "all" ? ranked : ranked.filter(({ item }) => item.kind === kind)), [ranked, kind]);
  const { rows, touch, release } = useHeldOrder(shownKind, `${scope} ${lane} ${kind}`, cursorId);
  const actions = useItemActions(release);
  const { act, open } = useTodaySteps(actions.done);
  const signalActions = useSignalActions();
  const [asked, setAsked] = useState<{ readonly about: Asking; readonly item: TodayRow; readonly atMs: number } | null>(null);
  const ask = useCallback((about: Asking, item: TodayRow) => setAsked({ about, item, atMs: Date.now() }), []);
  const why = useCallback((item: TodayRow) => ask("why", item), [ask]);
  const onClose = useCallback(() => setAsked(null), []);
  useReady(data !== undefined && strip !== undefined && ready);
  useEffect(() => keepLeaving(Date.now), []);

  const current = (rows.find(({ item }) => item.id === cursorId) ?? rows[0])?.item;
  const onCurrent = (run: (item: TodayRow) => void) => () => (current === undefined ? undefined : run(current));
  const onSignal = (run: (item: TodayRow) => void) => onCurrent((item) => (item.kind === "signal" ? run(item) : undefined));
  useKeys([
    { keys: "m", label: t("key.scope"), group: "screen", run: () => setScope(scope === "mine" ? "all" : "mine") },
    { keys: "v", label: t("key.lane"), group: "screen", run: () => setLane(todayLanes[(todayLanes.indexOf(lane) + 1) % 3] ?? "list") },
    { keys: "u", label: t("key.undo"), group: "screen", run: actions.undo },
    { keys: "i", label: t("key.inspect"), group: "list", run: () => inspect(!inspecting) },
    { keys: "o", label: t("key.open"), group: "list", run: onCurrent(open) },
    { keys: "w", label: t("key.why"), group: "list", run: onCurrent(why) },
    { keys: "d", label: t("key.done"), group: "list", run: onCurrent(actions.done) },
    { keys: "z", label: t("key.snooze"), group: "list", run: onCurrent((item) => ask("snooze", item)) },
    { keys: "s", label: t("key.snooze"), group: "list", run: onCurrent((item) => ask("snooze", item)) },
    { keys: "@", label: t("key.delegate"), group: "list", run: onCurrent((item) => ask("delegate", item)) },
    { keys: "b", label: t("key.bringBack"), group: "list", run: onCurrent(actions.bringBack) },
    { keys: "a", label: t("key.acknowledge"), group: "list", run: onSignal(actions.done) },
    { keys: "t", label: t("key.task"), group: "list", run: onSignal(signalActions.makeTask) },
    { keys: "n", label: t("key.incident"), group: "list", run: onSignal((item) => ask("incident", item)) },
  ]);
  const explained = asked?.about === "why" ? explainRank(ranked, asked.item.id) : null;
  return (
    <Page header={<Header scope={scope} onScope={setScope} />}>
      <KindBar items={inLane} />
      <SplitView
        inspector={
          inspecting && current !== undefined ? (
            <TodayInspector
              item={current}
              ranked={ranked}
              does={{ act, open, done: actions.done, bringBack: actions.bringBack, makeTask: signalActions.makeTask, ask }}
              onClose={() => inspect(false)}
            />
          ) : null
        }
      >
        {strip !== undefined && <DayStrip strip={strip} />}
        {data !== undefined && (
          <TodayTable rows={rows} ranked={ranked} total={items.length} onTouch={touch} does={{ act, why, bringBack: actions.bringBack }} />
        )}
        <LanesLine items={items} />
        <SinceLeftLine scope={scope} />
      </SplitView>
      {explained !== null && <WhyDialog why={explained} onClose={onClose} />}
      {asked?.about === "snooze" && <SnoozeDialog item={asked.item} nowMs={asked.atMs} onSnooze={actions.snooze} onClose={onClose} />}
      {asked?.about === "delegate" && (
        <DelegateDialog item={asked.item} nowMs={asked.atMs} onDelegate={actions.delegate} onClose={onClose} />
      )}
      {asked?.about === "incident" && <OpenIncidentDialog item={asked.item} onOpen={signalActions.openIncident} onClose={onClose} />}
    </Page>
  );
}

/** Everything, resting or not, and the edits that were refused, which are no record. */
function useItems(known: readonly TodayRow[] | undefined): readonly TodayRow[] {
  const { progress, attention } = useSyncStatus();
  // While the first metrics are on their way, "no usage" would be said of accounts whose usage has only not come yet.
  const arriving = progress !== null;
  const refused = attention.length;
  return useMemo(() => {
    const own = refusedItem(refused);
    return [
      ...(known ?? []).filter((item) => !(arriving && item.message.key === "noData")),
      ...(own === null ? [] : [{ ...own, accountName: null, customerZone: null, rest: null, delegate: null }]),
    ];
  }, [known, arriving, refused]);
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
