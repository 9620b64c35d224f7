import { useMemo } from "react";
import { taskTitle } from "../../../shared/domain/task/task-standing.ts";
import type { TaskRow } from "../../data/queries/task-rows.ts";
import { originWords } from "../../ui/plan/origin-words.ts";
import { StateMark, type State } from "../../ui/state-mark.tsx";
import type { Column } from "../../ui/table/column.ts";
import { useLanguage, useText } from "../../ui/text.ts";
import styles from "./tasks.module.css";

const shapes: Readonly<Record<TaskRow["standing"]["state"], State>> = {
  overdue: "risk",
  today: "watch",
  ahead: "good",
  undated: "unknown",
};

/** Shape of a task's state: colour never says it alone. */
export function shapeOf({ task, standing }: TaskRow): State {
  return task.state === "open" ? shapes[standing.state] : task.state === "done" ? "good" : "unknown";
}

export function useTaskColumns(): readonly Column<TaskRow>[] {
  const t = useText("plans");
  const domain = useText("domain");
  const language = useLanguage();
  return useMemo(
    (): readonly Column<TaskRow>[] => [
      {
        id: "state",
        header: t("tasks.col.state"),
        width: 84,
        cell: (row) => (
          <StateMark
            state={shapeOf(row)}
            label={row.task.state === "open" ? t(`tasks.due.${row.standing.state}`) : domain(`taskState.${row.task.state}`)}
          />
        ),
      },
      {
        id: "title",
        header: t("tasks.col.title"),
        width: 190,
        grow: 5,
        sortable: true,
        cell: (row) => (
          <>
            {taskTitle(row.task, language)}
            {row.pending && <span className={styles.pending}> {t("tasks.pending")}</span>}
          </>
        ),
        title: (row) => taskTitle(row.task, language),
      },
      {
        id: "account",
        header: t("tasks.col.account"),
        width: 96,
        grow: 1,
        sortable: true,
        cell: (row) => row.accountName ?? <span className={styles.secondary}>{t("tasks.noAccount")}</span>,
        title: (row) => row.accountName ?? undefined,
      },
      {
        id: "due",
        header: t("tasks.col.due"),
        headerTitle: t("tasks.col.due.title"),
        width: 92,
        sortable: true,
        cell: (row) => (row.task.state === "open" ? (row.task.dueOn ?? "—") : (row.task.doneOn ?? "—")),
      },
      {
        id: "late",
        header: t("tasks.col.late"),
        headerTitle: t("tasks.col.late.title"),
        width: 64,
        align: "end",
        cell: (row) => (row.standing.lateDays > 0 ? <span className={styles.late}>{row.standing.lateDays}</span> : ""),
      },
      {
        id: "owner",
        header: t("tasks.col.owner"),
        width: 72,
        grow: 1,
        sortable: true,
        cell: (row) => row.ownerName ?? t("tasks.noOwner"),
      },
      {
        id: "origin",
        header: t("tasks.col.origin"),
        width: 96,
        grow: 1,
        cell: (row) => <span className={styles.secondary}>{originWords(row.origin, t, language)}</span>,
        title: (row) => originWords(row.origin, t, language),
      },
    ],
    [t, domain, language],
  );
}
