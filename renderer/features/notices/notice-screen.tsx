import type { ReactNode } from "react";
import { useCallback, useMemo, useState } from "react";
import { useDataClient } from "../../data/data-client-provider.tsx";
import { useQuery, useSyncStatus } from "../../data/hooks.ts";
import { changeNotice } from "../../data/notices/notice-edits.ts";
import type { NoticeAccountRow, NoticeDetail } from "../../data/queries/notice-detail.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { SplitView } from "../../ui/inspector.tsx";
import { useKeys } from "../../ui/keys.ts";
import { Link } from "../../ui/link.tsx";
import { useNavigate } from "../../ui/navigation.ts";
import { Page, PageHeader, ToolBar } from "../../ui/page.tsx";
import { useReady } from "../../ui/ready.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { VirtualTable } from "../../ui/table/virtual-table.tsx";
import { useLanguage, useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";
import { useAccountColumns } from "./account-columns.tsx";
import { NoticeFacts } from "./notice-facts.tsx";
import { NoticeForm } from "./notice-form.tsx";
import { NoticeInspector } from "./notice-inspector.tsx";
import { severityState, tallyWords, titleOf } from "./notice-words.ts";
import { type AccountFilter, useNoticesStore } from "./notices-store.ts";
import styles from "./notices.module.css";
import { TallyBar } from "./tally-bar.tsx";
import { useNoticeEdit } from "./use-notice-edit.ts";
import { useWords } from "./use-words.ts";

const filters: readonly AccountFilter[] = ["open", "mine", "all"];

/** A notice with everybody whom it concerns. */
export function NoticeScreen({ noticeId }: { readonly noticeId: string }): ReactNode {
  const t = useText("notices");
  const navigate = useNavigate();
  const { data } = useQuery(
    "noticeDetail",
    useMemo(() => ({ noticeId }), [noticeId]),
  );
  useReady(data !== undefined);
  if (data === undefined) return null;
  if (data === null) {
    return (
      <Page header={<PageHeader title={t("title")} />}>
        <EmptyState
          title={t("missing")}
          text={t("missing.text")}
          action={<Button onClick={() => navigate({ screen: "notices" })}>{t("missing.back")}</Button>}
        />
      </Page>
    );
  }
  return <FoundNotice detail={data} />;
}

function FoundNotice({ detail }: { readonly detail: NoticeDetail }): ReactNode {
  const words = useWords();
  const { t } = words;
  const language = useLanguage();
  const { notice, tally } = detail;
  const filter = useNoticesStore((state) => state.filter);
  const inspecting = useNoticesStore((state) => state.inspecting);
  const { setFilter, inspect } = useNoticesStore.getState();
  const [cursorId, setCursorId] = useState<string | null>(null);
  const [editing, setEditing] = useState(false);
  const edit = useNoticeEdit();
  const rows = useMemo(
    () => detail.rows.filter(({ progress, mine }) => filter === "all" || (!progress.done && (filter === "open" || mine))),
    [detail, filter],
  );
  const draftAll = useDraftAll(notice.id, rows);
  const groups = useMemo(() => [{ id: filter, header: null, label: t("col.account"), rows }], [filter, rows, t]);
  const columns = useAccountColumns();
  const current = rows.find((row) => row.accountId === cursorId) ?? rows[0] ?? null;
  const onCursor = useCallback((row: NoticeAccountRow | null) => setCursorId(row?.accountId ?? null), []);
  const onOpen = useCallback(() => inspect(true), [inspect]);
  useKeys([
    { keys: "d", label: t("key.draft"), group: "screen", run: () => draftAll.count > 0 && void draftAll.run() },
    { keys: "i", label: t("key.inspect"), group: "list", run: () => inspect(!inspecting) },
    { keys: "f", label: t("key.filter"), group: "screen", run: () => setFilter(filters[(filters.indexOf(filter) + 1) % 3] ?? "open") },
  ]);
  const change = (state: "open" | "closed", text: string): void => void edit(changeNotice(notice, { state }), text);
  return (
    <Page
      header={
        <PageHeader
          parent={<Link route={{ screen: "notices" }}>{t("title")}</Link>}
          title={titleOf(notice, language)}
          marks={<StateMark state={severityState[notice.severity]} label={t(`severity.${notice.severity}`)} />}
          actions={
            notice.state === "open" ? (
              <Button variant="solid" keyHint="d" disabled={draftAll.count === 0} onClick={() => void draftAll.run()}>
                {draftAll.count === 0 ? t("draftAll.none") : t("draftAll", { count: draftAll.count })}
              </Button>
            ) : notice.state === "draft" && detail.mayWrite ? (
              <Button variant="solid" onClick={() => change("open", t("published", { count: tally.total }))}>
                {t("publish")}
              </Button>
            ) : undefined
          }
        />
      }
    >
      <ToolBar
        label={t("filter.label")}
        end={
          detail.mayWrite && (
            <>
              <Button size="small" variant="ghost" aria-haspopup="dialog" onClick={() => setEditing(true)}>
                {t("edit")}
              </Button>
              {notice.state === "open" && (
                <Button size="small" variant="ghost" onClick={() => change("closed", t("closed"))}>
                  {t("close")}
                </Button>
              )}
              {notice.state === "closed" && (
                <Button size="small" variant="ghost" onClick={() => change("open", t("reopened"))}>
                  {t("reopen")}
                </Button>
              )}
            </>
          )
        }
      >
        <Segmented
          label={t("filter.label")}
          options={filters.map((id) => ({ id, label: t(`filter.${id}`) }))}
          value={filter}
          onChange={setFilter}
        />
        <span className={styles.tally}>
          <TallyBar tally={tally} label={tallyWords(tally, words)} />
          <span>{tallyWords(tally, words)}</span>
        </span>
      </ToolBar>
      <NoticeFacts detail={detail} />
      <SplitView
        inspector={inspecting && current !== null ? <NoticeInspector detail={detail} row={current} onClose={() => inspect(false)} /> : null}
      >
        <VirtualTable
          label={titleOf(notice, language)}
          columns={columns}
          groups={groups}
          rowKey={keyOf}
          onOpen={onOpen}
          onCursor={onCursor}
          empty={
            <EmptyState
              title={t("empty.accounts")}
              text={t("empty.accounts.text")}
              action={<Button onClick={() => setFilter("all")}>{t("filter.all")}</Button>}
            />
          }
        />
      </SplitView>
      {editing && <NoticeForm notice={notice} onClose={() => setEditing(false)} />}
    </Page>
  );
}

function keyOf(row: NoticeAccountRow): string {
  return row.accountId;
}

/** Writes a draft to every exposed customer in sight whom nobody has written to. Whose versions were never counted is written to by hand. */
function useDraftAll(noticeId: string, rows: readonly NoticeAccountRow[]): { readonly count: number; readonly run: () => Promise<void> } {
  const t = useText("notices");
  const errors = useText("errors");
  const toast = useToast();
  const client = useDataClient();
  const edit = useNoticeEdit();
  const { user, tenantName } = useSyncStatus();
  const accountIds = rows
    .filter(({ progress }) => progress.state === "exposed" && progress.exposure.state === "exposed")
    .map(({ accountId }) => accountId);
  return {
    count: accountIds.length,
    run: async () => {
      if (user === null) return toast({ text: errors("internal"), tone: "error" });
      // The engine of templates is loaded when somebody first writes.
      const { draftToAll } = await import("../../data/notices/notice-drafts.ts");
      const facts = await client.query("noticeDrafting", { noticeId, accountIds });
      if (facts === null) return;
      const made = draftToAll(facts, { id: user.id, name: user.name, companyName: tenantName });
      const text =
        made.left.length === 0
          ? t("drafted", { count: made.drafted })
          : t("drafted.left", { done: made.drafted, names: made.left.slice(0, 3).join(", ") });
      if (made.drafted === 0) toast({ text, tone: "error" });
      else await edit(made, text);
    },
  };
}
