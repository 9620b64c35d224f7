import type { ReactNode } from "react";
import { localDay } from "../../../shared/domain/contract/days-left.ts";
import { formatZone } from "../../../shared/i18n/format-time.ts";
import type { TodayRow } from "../../data/queries/today-items.ts";
import type { Formats } from "../../ui/formats.ts";
import { useFormats } from "../../ui/formats.ts";
import { TimeLeft } from "../../ui/live-time.tsx";
import { useNow } from "../../ui/now.ts";
import { useLanguage, useText } from "../../ui/text.ts";
import styles from "./today.module.css";

const dayMs = 86_400_000;
const weekMs = 7 * dayMs;

/** Zone in which the deadline is told first: the customer's; of the reader's own tasks and meetings, whose days are his, the reader's. */
export function dueZone({ kind, customerZone }: TodayRow, readerZone: string): string {
  return kind === "task" || kind === "review" || customerZone === null ? readerZone : customerZone;
}

/** Clock time today, with the weekday within the week ahead, else the day; of a promised day only the day. A due time at midnight is the end of the day before. */
export function dueAt(dueMs: number, isDay: boolean, nowMs: number, zone: string, formats: Formats, today: string): string {
  const startOfDue = isDay ? dueMs - 1 : dueMs;
  const isToday = localDay(startOfDue, zone) === localDay(nowMs, zone);
  // A weekday that is over may be last week's.
  const isSoon = dueMs > nowMs && dueMs - nowMs < weekMs;
  if (isDay) {
    if (isToday) return today;
    return isSoon ? formats.weekday(startOfDue, zone) : formats.monthDay(startOfDue, zone);
  }
  if (isToday) return formats.time(dueMs, zone);
  if (isSoon) return `${formats.weekday(dueMs, zone)} ${formats.time(dueMs, zone)}`;
  return formats.monthDay(dueMs, zone);
}

/** How long is left, ticking, and when that is by the customer's clock; without a due time, for how long it has been so. */
export function DueCell({ row }: { readonly row: TodayRow }): ReactNode {
  const t = useText("today");
  const formats = useFormats();
  const nowMs = useNow("minute");
  if (row.dueMs === null) {
    // Without a deadline the peak itself is what comes.
    if ("probability" in row.message)
      return <span className={styles.since}>{t("due.peak", { day: formats.monthDay(row.message.atMs, row.message.timeZone) })}</span>;
    return row.sinceMs === null ? (
      "—"
    ) : (
      <span className={styles.since}>{t("due.since", { age: formats.age(Math.max(0, nowMs - row.sinceMs)) })}</span>
    );
  }
  const tone = row.state === "critical" ? styles.critical : row.state === "risk" ? styles.risk : undefined;
  const left = row.dueMs - nowMs;
  return (
    <>
      <span className={tone}>
        {/* Minutes matter on the day itself; late or days ahead they only take the room. */}
        <TimeLeft dueMs={row.dueMs} short={left < 0 || left > dayMs} />
      </span>
      <span className={styles.at}>{dueAt(row.dueMs, row.dueIsDay, nowMs, dueZone(row, formats.zone), formats, t("due.today"))}</span>
    </>
  );
}

/** A deadline in full, in a zone: `11-22 18:00 · Kolkata UTC+5:30`; of a promised day its last minute is not told, only the day. */
export function useDueTitle(): (row: TodayRow, zone: string) => string {
  const formats = useFormats();
  const language = useLanguage();
  return (row, zone) => {
    const dueMs = row.dueMs ?? 0;
    const at = row.dueIsDay ? formats.day(dueMs - 1, zone) : formats.dateTime(dueMs, zone, dueMs);
    return `${at} · ${formatZone(dueMs, zone, language)}`;
  };
}
