import type { ReactNode } from "react";
import { isKind } from "../../../shared/domain/kinds.ts";
import { conflictEdits } from "../../data/conflict-edits.ts";
import { useQuery } from "../../data/hooks.ts";
import type { ConflictItem } from "../../data/queries/conflicts.ts";
import { useUndoableEdit } from "../../data/use-undoable-edit.ts";
import { Button } from "../../ui/button.tsx";
import { useFormats } from "../../ui/formats.ts";
import { useShell } from "../../ui/shell-context.ts";
import { useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";
import { type FieldWords, useFieldWords } from "../../ui/use-field-words.ts";
import { FieldTable } from "./field-table.tsx";
import { ListSection } from "./list-section.tsx";
import styles from "./sync.module.css";

/** Fields that two people changed: the value that stands, the one that gave way, and one click to put it back. */
export function ConflictList({ items }: { readonly items: readonly ConflictItem[] }): ReactNode {
  const t = useText("sync");
  const words = useFieldWords(useQuery("colleagues", undefined).data);
  return (
    <ListSection
      title={t("conflict.title")}
      count={items.length}
      intro={t("conflict.intro")}
      none={{ title: t("conflict.none"), text: t("conflict.none.text") }}
    >
      {items.map((item) => (
        <ConflictRow key={item.conflict.id} item={item} words={words} />
      ))}
    </ListSection>
  );
}

function ConflictRow({ item, words }: { readonly item: ConflictItem; readonly words: FieldWords }): ReactNode {
  const t = useText("sync");
  const domain = useText("domain");
  const common = useText("common");
  const errors = useText("errors");
  const formats = useFormats();
  const editUndoable = useUndoableEdit();
  const toast = useToast();
  const { copyText } = useShell();
  const { conflict } = item;
  const { field, targetKind: kind } = conflict;
  const resolve = async (how: "restored" | "dismissed"): Promise<void> => {
    const { edits, inverses } = conflictEdits(conflict, how);
    await editUndoable(edits, inverses, (outcome) =>
      toast(outcome.ok ? { text: t(`conflict.${how}`), undo: outcome.undo } : { text: errors(outcome.error.code), tone: "error" }),
    );
  };
  const lost = words.value(kind, field, conflict.lost);
  const copy = async (): Promise<void> => {
    if (await copyText(lost ?? "")) toast({ text: common("copied") });
  };
  const side = (id: string, label: string, value: string | null, name: string | null, at: string) => ({
    id,
    name: label,
    cells: [
      value ?? common("value.none"),
      <span key={id} className={styles.quiet}>
        {t("conflict.by", { name: name ?? common("value.none"), time: formats.dateTime(Date.parse(at)) })}
      </span>,
    ],
  });
  return (
    <article className={styles.item}>
      <div className={styles.itemHead}>
        <b className={styles.name}>{item.recordName}</b>
        <span className={styles.quiet}>
          {[isKind(kind) ? domain(`kind.${kind}`) : kind, item.accountName === item.recordName ? null : item.accountName]
            .filter((part) => part !== null)
            .join(" · ")}
        </span>
        <span className={styles.actions}>
          {item.homeless ? (
            <Button size="small" onClick={() => void copy()}>
              {t("conflict.copy")}
            </Button>
          ) : (
            <Button size="small" onClick={() => void resolve("restored")}>
              {t("conflict.restore")}
            </Button>
          )}
          <Button size="small" onClick={() => void resolve("dismissed")}>
            {t(item.homeless ? "conflict.done" : "conflict.dismiss")}
          </Button>
        </span>
      </div>
      {item.homeless && <p className={styles.intro}>{t("conflict.homeless")}</p>}
      <FieldTable
        columns={[words.name(kind, field), t("conflict.value"), t("conflict.who")]}
        rows={[
          side("kept", t("conflict.kept"), words.value(kind, field, conflict.kept), item.keptByName, conflict.keptAt),
          side("lost", t("conflict.lost"), lost, item.lostByName, conflict.lostAt),
        ]}
      />
    </article>
  );
}
