import { CheckSquare, Sheet, Tag, UserRound } from "lucide-react";
import { useState, type ReactNode } from "react";
import { wholePercent } from "../../../shared/domain/headroom/headroom.ts";
import { useQuery } from "../../data/hooks.ts";
import { newRecordId } from "../../data/new-record-id.ts";
import type { AccountRow } from "../../data/queries/account-rows.ts";
import { BulkBar } from "../../ui/bulk-bar.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { useFormats } from "../../ui/formats.ts";
import { useKeys } from "../../ui/keys.ts";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./accounts.module.css";
import { useAccountsStore } from "./accounts-store.ts";
import { ownerEdits, tagEdits, taskEdits } from "./bulk-edits.ts";
import { useAccountEdit } from "./use-account-edit.ts";
import { useExportRows } from "./use-export-rows.ts";

type Form = "task" | "tag" | "owner";

/** What can be done with the selected accounts. Everything is an edit that can be undone; the export asks where to write. */
export function BulkActions({ rows, userId }: { readonly rows: readonly AccountRow[]; readonly userId: string | null }): ReactNode {
  const t = useText("accounts");
  const formats = useFormats();
  const exportRows = useExportRows();
  const [form, setForm] = useState<Form | null>(null);
  const clear = (): void => useAccountsStore.getState().select(new Set());
  useKeys([
    { keys: "t", label: t("key.task"), group: "list", run: () => setForm("task") },
    { keys: "l", label: t("key.tag"), group: "list", run: () => setForm("tag") },
    { keys: "o", label: t("key.owner"), group: "list", run: () => setForm("owner") },
    { keys: "e", label: t("key.export"), group: "list", run: () => exportRows(rows) },
    { keys: "Escape", label: t("key.clear"), group: "list", run: clear },
  ]);
  const shares = rows.flatMap((row) => row.share ?? []);
  return (
    <>
      <BulkBar
        label={t("bulk.label")}
        summary={
          <>
            {t("bulk.selected", { count: rows.length })}{" "}
            {shares.length > 0 && (
              <span className={styles.bulkLowest}>
                {t("bulk.lowest", { share: `${formats.number(wholePercent(Math.min(...shares)))}%` })}
              </span>
            )}
          </>
        }
      >
        <Button variant="solid" icon={<CheckSquare size={14} aria-hidden="true" />} keyHint="t" onClick={() => setForm("task")}>
          {t("bulk.task")}
        </Button>
        <Button variant="ghost" icon={<Tag size={14} aria-hidden="true" />} keyHint="l" onClick={() => setForm("tag")}>
          {t("bulk.tag")}
        </Button>
        <Button variant="ghost" icon={<UserRound size={14} aria-hidden="true" />} keyHint="o" onClick={() => setForm("owner")}>
          {t("bulk.owner")}
        </Button>
        <Button variant="ghost" icon={<Sheet size={14} aria-hidden="true" />} keyHint="e" onClick={() => exportRows(rows)}>
          {t("bulk.export")}
        </Button>
        <Button variant="ghost" keyHint="Escape" onClick={clear}>
          {t("bulk.clear")}
        </Button>
      </BulkBar>
      {form === "tag" && <TagForm rows={rows} onClose={() => setForm(null)} />}
      {form === "owner" && <OwnerForm rows={rows} onClose={() => setForm(null)} />}
      {form === "task" && userId !== null && <TaskForm rows={rows} userId={userId} onClose={() => setForm(null)} />}
    </>
  );
}

interface FormProps {
  readonly rows: readonly AccountRow[];
  readonly onClose: () => void;
}

function BulkDialog({
  title,
  usable,
  onApply,
  onClose,
  children,
}: {
  readonly title: string;
  readonly usable: boolean;
  readonly onApply: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const t = useText("accounts");
  return (
    <Dialog open title={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!usable) return;
          onApply();
          onClose();
        }}
      >
        {children}
        <Button type="submit" variant="solid" disabled={!usable}>
          {t("bulk.apply")}
        </Button>
      </form>
    </Dialog>
  );
}

function TagForm({ rows, onClose }: FormProps): ReactNode {
  const t = useText("accounts");
  const edit = useAccountEdit();
  const [tag, setTag] = useState("");
  const name = tag.trim();
  const apply = (): void => {
    const edits = tagEdits(rows, name);
    void edit(edits, t("bulk.tagged", { tag: name, count: edits.edits.length }));
  };
  return (
    <BulkDialog title={t("bulk.tag")} usable={name !== "" && name.length <= 60} onApply={apply} onClose={onClose}>
      <Field label={t("bulk.tag.name")}>
        {(control) => <TextField {...control} value={tag} onChange={setTag} maxLength={60} data-autofocus />}
      </Field>
    </BulkDialog>
  );
}

function OwnerForm({ rows, onClose }: FormProps): ReactNode {
  const t = useText("accounts");
  const edit = useAccountEdit();
  const people = useQuery("colleagues", undefined).data ?? [];
  const [ownerId, setOwnerId] = useState<string | null>(null);
  const owner = people.find((person) => person.id === ownerId) ?? people[0];
  const apply = (): void => {
    if (owner === undefined) return;
    const edits = ownerEdits(rows, owner.id);
    void edit(edits, t("bulk.assigned", { name: owner.name, count: edits.edits.length }));
  };
  return (
    <BulkDialog title={t("bulk.owner")} usable={owner !== undefined} onApply={apply} onClose={onClose}>
      <Field label={t("filter.owner")}>
        {(control) => (
          <Select
            {...control}
            options={people.map((person) => ({ id: person.id, label: person.name }))}
            value={owner?.id ?? ""}
            onChange={setOwnerId}
          />
        )}
      </Field>
    </BulkDialog>
  );
}

function TaskForm({ rows, userId, onClose }: FormProps & { readonly userId: string }): ReactNode {
  const t = useText("accounts");
  const edit = useAccountEdit();
  const [title, setTitle] = useState("");
  const [due, setDue] = useState("");
  const name = title.trim();
  const apply = (): void => {
    const edits = taskEdits(rows, { title: name, dueOn: due === "" ? null : due }, userId, () => newRecordId("task"));
    void edit(edits, t("bulk.tasked", { count: rows.length }));
  };
  return (
    <BulkDialog title={t("bulk.task")} usable={name !== ""} onApply={apply} onClose={onClose}>
      <Field label={t("bulk.task.title")}>
        {(control) => <TextField {...control} value={title} onChange={setTitle} maxLength={300} data-autofocus />}
      </Field>
      <Field label={t("bulk.task.due")}>{(control) => <TextField {...control} type="date" value={due} onChange={setDue} />}</Field>
    </BulkDialog>
  );
}
