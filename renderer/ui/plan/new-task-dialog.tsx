import { useState, type ReactNode } from "react";
import { Button } from "../button.tsx";
import { Dialog } from "../dialog.tsx";
import { Field } from "../field.tsx";
import { Select } from "../select.tsx";
import { TextField } from "../text-field.tsx";
import { useText } from "../text.ts";

export interface NewTask {
  readonly title: string;
  /** null = of no account. */
  readonly accountId: string | null;
  readonly dueOn: string | null;
}

/** A task in one line: what, for whom, by when. */
export function NewTaskDialog({
  accounts,
  accountId = null,
  onAdd,
  onClose,
}: {
  /** To choose from; empty = it is `accountId`'s. */
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
  readonly accountId?: string | null;
  readonly onAdd: (task: NewTask) => void;
  readonly onClose: () => void;
}): ReactNode {
  const t = useText("plans");
  const [title, setTitle] = useState("");
  const [chosen, setChosen] = useState(accountId ?? "");
  const [dueOn, setDueOn] = useState("");
  const clean = title.trim();
  return (
    <Dialog open title={t("tasks.add")} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (clean === "") return;
          onAdd({ title: clean, accountId: chosen === "" ? null : chosen, dueOn: dueOn === "" ? null : dueOn });
          onClose();
        }}
      >
        <Field label={t("tasks.add.title")}>
          {(control) => <TextField {...control} value={title} onChange={setTitle} maxLength={300} data-autofocus />}
        </Field>
        {accounts.length > 0 && (
          <Field label={t("tasks.add.account")}>
            {(control) => (
              <Select
                {...control}
                value={chosen}
                onChange={setChosen}
                options={[{ id: "", label: t("tasks.noAccount") }, ...accounts.map(({ id, name }) => ({ id, label: name }))]}
              />
            )}
          </Field>
        )}
        <Field label={t("tasks.add.due")}>{(control) => <TextField {...control} type="date" value={dueOn} onChange={setDueOn} />}</Field>
        <Button type="submit" variant="solid" disabled={clean === ""}>
          {t("tasks.add.save")}
        </Button>
      </form>
    </Dialog>
  );
}
