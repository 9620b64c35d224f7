import { useState, type ReactNode } from "react";
import type { RecordOf } from "../../../../shared/domain/kinds.ts";
import { taskTitle } from "../../../../shared/domain/task/task-standing.ts";
import { resumeRun, settleTask, stopRun } from "../../../data/plan/plan-edits.ts";
import type { PlanRun } from "../../../data/queries/account-plan.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { cx } from "../../../ui/cx.ts";
import { ReasonDialog } from "../../../ui/plan/reason-dialog.tsx";
import { ProgressBar } from "../../../ui/progress-bar.tsx";
import { StateMark, type State } from "../../../ui/state-mark.tsx";
import { useLanguage, useText } from "../../../ui/text.ts";
import styles from "../account.module.css";
import { useRecordEdit } from "../use-record-edit.ts";
import own from "./plan-tab.module.css";

const shapes: Readonly<Record<PlanRun["progress"]["state"], State>> = { running: "watch", finished: "good", stopped: "unknown" };

/** Playbooks of an account; those that run show their steps, the others open on a click. */
export function RunList({ runs, today }: { readonly runs: readonly PlanRun[]; readonly today: string }): ReactNode {
  return (
    <>
      {runs.map((run) => (
        <RunPart key={run.run.id} plan={run} today={today} />
      ))}
    </>
  );
}

function RunPart({ plan, today }: { readonly plan: PlanRun; readonly today: string }): ReactNode {
  const t = useText("plans");
  const inChinese = useLanguage() === "zh-CN";
  const edit = useRecordEdit();
  const [stopping, setStopping] = useState(false);
  const { run, tasks, progress } = plan;
  const name = inChinese ? run.name.zh : run.name.en;
  const all = tasks.length;
  const started = run.byRule
    ? t("plan.by.rule", { day: run.startedOn })
    : t("plan.by.hand", { name: plan.startedByName ?? t("tasks.noOwner"), day: run.startedOn });
  return (
    <details className={own.run} open={progress.state === "running"}>
      <summary>
        <StateMark state={shapes[progress.state]} label={t(`plan.state.${progress.state}`)} />
        <strong>{name}</strong>
        <span className={styles.meta}>{t(`plan.anchor.${run.anchor.kind}`, { day: run.anchorDay })}</span>
        <span className={own.bar}>
          <ProgressBar label={name} done={progress.done} total={all} />
        </span>
        <span className={styles.side}>{t("plan.progress", { done: progress.done, all })}</span>
      </summary>
      <p className={styles.meta}>
        {started}
        {run.movedFrom !== null && <span className={own.moved}> · {t("plan.moved", { day: run.movedFrom })}</span>}
        {run.stopReason !== null && ` · ${t("tasks.reason.why", { reason: run.stopReason })}`}
      </p>
      <ul className={styles.rows}>
        {tasks.map((task) => (
          <StepLine key={task.id} task={task} today={today} running={progress.state !== "stopped"} />
        ))}
      </ul>
      {progress.state === "running" && (
        <Button
          size="small"
          variant="ghost"
          onClick={() => setStopping(true)}
          aria-haspopup="dialog"
          aria-label={t("plan.stop.title", { name })}
        >
          {t("plan.stop")}
        </Button>
      )}
      {progress.state === "stopped" && (
        <Button size="small" variant="ghost" onClick={() => void edit(resumeRun(run, tasks), t("plan.resumed", { name }))}>
          {t("plan.resume")}
        </Button>
      )}
      {stopping && (
        <ReasonDialog
          title={t("plan.stop.title", { name })}
          text={t("plan.stop.text")}
          action={t("plan.stop")}
          onReason={(reason) => void edit(stopRun(run, tasks, reason, today), t("plan.stopped", { name }))}
          onClose={() => setStopping(false)}
        />
      )}
    </details>
  );
}

function StepLine({
  task,
  today,
  running,
}: {
  readonly task: RecordOf<"task">;
  readonly today: string;
  readonly running: boolean;
}): ReactNode {
  const t = useText("plans");
  const domain = useText("domain");
  const title = taskTitle(task, useLanguage());
  const edit = useRecordEdit();
  const [skipping, setSkipping] = useState(false);
  const isOpen = task.state === "open";
  const late = isOpen && task.dueOn !== null && task.dueOn < today;
  const toggle = (): void =>
    void edit(settleTask(task, isOpen ? "done" : "open", today), isOpen ? t("plan.step.done", { title }) : t("plan.step.open", { title }));
  return (
    <li>
      <Checkbox
        label={`${t("tasks.bulk.done")}: ${title}`}
        hideLabel
        checked={task.state === "done"}
        disabled={!running}
        onChange={toggle}
      />
      <span className={cx(styles.main, task.state === "dropped" && own.dropped)} title={title}>
        {title}
      </span>
      {task.state === "dropped" && (
        <span className={styles.side}>
          {domain("taskState.dropped")}
          {task.dropReason == null ? "" : ` · ${task.dropReason}`}
        </span>
      )}
      <span className={cx(styles.side, late && styles.late)}>{task.state === "open" ? (task.dueOn ?? "—") : (task.doneOn ?? "—")}</span>
      {isOpen && running && (
        <Button
          size="small"
          variant="link"
          aria-label={`${t("plan.skip")}: ${title}`}
          aria-haspopup="dialog"
          onClick={() => setSkipping(true)}
        >
          {t("plan.skip")}
        </Button>
      )}
      {skipping && (
        <ReasonDialog
          title={t("plan.skip.title")}
          action={t("plan.skip")}
          onReason={(reason) => void edit(settleTask(task, "dropped", today, reason), t("plan.skipped"))}
          onClose={() => setSkipping(false)}
        />
      )}
    </li>
  );
}
