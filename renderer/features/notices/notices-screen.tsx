import type { ReactNode } from "react";
import { useCallback, useMemo, useState } from "react";
import type { Notice } from "../../../shared/domain/notice/notice.ts";
import { useQuery } from "../../data/hooks.ts";
import type { NoticeRow } from "../../data/queries/notice-list.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useFormats } from "../../ui/formats.ts";
import { useKeys } from "../../ui/keys.ts";
import { useNavigate } from "../../ui/navigation.ts";
import { useNow } from "../../ui/now.ts";
import { Page, PageHeader } from "../../ui/page.tsx";
import { useReady } from "../../ui/ready.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import type { Column, TableGroup } from "../../ui/table/column.ts";
import { VirtualTable } from "../../ui/table/virtual-table.tsx";
import { useLanguage, useText } from "../../ui/text.ts";
import { NoticeForm } from "./notice-form.tsx";
import { severityState, tallyWords, titleOf, whenWords } from "./notice-words.ts";
import { NoticesBulk } from "./notices-bulk.tsx";
import { type NoticesView, useNoticesStore } from "./notices-store.ts";
import { NoticesToolbar, NoticesViews } from "./notices-toolbar.tsx";
import styles from "./notices.module.css";
import { TallyBar } from "./tally-bar.tsx";
import { useWords } from "./use-words.ts";

const states: readonly Notice["state"][] = ["open", "draft", "closed"];

/** Everything that customers must be told, with how far the book is with it. */
export function NoticesScreen(): ReactNode {
  const t = useText("notices");
  const navigate = useNavigate();
  const { data } = useQuery("noticeList", undefined);
  const [writing, setWriting] = useState(false);
  const { setListCursor, select } = useNoticesStore.getState();
  useReady(data !== undefined);
  const mayWrite = data?.mayWrite === true;
  useKeys([{ keys: "c", label: t("key.write"), group: "screen", run: () => mayWrite && setWriting(true) }]);
  const columns = useNoticeColumns();
  const view = useNoticesStore((state) => state.view);
  const selected = useNoticesStore((state) => state.selected);
  const shown = useMemo(() => (data?.rows ?? []).filter(({ notice }) => isShown(notice, view)), [data, view]);
  const groups = useMemo(
    (): readonly TableGroup<NoticeRow>[] =>
      states.flatMap((state) => {
        const rows = shown.filter(({ notice }) => notice.state === state);
        return rows.length === 0 ? [] : [{ id: state, header: t(`group.${state}`), label: t(`group.${state}`), rows }];
      }),
    [shown, t],
  );
  const onOpen = useCallback((row: NoticeRow) => navigate({ screen: "notice", noticeId: row.notice.id }), [navigate]);
  const onCursor = useCallback((row: NoticeRow | null) => setListCursor(row?.notice.id ?? null), [setListCursor]);
  const first = groups[0]?.rows[0]?.notice.id;
  const initialKey = useMemo(() => useNoticesStore.getState().listCursor ?? first, [first]);
  return (
    <Page
      header={
        <PageHeader
          title={t("title")}
          views={<NoticesViews />}
          detail={data === undefined ? undefined : t("count", { count: data.rows.filter(({ notice }) => notice.state === "open").length })}
          actions={
            mayWrite ? (
              <Button variant="solid" keyHint="c" aria-haspopup="dialog" onClick={() => setWriting(true)}>
                {t("write")}
              </Button>
            ) : undefined
          }
        />
      }
    >
      <NoticesToolbar />
      {data !== undefined && (
        <div className={styles.listBox}>
          <VirtualTable
            label={t("title")}
            columns={columns}
            groups={groups}
            rowKey={keyOf}
            onOpen={onOpen}
            onCursor={onCursor}
            selected={selected}
            onSelect={select}
            {...(initialKey === undefined ? {} : { initialKey })}
            empty={<EmptyState title={t("empty.title")} text={t("empty.text")} />}
          />
          <NoticesBulk rows={shown} mayWrite={mayWrite} />
        </div>
      )}
      {writing && <NoticeForm notice={null} onClose={() => setWriting(false)} />}
    </Page>
  );
}

function isShown({ type, severity, state }: Notice, view: NoticesView): boolean {
  const passes = <T,>(chosen: readonly T[], value: T): boolean => chosen.length === 0 || chosen.includes(value);
  return passes(view.types, type) && passes(view.severities, severity) && passes(view.states, state);
}

function keyOf(row: NoticeRow): string {
  return row.notice.id;
}

function useNoticeColumns(): readonly Column<NoticeRow>[] {
  const words = useWords();
  const language = useLanguage();
  const formats = useFormats();
  const nowMs = useNow("minute");
  return useMemo((): readonly Column<NoticeRow>[] => {
    const { t } = words;
    return [
      {
        id: "severity",
        header: t("col.severity"),
        width: 92,
        cell: ({ notice }) => <StateMark state={severityState[notice.severity]} label={t(`severity.${notice.severity}`)} />,
      },
      {
        id: "title",
        header: t("col.title"),
        width: 240,
        grow: 4,
        cell: ({ notice }) => <span className={styles.name}>{titleOf(notice, language)}</span>,
        title: ({ notice }) => titleOf(notice, language),
      },
      { id: "type", header: t("col.type"), width: 120, cell: ({ notice }) => t(`type.${notice.type}`) },
      {
        id: "when",
        header: t("col.when"),
        width: 190,
        cell: ({ notice }) => <span className={styles.secondary}>{whenWords(notice, formats, nowMs)}</span>,
        title: ({ notice }) => whenWords(notice, formats, nowMs),
      },
      {
        id: "published",
        header: t("col.published"),
        width: 92,
        align: "end",
        cell: ({ publishedMs }) => formats.day(publishedMs),
        title: ({ publishedMs }) => formats.dateTime(publishedMs, formats.zone, nowMs),
      },
      {
        id: "progress",
        header: t("col.progress"),
        width: 200,
        grow: 1,
        cell: ({ tally }) => (
          <span className={styles.tally}>
            <TallyBar tally={tally} label={tallyWords(tally, words)} />
            <span>
              {formats.number(tally.done)} / {formats.number(tally.total)}
            </span>
          </span>
        ),
        title: ({ tally }) => tallyWords(tally, words),
      },
      {
        id: "toTell",
        header: t("col.toTell"),
        headerTitle: t("col.toTell.title"),
        width: 72,
        align: "end",
        cell: ({ notice, mineToTell }) =>
          notice.state === "open" && mineToTell > 0 ? formats.number(mineToTell) : <span className={styles.missing}>—</span>,
      },
    ];
  }, [words, language, formats, nowMs]);
}
