import { CheckSquare, ListChecks, Package, Sheet, Tag, UserRound } from "lucide-react";
import { useState, type ReactNode } from "react";
import { wholePercent } from "../../../shared/domain/headroom/headroom.ts";
import type { PlaybookInForce } from "../../../shared/domain/playbook/playbook.ts";
import { useDataClient } from "../../data/data-client-provider.tsx";
import { useQuery } from "../../data/hooks.ts";
import { newRecordId } from "../../data/new-record-id.ts";
import { join as joinEdits, startRun } from "../../data/plan/plan-edits.ts";
import { useGiveAccounts } from "../../data/plan/use-give-accounts.ts";
import type { AccountRow } from "../../data/queries/account-rows.ts";
import { BulkBar } from "../../ui/bulk-bar.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { useFormats } from "../../ui/formats.ts";
import { useKeys } from "../../ui/keys.ts";
import { GiveDialog } from "../../ui/plan/give-dialog.tsx";
import { StartDialog } from "../../ui/plan/start-dialog.tsx";
import { useSitePacks } from "../../ui/site-pack-context.ts";
import { TextField } from "../../ui/text-field.tsx";
import { useLanguage, useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";
import styles from "./accounts.module.css";
import { useAccountsStore } from "./accounts-store.ts";
import { tagEdits, taskEdits } from "./bulk-edits.ts";
import { useAccountEdit } from "./use-account-edit.ts";
import { useExportRows } from "./use-export-rows.ts";

type Form = "task" | "tag" | "owner" | "playbook";

/** What can be done with the selected accounts. Everything is an edit that can be undone; the export asks where to write. */
export function BulkActions({ rows, userId }: { readonly rows: readonly AccountRow[]; readonly userId: string | null }): ReactNode {
  const t = useText("accounts");
  const plans = useText("plans");
  const formats = useFormats();
  const exportRows = useExportRows();
  const pack = useText("sitePack");
  const packs = useSitePacks();
  const packRows = (): void => packs.pack(rows.map(({ id }) => id));
  const [form, setForm] = useState<Form | null>(null);
  const clear = (): void => useAccountsStore.getState().select(new Set());
  useKeys([
    { keys: "t", label: t("key.task"), group: "list", run: () => setForm("task") },
    { keys: "l", label: t("key.tag"), group: "list", run: () => setForm("tag") },
    { keys: "o", label: t("key.owner"), group: "list", run: () => setForm("owner") },
    { keys: "p", label: plans("plan.start"), group: "list", run: () => setForm("playbook") },
    { keys: "e", label: t("key.export"), group: "list", run: () => exportRows(rows) },
    ...(packs.open === null ? [{ keys: "v", label: pack("make.key"), group: "list" as const, run: packRows }] : []),
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
        <Button variant="ghost" icon={<ListChecks size={14} aria-hidden="true" />} keyHint="p" onClick={() => setForm("playbook")}>
          {plans("plan.start")}
        </Button>
        <Button variant="ghost" icon={<Sheet size={14} aria-hidden="true" />} keyHint="e" onClick={() => exportRows(rows)}>
          {t("bulk.export")}
        </Button>
        {packs.open === null && (
          <Button variant="ghost" icon={<Package size={14} aria-hidden="true" />} keyHint="v" onClick={packRows}>
            {pack("make.action")}
          </Button>
        )}
        <Button variant="ghost" keyHint="Escape" onClick={clear}>
          {t("bulk.clear")}
        </Button>
      </BulkBar>
      {form === "tag" && <TagForm rows={rows} onClose={() => setForm(null)} />}
      {form === "owner" && <OwnerForm rows={rows} onClose={() => setForm(null)} />}
      {form === "playbook" && <PlaybookForm rows={rows} onClose={() => setForm(null)} />}
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

/** Each account goes with its brief, as it stands now: see docs/plans.md. */
function OwnerForm({ rows, onClose }: FormProps): ReactNode {
  const t = useText("plans");
  const errors = useText("errors");
  const toast = useToast();
  const give = useGiveAccounts();
  const people = useQuery("colleagues", undefined).data ?? [];
  return (
    <GiveDialog
      title={t("brief.give.many", { count: rows.length })}
      people={people}
      onClose={onClose}
      onGive={(to, note) => {
        const ids = rows.map(({ id }) => id);
        void give(ids, to, note, t("brief.given.entry", { name: to.name }), (outcome, count) =>
          toast(
            outcome.ok
              ? { text: t("brief.given.done", { count, name: to.name }), undo: outcome.undo }
              : { text: t("tasks.failed", { reason: errors(outcome.error.code) }), tone: "error" },
          ),
        );
      }}
    />
  );
}

function PlaybookForm({ rows, onClose }: FormProps): ReactNode {
  const t = useText("plans");
  const inChinese = useLanguage() === "zh-CN";
  const client = useDataClient();
  const edit = useAccountEdit();
  const playbooks = useQuery("playbookList", undefined).data?.playbooks ?? [];
  const start = async (playbook: PlaybookInForce, day: string | null): Promise<void> => {
    const found = await client.query("playbookStarts", { accountIds: rows.map(({ id }) => id), playbookKey: playbook.key, day });
    const made = found.map((one) => startRun(one, one.today)).filter(({ edits }) => edits.length > 0);
    const name = inChinese ? playbook.name.zh : playbook.name.en;
    await edit(joinEdits(made), made.length === 0 ? t("plan.started.none") : t("plan.started.many", { count: made.length, name }));
  };
  return <StartDialog playbooks={playbooks} onStart={(playbook, day) => void start(playbook, day)} onClose={onClose} />;
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
