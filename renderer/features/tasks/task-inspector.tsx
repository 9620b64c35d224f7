import { Check, Ban } from "lucide-react";
import type { ReactNode } from "react";
import { taskTitle } from "../../../shared/domain/task/task-standing.ts";
import { useQuery } from "../../data/hooks.ts";
import type { TaskRow } from "../../data/queries/task-rows.ts";
import { Button } from "../../ui/button.tsx";
import { Inspector, InspectorSection } from "../../ui/inspector.tsx";
import { Link } from "../../ui/link.tsx";
import { originRoute, originWords } from "../../ui/plan/origin-words.ts";
import { TaskEditor } from "../../ui/plan/task-editor.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { useLanguage, useText } from "../../ui/text.ts";
import { shapeOf } from "./task-columns.tsx";
import styles from "./tasks.module.css";
import type { TaskEdits } from "./use-task-edits.ts";

interface Props {
  readonly row: TaskRow;
  readonly edits: TaskEdits;
  readonly onDrop: () => void;
  readonly onClose: () => void;
}

/** One task: how it stands, where it comes from, its fields to be edited in place. */
export function TaskInspector({ row, edits, onDrop, onClose }: Props): ReactNode {
  const t = useText("plans");
  const domain = useText("domain");
  const language = useLanguage();
  const people = useQuery("colleagues", undefined).data ?? [];
  const { task, standing, origin } = row;
  const route = originRoute(origin, task.accountId);
  const from = originWords(origin, t, language);
  return (
    <Inspector title={taskTitle(task, language)} label={t("tasks.inspector")} onClose={onClose}>
      <InspectorSection>
        <StateMark
          state={shapeOf(row)}
          label={task.state === "open" ? t(`tasks.due.${standing.state}`) : domain(`taskState.${task.state}`)}
        />
        {standing.lateDays > 0 && <p className={styles.under}>{t("tasks.late", { count: standing.lateDays })}</p>}
        {task.dropReason != null && <p className={styles.under}>{t("tasks.reason.why", { reason: task.dropReason })}</p>}
        <p className={styles.under}>
          {task.accountId !== null && row.accountName !== null && (
            <>
              <Link route={{ screen: "account", accountId: task.accountId, tab: "plan" }}>{row.accountName}</Link>
              {" · "}
            </>
          )}
          {route === null ? from : <Link route={route}>{from}</Link>}
        </p>
        <div className={styles.actions}>
          <Button size="small" icon={<Check size={14} aria-hidden="true" />} keyHint="d" onClick={() => edits.toggle([row])}>
            {task.state === "open" ? t("tasks.bulk.done") : t("tasks.open")}
          </Button>
          {task.state === "open" && (
            <Button size="small" variant="ghost" icon={<Ban size={14} aria-hidden="true" />} keyHint="s" onClick={onDrop}>
              {t("tasks.bulk.drop")}
            </Button>
          )}
        </div>
      </InspectorSection>
      <InspectorSection>
        <TaskEditor
          key={`${task.id} ${task.title} ${task.dueOn ?? ""} ${task.ownerId}`}
          task={task}
          people={people}
          onSave={(changes) => edits.change(row, changes)}
        />
      </InspectorSection>
    </Inspector>
  );
}
