import { Plus } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { PlaybookInForce } from "../../../../shared/domain/playbook/playbook.ts";
import { taskTitle } from "../../../../shared/domain/task/task-standing.ts";
import { useDataClient } from "../../../data/data-client-provider.tsx";
import { useQuery, useSyncStatus } from "../../../data/hooks.ts";
import { newRecordId } from "../../../data/new-record-id.ts";
import { addTask, settleTask, startRun } from "../../../data/plan/plan-edits.ts";
import type { AccountHead } from "../../../data/queries/account-head.ts";
import type { TaskRow } from "../../../data/queries/task-rows.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { cx } from "../../../ui/cx.ts";
import { useKeys } from "../../../ui/keys.ts";
import { Link } from "../../../ui/link.tsx";
import { NewTaskDialog } from "../../../ui/plan/new-task-dialog.tsx";
import { originRoute, originWords } from "../../../ui/plan/origin-words.ts";
import { StartDialog } from "../../../ui/plan/start-dialog.tsx";
import { useLanguage, useText } from "../../../ui/text.ts";
import styles from "../account.module.css";
import { Section } from "../section.tsx";
import { useRecordEdit } from "../use-record-edit.ts";
import { GoalList } from "./goal-list.tsx";
import { RunList } from "./run-list.tsx";

/** What is planned with the customer: playbooks with their steps, other tasks, goals. */
export function PlanTab({ head }: { readonly head: AccountHead }): ReactNode {
  const t = useText("plans");
  const accountId = head.account.id;
  const inChinese = useLanguage() === "zh-CN";
  const client = useDataClient();
  const edit = useRecordEdit();
  const { user } = useSyncStatus();
  const plan = useQuery("accountPlan", { accountId }).data;
  const playbooks = useQuery("playbookList", undefined).data?.playbooks ?? [];
  const [asking, setAsking] = useState<"start" | "task" | null>(null);
  useKeys([
    { keys: "p", label: t("plan.start"), group: "screen", run: () => setAsking("start") },
    { keys: "c", label: t("tasks.add"), group: "screen", run: () => setAsking("task") },
  ]);
  if (plan === undefined || plan === null) return null;
  const start = async (playbook: PlaybookInForce, day: string | null): Promise<void> => {
    const [found] = await client.query("playbookStarts", { accountIds: [accountId], playbookKey: playbook.key, day });
    if (found === undefined) return;
    const made = startRun(found, found.today);
    const name = inChinese ? playbook.name.zh : playbook.name.en;
    await edit(made, made.edits.length === 0 ? t("plan.start.there") : t("plan.started", { name }));
  };
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={t("plan.runs")}>
      <Section
        title={t("plan.runs")}
        end={
          <Button
            size="small"
            variant="ghost"
            keyHint="p"
            icon={<Plus size={14} aria-hidden="true" />}
            aria-haspopup="dialog"
            onClick={() => setAsking("start")}
          >
            {t("plan.start")}
          </Button>
        }
      >
        {plan.runs.length === 0 ? <p className={styles.none}>{t("plan.runs.none")}</p> : <RunList runs={plan.runs} today={plan.today} />}
      </Section>
      <OtherTasks accountId={accountId} zone={head.account.timeZone} onAdd={() => setAsking("task")} />
      <GoalList goals={plan.goals} accountId={accountId} ownerId={head.account.ownerId ?? user?.id ?? ""} today={plan.today} />
      {asking === "start" && (
        <StartDialog playbooks={playbooks} onStart={(playbook, day) => void start(playbook, day)} onClose={() => setAsking(null)} />
      )}
      {asking === "task" && (
        <NewTaskDialog
          accounts={[]}
          accountId={accountId}
          onClose={() => setAsking(null)}
          onAdd={({ title, dueOn }) => {
            const ownerId = head.account.ownerId ?? user?.id;
            if (ownerId === undefined) return;
            const task = {
              id: newRecordId("task"),
              accountId,
              title,
              ownerId,
              dueOn,
              state: "open",
              doneOn: null,
              playbook: null,
              note: "",
              dropReason: null,
            } as const;
            void edit(addTask(task), t("tasks.added", { title }));
          }}
        />
      )}
    </div>
  );
}

/** Open tasks that are no step of a running playbook. */
function OtherTasks({
  accountId,
  zone,
  onAdd,
}: {
  readonly accountId: string;
  readonly zone: string;
  readonly onAdd: () => void;
}): ReactNode {
  const t = useText("plans");
  const rows = (useQuery("taskRows", { scope: "open", accountId, timeZone: zone }).data ?? []).filter(
    ({ origin }) => origin.from !== "playbook",
  );
  return (
    <Section
      title={t("plan.tasks")}
      {...(rows.length === 0 ? {} : { meta: rows.length })}
      end={
        <>
          <Link route={{ screen: "tasks" }}>{t("plan.tasks.all")}</Link>{" "}
          <Button
            size="small"
            variant="ghost"
            keyHint="c"
            icon={<Plus size={14} aria-hidden="true" />}
            aria-haspopup="dialog"
            onClick={onAdd}
          >
            {t("tasks.add")}
          </Button>
        </>
      }
    >
      {rows.length === 0 && <p className={styles.none}>{t("plan.tasks.none")}</p>}
      <ul className={styles.rows}>
        {rows.map((row) => (
          <OtherTask key={row.id} row={row} />
        ))}
      </ul>
    </Section>
  );
}

function OtherTask({ row }: { readonly row: TaskRow }): ReactNode {
  const t = useText("plans");
  const language = useLanguage();
  const edit = useRecordEdit();
  const { task, standing, origin } = row;
  const title = taskTitle(task, language);
  const route = originRoute(origin, task.accountId);
  const from = originWords(origin, t, language);
  return (
    <li>
      <Checkbox
        label={`${t("tasks.bulk.done")}: ${title}`}
        hideLabel
        checked={false}
        onChange={() => void edit(settleTask(task, "done", row.today), t("tasks.done", { count: 1 }))}
      />
      <span className={styles.main} title={title}>
        {title}
      </span>
      {row.pending && <span className={styles.pending}>{t("tasks.pending")}</span>}
      <span className={styles.side}>{route === null ? from : <Link route={route}>{from}</Link>}</span>
      <span className={styles.side}>{row.ownerName ?? t("tasks.noOwner")}</span>
      <span className={cx(styles.side, standing.lateDays > 0 && styles.late)}>
        {standing.lateDays > 0 ? t("tasks.late", { count: standing.lateDays }) : (task.dueOn ?? t("tasks.due.undated"))}
      </span>
    </li>
  );
}
