import { useState, type ReactNode } from "react";
import type { Task } from "../../../shared/domain/task/task.ts";
import { taskTitle } from "../../../shared/domain/task/task-standing.ts";
import { Button } from "../button.tsx";
import { Field } from "../field.tsx";
import { useKeys } from "../keys.ts";
import { Select } from "../select.tsx";
import { TextArea, TextField } from "../text-field.tsx";
import { useLanguage, useText } from "../text.ts";
import styles from "./plan.module.css";

type Changes = Partial<Pick<Task, "title" | "dueOn" | "ownerId" | "note">>;

/** A task's own fields, edited in place; only what was changed is handed on. Give it a key: another task begins anew. */
export function TaskEditor({
  task,
  people,
  onSave,
}: {
  readonly task: Task;
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly onSave: (changes: Changes) => void;
}): ReactNode {
  const t = useText("plans");
  const shown = taskTitle(task, useLanguage());
  const [title, setTitle] = useState(shown);
  const [dueOn, setDueOn] = useState(task.dueOn ?? "");
  const [ownerId, setOwnerId] = useState(task.ownerId);
  const [note, setNote] = useState(task.note ?? "");
  const changes: Changes = {
    ...(title.trim() === shown ? {} : { title: title.trim() }),
    ...(dueOn === (task.dueOn ?? "") ? {} : { dueOn: dueOn === "" ? null : dueOn }),
    ...(ownerId === task.ownerId ? {} : { ownerId }),
    ...(note === (task.note ?? "") ? {} : { note }),
  };
  const canSave = title.trim() !== "" && Object.keys(changes).length > 0;
  const owners = people.some(({ id }) => id === task.ownerId) ? people : [{ id: task.ownerId, name: t("tasks.noOwner") }, ...people];
  useKeys(canSave ? [{ keys: "mod+Enter", label: t("form.save"), group: "list", inFields: true, run: () => onSave(changes) }] : []);
  return (
    <form
      className={styles.editor}
      onSubmit={(event) => {
        event.preventDefault();
        if (canSave) onSave(changes);
      }}
    >
      <Field stacked label={t("form.title")}>
        {(control) => <TextField {...control} value={title} onChange={setTitle} maxLength={300} data-task-title />}
      </Field>
      <Field stacked label={t("form.due")}>
        {(control) => <TextField {...control} type="date" value={dueOn} onChange={setDueOn} />}
      </Field>
      <Field stacked label={t("form.owner")}>
        {(control) => (
          <Select {...control} value={ownerId} onChange={setOwnerId} options={owners.map(({ id, name }) => ({ id, label: name }))} />
        )}
      </Field>
      <Field stacked label={t("form.note")}>
        {(control) => <TextArea {...control} value={note} onChange={setNote} maxLength={20_000} rows={4} />}
      </Field>
      <Button type="submit" size="small" variant="solid" disabled={!canSave} keyHint="mod+Enter">
        {t("form.save")}
      </Button>
    </form>
  );
}
