import {
  Activity,
  Bell,
  CalendarClock,
  Check,
  Database,
  FileSearch,
  HeartPulse,
  MessageSquare,
  Mountain,
  Presentation,
  Send,
  Timer,
} from "lucide-react";
import type { ReactNode } from "react";
import { useMemo } from "react";
import type { Rank } from "../../../shared/domain/today/rank.ts";
import type { TodayItem, TodayKind } from "../../../shared/domain/today/today-item.ts";
import type { TodayRow } from "../../data/queries/today-items.ts";
import { Elapsed } from "../../ui/live-time.tsx";
import { SeverityBadge } from "../../ui/severity-badge.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import type { Column } from "../../ui/table/column.ts";
import { DueCell, dueZone, useDueTitle } from "./due-cell.tsx";
import type { TodayLane } from "./today-store.ts";
import styles from "./today.module.css";
import { accountWords, actionWords, detailWords, messageWords, restWords } from "./today-words.ts";
import { useWords } from "./use-words.ts";

/** A row of the list: its item, and where it stands. */
export interface ListedRow {
  readonly item: TodayRow;
  readonly rank: Rank;
  /** 1 = first. */
  readonly place: number;
}

const icons: Readonly<Record<TodayKind, ReactNode>> = {
  incident: <Timer size={14} aria-hidden="true" />,
  signal: <Activity size={14} aria-hidden="true" />,
  peak: <Mountain size={14} aria-hidden="true" />,
  health: <HeartPulse size={14} aria-hidden="true" />,
  outreach: <Send size={14} aria-hidden="true" />,
  notice: <Bell size={14} aria-hidden="true" />,
  task: <Check size={14} aria-hidden="true" />,
  review: <Presentation size={14} aria-hidden="true" />,
  postmortem: <FileSearch size={14} aria-hidden="true" />,
  renewal: <CalendarClock size={14} aria-hidden="true" />,
  relationship: <MessageSquare size={14} aria-hidden="true" />,
  data: <Database size={14} aria-hidden="true" />,
};

export interface ColumnActions {
  readonly act: (item: TodayRow) => void;
  readonly why: (item: TodayRow) => void;
  readonly bringBack: (item: TodayRow) => void;
}

/** Columns of Today: the place, which says why on a click, and at the end the item's one next step; of a lane until when, and the way back. */
export function useTodayColumns(lane: TodayLane, { act, why, bringBack }: ColumnActions): readonly Column<ListedRow>[] {
  const words = useWords();
  const dueTitle = useDueTitle();
  const { t, formats } = words;
  return useMemo((): readonly Column<ListedRow>[] => {
    const resting = lane !== "list";
    return [
      {
        id: "place",
        header: t("col.place"),
        headerTitle: t("col.place.title"),
        width: 26,
        align: "end",
        cell: ({ item, place }) => (
          <CellButton look={styles.place} label={t("place.why", { place })} words={String(place)} run={() => why(item)} />
        ),
      },
      { id: "state", header: t("col.state"), width: 68, cell: ({ item }) => <StateMark state={item.state} /> },
      {
        id: "kind",
        header: t("col.kind"),
        width: 94,
        cell: ({ item }) => (
          <span className={styles.kind}>
            {icons[item.kind]}
            {t(`one.${item.kind}`)}
          </span>
        ),
      },
      {
        id: "account",
        header: t("col.account"),
        width: 80,
        grow: 2,
        cell: ({ item }) => <span className={styles.account}>{accountWords(item, t)}</span>,
        title: ({ item }) => accountWords(item, t),
      },
      {
        id: "message",
        header: t("col.message"),
        width: 160,
        grow: 6,
        cell: ({ item }) => (
          <>
            {item.severity !== null && <SeverityBadge severity={item.severity} />} {messageWords(item.message, words)}
          </>
        ),
        title: ({ item }) => messageWords(item.message, words),
      },
      {
        id: "detail",
        header: t("col.detail"),
        width: 76,
        grow: 3,
        cell: ({ item }) => <span className={styles.detail}>{resting ? restWords(item, t, formats) : backOr(item)}</span>,
        title: ({ item }) => (resting ? restWords(item, t, formats) : detailWords(item.detail, words)),
      },
      {
        id: "due",
        header: t("col.due"),
        headerTitle: t("col.due.title"),
        width: 138,
        align: "end",
        cell: ({ item }) => <DueCell row={item} />,
        title: ({ item }) =>
          item.dueMs === null
            ? undefined
            : `${dueTitle(item, dueZone(item, formats.zone))}\n${t("due.yours", { time: dueTitle(item, formats.zone) })}`,
      },
      {
        id: "action",
        header: t("col.action"),
        width: 88,
        align: "end",
        cell: ({ item }) =>
          resting ? (
            <CellButton look={styles.action} words={t("do.back")} run={() => bringBack(item)} />
          ) : (
            <CellButton look={styles.action} words={actionWords(item.action, t)} run={() => act(item)} />
          ),
      },
    ];

    function backOr(item: TodayRow): ReactNode {
      const detail = detailWords(item.detail, words);
      if (item.rest?.type !== "back") return detail;
      return (
        <>
          <em className={styles.back}>{t("back.mark")}</em> {detail}
        </>
      );
    }
  }, [lane, act, why, bringBack, words, dueTitle, t, formats]);
}

interface CellButtonProps {
  readonly look: string | undefined;
  readonly words: string;
  /** Read out where the words alone say too little. */
  readonly label?: string;
  readonly run: () => void;
}

/** A step within a row: the row keeps the focus. */
function CellButton({ look, words, label, run }: CellButtonProps): ReactNode {
  return (
    <button
      type="button"
      tabIndex={-1}
      className={look}
      aria-label={label}
      title={label}
      onClick={(event) => {
        event.stopPropagation();
        run();
      }}
    >
      {words}
    </button>
  );
}

/** How long an item has been so, for the inspector's head. */
export function Since({ item }: { readonly item: TodayItem }): ReactNode {
  return item.sinceMs === null ? null : <Elapsed sinceMs={item.sinceMs} />;
}
