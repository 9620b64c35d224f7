import { Activity, CalendarClock, Check, Database, MessageSquare, Mountain, Send, Timer } from "lucide-react";
import type { ReactNode } from "react";
import { useMemo } from "react";
import type { TodayItem, TodayKind } from "../../../shared/domain/today/today-item.ts";
import type { TodayItemsResult } from "../../data/queries/today-items.ts";
import { useFormats } from "../../ui/formats.ts";
import { Elapsed, TimeLeft } from "../../ui/live-time.tsx";
import { useNow } from "../../ui/now.ts";
import { SeverityBadge } from "../../ui/severity-badge.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import type { Column } from "../../ui/table/column.ts";
import { useText } from "../../ui/text.ts";
import styles from "./today.module.css";
import { accountWords, actionWords, detailWords, messageWords } from "./today-words.ts";

export type TodayRow = TodayItemsResult["items"][number];

const hourMs = 3_600_000;

const icons: Readonly<Record<TodayKind, ReactNode>> = {
  incident: <Timer size={14} aria-hidden="true" />,
  signal: <Activity size={14} aria-hidden="true" />,
  peak: <Mountain size={14} aria-hidden="true" />,
  outreach: <Send size={14} aria-hidden="true" />,
  task: <Check size={14} aria-hidden="true" />,
  renewal: <CalendarClock size={14} aria-hidden="true" />,
  relationship: <MessageSquare size={14} aria-hidden="true" />,
  data: <Database size={14} aria-hidden="true" />,
};

/** Columns of Today; the last one is the item's one next step. */
export function useTodayColumns(act: (item: TodayItem) => void): readonly Column<TodayRow>[] {
  const t = useText("today");
  const domain = useText("domain");
  const signals = useText("signals");
  const reviews = useText("reviews");
  const account = useText("account");
  const formats = useFormats();
  return useMemo((): readonly Column<TodayRow>[] => {
    const words = { t, domain, signals, account, reviews, formats };
    return [
      { id: "state", header: t("col.state"), width: 72, cell: (row) => <StateMark state={row.state} /> },
      {
        id: "kind",
        header: t("col.kind"),
        width: 74,
        cell: (row) => (
          <span className={styles.kind}>
            {icons[row.kind]}
            {t(`one.${row.kind}`)}
          </span>
        ),
      },
      {
        id: "account",
        header: t("col.account"),
        width: 96,
        grow: 2,
        cell: (row) => <span className={styles.account}>{accountWords(row, t)}</span>,
        title: (row) => accountWords(row, t),
      },
      {
        id: "message",
        header: t("col.message"),
        width: 180,
        grow: 6,
        cell: (row) => (
          <>
            {row.severity !== null && <SeverityBadge severity={row.severity} />} {messageWords(row.message, words)}
          </>
        ),
        title: (row) => messageWords(row.message, words),
      },
      {
        id: "detail",
        header: t("col.detail"),
        width: 104,
        grow: 3,
        cell: (row) => <span className={styles.detail}>{detailWords(row.detail, words)}</span>,
        title: (row) => detailWords(row.detail, words),
      },
      { id: "due", header: t("col.due"), width: 84, align: "end", cell: (row) => <Due item={row} /> },
      {
        id: "action",
        header: t("col.action"),
        width: 88,
        align: "end",
        cell: (row) => (
          <button
            type="button"
            tabIndex={-1}
            className={styles.action}
            onClick={(event) => {
              event.stopPropagation();
              act(row);
            }}
          >
            {actionWords(row.action, t)}
          </button>
        ),
      },
    ];
  }, [act, t, domain, signals, account, reviews, formats]);
}

/** When it runs out: a running clock in its last hour, the time today, the day later; without a due time, for how long it has been so. */
export function Due({ item }: { readonly item: TodayItem }): ReactNode {
  const t = useText("today");
  const formats = useFormats();
  const nowMs = useNow("minute");
  if (item.dueMs === null) {
    return item.sinceMs === null ? (
      "—"
    ) : (
      <span className={styles.since}>{t("due.since", { age: formats.age(Math.max(0, nowMs - item.sinceMs)) })}</span>
    );
  }
  const tone = item.state === "critical" ? styles.critical : item.state === "risk" ? styles.risk : undefined;
  const left = item.dueMs - nowMs;
  if (left <= hourMs) {
    return (
      <span className={tone}>
        <TimeLeft dueMs={item.dueMs} />
      </span>
    );
  }
  return <span className={tone}>{dueWords(item.dueMs)}</span>;

  function dueWords(dueMs: number): string {
    // A due time at midnight is the end of the day before it.
    const lastMs = dueMs - 1;
    const isDay = formats.time(dueMs) === "00:00";
    if (formats.day(lastMs) === formats.day(nowMs)) return isDay ? t("group.today") : formats.time(dueMs);
    if (left < 7 * 24 * hourMs) return isDay ? formats.weekday(lastMs) : `${formats.weekday(dueMs)} ${formats.time(dueMs)}`;
    return formats.monthDay(isDay ? lastMs : dueMs);
  }
}

/** How long an item has been so, for the inspector's head. */
export function Since({ item }: { readonly item: TodayItem }): ReactNode {
  return item.sinceMs === null ? null : <Elapsed sinceMs={item.sinceMs} />;
}
