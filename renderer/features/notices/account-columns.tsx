import { useMemo } from "react";
import type { NoticeAccountRow } from "../../data/queries/notice-detail.ts";
import { useNow } from "../../ui/now.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import type { Column } from "../../ui/table/column.ts";
import { progressState, progressWords, whyWords } from "./notice-words.ts";
import styles from "./notices.module.css";
import { useWords } from "./use-words.ts";

/** Columns of the customers whom a notice concerns. */
export function useAccountColumns(): readonly Column<NoticeAccountRow>[] {
  const words = useWords();
  const nowMs = useNow("minute");
  return useMemo((): readonly Column<NoticeAccountRow>[] => {
    const { t, formats } = words;
    const missing = <span className={styles.missing}>—</span>;
    return [
      {
        id: "state",
        header: t("col.state"),
        width: 150,
        cell: ({ progress }) => <StateMark state={progressState(progress)} label={progressWords(progress, t)} />,
        title: ({ progress }) => (progress.contradicted ? t("contradicted") : undefined),
      },
      {
        id: "account",
        header: t("col.account"),
        width: 130,
        grow: 2,
        cell: ({ name }) => <span className={styles.name}>{name}</span>,
        title: ({ name }) => name,
      },
      {
        id: "why",
        header: t("col.why"),
        width: 200,
        grow: 4,
        cell: ({ progress }) => <span className={styles.secondary}>{whyWords(progress, words)}</span>,
        title: ({ progress }) => whyWords(progress, words),
      },
      {
        id: "share",
        header: t("col.share"),
        headerTitle: t("col.share.title"),
        width: 84,
        align: "end",
        cell: ({ progress: { exposure } }) =>
          exposure.state === "exposed" && exposure.share !== null ? formats.percent(exposure.share) : missing,
      },
      { id: "owner", header: t("col.owner"), width: 96, cell: ({ ownerName }) => ownerName ?? missing },
      {
        id: "since",
        header: t("col.since"),
        width: 92,
        align: "end",
        cell: ({ progress: { atMs } }) => (atMs === null ? missing : formats.monthDay(atMs)),
        title: ({ progress: { atMs } }) => (atMs === null ? undefined : formats.dateTime(atMs, formats.zone, nowMs)),
      },
    ];
  }, [words, nowMs]);
}
