import { PanelRight, Waypoints } from "lucide-react";
import type { ReactNode } from "react";
import { useCallback, useEffect, useMemo, useState } from "react";
import { outreachGroups } from "../../../shared/domain/outreach/outreach-group.ts";
import { useQuery } from "../../data/hooks.ts";
import { useSavedViews } from "../../data/use-saved-views.ts";
import type { OutreachRow } from "../../data/queries/outreach-rows.ts";
import { BulkBar } from "../../ui/bulk-bar.tsx";
import { Button } from "../../ui/button.tsx";
import { AnswerDialog } from "../../ui/compose/answer-dialog.tsx";
import { ChoiceChip } from "../../ui/choice-chip.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { SplitView } from "../../ui/inspector.tsx";
import { useKeys } from "../../ui/keys.ts";
import { useNavigate } from "../../ui/navigation.ts";
import { Page, PageHeader } from "../../ui/page.tsx";
import { useReady } from "../../ui/ready.ts";
import { Segmented } from "../../ui/segmented.tsx";
import type { TableGroup } from "../../ui/table/column.ts";
import { VirtualTable } from "../../ui/table/virtual-table.tsx";
import { useText } from "../../ui/text.ts";
import { ViewMenu } from "../../ui/view-menu.tsx";
import { MessageInspector } from "./message-inspector.tsx";
import { useOutreachColumns } from "./outreach-columns.tsx";
import { parseOutreachView, useOutreachStore, wholeView } from "./outreach-store.ts";
import styles from "./outreach.module.css";
import { useMessageActions } from "./use-message-actions.ts";

const lastQuarter = { days: 90 } as const;

/** Every message to customers with where it stands and its answer: what somebody must decide first, then what waits. */
export function OutreachScreen({ outreachId }: { readonly outreachId: string | null }): ReactNode {
  const t = useText("outreach");
  const navigate = useNavigate();
  const { data, ready } = useQuery("outreachRows", lastQuarter);
  const scope = useOutreachStore((state) => state.scope);
  const cursorId = useOutreachStore((state) => state.cursorId);
  const inspecting = useOutreachStore((state) => state.inspecting);
  const { openView, setScope, setCursor, inspect } = useOutreachStore.getState();
  const actions = useMessageActions();
  const [answering, setAnswering] = useState<OutreachRow | null>(null);
  useReady(data !== undefined && ready);
  useEffect(() => {
    if (outreachId === null) return;
    openView("all", { scope: "all", groups: [] });
    setCursor(outreachId);
    inspect(true);
  }, [outreachId, openView, setCursor, inspect]);
  const shownGroups = useOutreachStore((state) => state.groups);
  const rows = useMemo(
    () => (data ?? []).filter((row) => (scope === "all" || row.mine) && (shownGroups.length === 0 || shownGroups.includes(row.group))),
    [data, scope, shownGroups],
  );
  const current = rows.find((row) => row.record.id === cursorId) ?? rows[0] ?? null;
  const canAnswer = current?.group === "waiting" || current?.group === "ended";
  useKeys([
    { keys: "i", label: t("key.inspect"), group: "list", run: () => inspect(!inspecting) },
    { keys: "m", label: t("key.scope"), group: "screen", run: () => setScope(scope === "mine" ? "all" : "mine") },
    { keys: "a", label: t("key.answer"), group: "list", run: () => canAnswer && setAnswering(current) },
    { keys: "r", label: t("key.remind"), group: "list", run: () => current?.group === "waiting" && actions.openPeak(current) },
  ]);
  const startRound = (): void => navigate({ screen: "round" });
  return (
    <Page
      header={
        <PageHeader
          title={t("title")}
          views={<OutreachViews held={outreachId !== null} />}
          detail={data === undefined ? undefined : t("count.waiting", { count: rows.filter((row) => row.group === "waiting").length })}
          position={
            <>
              <Segmented
                label={t("scope.label")}
                options={[
                  { id: "mine", label: t("scope.mine") },
                  { id: "all", label: t("scope.all") },
                ]}
                value={scope}
                onChange={setScope}
              />
              <IconButton
                size="small"
                label={t("key.inspect")}
                pressed={inspecting}
                icon={<PanelRight size={14} aria-hidden="true" />}
                onClick={() => inspect(!inspecting)}
              />
            </>
          }
          actions={
            <Button icon={<Waypoints size={14} aria-hidden="true" />} keyHint="g w" onClick={startRound}>
              {t("round")}
            </Button>
          }
        />
      }
    >
      <SplitView
        inspector={
          inspecting && current !== null ? (
            <MessageInspector row={current} actions={actions} onAnswer={() => setAnswering(current)} onClose={() => inspect(false)} />
          ) : null
        }
      >
        {data !== undefined && (
          <div className={styles.listBox}>
            <MessageTable rows={rows} onOpen={(row) => (row.group === "draft" ? actions.openPeak(row) : inspect(true))} />
            <BulkDiscard rows={rows} onDiscard={actions.discard} />
          </div>
        )}
      </SplitView>
      {answering !== null && (
        <AnswerDialog
          accountName={answering.accountName}
          onSave={(fields) => void actions.answer(answering, fields).then((done) => done && setAnswering(null))}
          onClose={() => setAnswering(null)}
        />
      )}
    </Page>
  );
}

/** Saved views, and which groups are shown. */
function OutreachViews({ held }: { readonly held: boolean }): ReactNode {
  const t = useText("outreach");
  const common = useText("common");
  const { viewId, scope, groups } = useOutreachStore();
  const { openView, setGroups } = useOutreachStore.getState();
  return (
    <>
      <ViewMenu
        model={useSavedViews("outreach")}
        definition={{ scope, groups }}
        viewId={viewId}
        onOpen={(id, definition) => openView(id, definition === null ? wholeView : parseOutreachView(definition))}
        whole={{ id: "all", name: common("views.all") }}
        held={held}
      />
      <ChoiceChip
        label={t("filter.group")}
        options={outreachGroups.map((id) => ({ id, label: t(`group.${id}`) }))}
        chosen={groups}
        onChange={setGroups}
      />
    </>
  );
}

function MessageTable({ rows, onOpen }: { readonly rows: readonly OutreachRow[]; readonly onOpen: (row: OutreachRow) => void }): ReactNode {
  const t = useText("outreach");
  const navigate = useNavigate();
  const narrow = useOutreachStore((state) => state.inspecting);
  const { setCursor, select } = useOutreachStore.getState();
  const selected = useOutreachStore((state) => state.selected);
  const columns = useOutreachColumns(narrow);
  const groups = useMemo(
    (): readonly TableGroup<OutreachRow>[] =>
      outreachGroups
        .map((id) => ({ id, header: t(`group.${id}`), label: t(`group.${id}`), rows: rows.filter((row) => row.group === id) }))
        .filter((group) => group.rows.length > 0),
    [rows, t],
  );
  const first = rows[0]?.record.id;
  const initialKey = useMemo(() => useOutreachStore.getState().cursorId ?? first, [first]);
  const onCursor = useCallback((row: OutreachRow | null) => setCursor(row?.record.id ?? null), [setCursor]);
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
          text={t("empty.text")}
          action={<Button onClick={() => navigate({ screen: "round" })}>{t("empty.round")}</Button>}
        />
      }
    />
  );
}

/** Drafts that are selected can be given up together; what was sent stays. */
function BulkDiscard({
  rows,
  onDiscard,
}: {
  readonly rows: readonly OutreachRow[];
  readonly onDiscard: (rows: readonly OutreachRow[]) => void;
}): ReactNode {
  const t = useText("outreach");
  const common = useText("common");
  const selected = useOutreachStore((state) => state.selected);
  const { select } = useOutreachStore.getState();
  const chosen = rows.filter((row) => selected.has(row.record.id));
  const drafts = chosen.filter((row) => row.group === "draft");
  const clear = (): void => select(new Set());
  const discard = (): void => {
    if (drafts.length === 0) return;
    onDiscard(drafts);
    clear();
  };
  const none = chosen.length === 0;
  useKeys(
    none
      ? []
      : [
          { keys: "Delete", label: t("bulk.discard", { count: drafts.length }), group: "list", run: discard },
          { keys: "Escape", label: common("action.clear"), group: "list", run: clear },
        ],
  );
  if (none) return null;
  return (
    <BulkBar label={t("bulk")} summary={t("bulk.selected", { count: chosen.length })}>
      <Button variant="solid" keyHint="Delete" disabled={drafts.length === 0} onClick={discard}>
        {t("bulk.discard", { count: drafts.length })}
      </Button>
      <Button variant="ghost" keyHint="Escape" onClick={clear}>
        {common("action.clear")}
      </Button>
    </BulkBar>
  );
}

function idOf(row: OutreachRow): string {
  return row.record.id;
}
