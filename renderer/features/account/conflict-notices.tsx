import type { ReactNode } from "react";
import { isKind } from "../../../shared/domain/kinds.ts";
import type { Json } from "../../../shared/kernel/json.ts";
import { conflictEdits } from "../../data/conflict-edits.ts";
import { useQuery } from "../../data/hooks.ts";
import type { OpenConflict } from "../../data/queries/account-records.ts";
import { Button } from "../../ui/button.tsx";
import { useText } from "../../ui/text.ts";
import { type FieldWords, useFieldWords } from "../../ui/use-field-words.ts";
import styles from "./account.module.css";
import { useRecordEdit } from "./use-record-edit.ts";

/** Fields of this account's records that two people set differently: both values, and one click to put the other one back. */
export function ConflictNotices({ accountId }: { readonly accountId: string }): ReactNode {
  const conflicts = useQuery("accountConflicts", { accountId }).data ?? [];
  const words = useFieldWords(useQuery("colleagues", undefined).data);
  return conflicts.map((open) => <ConflictNotice key={open.conflict.id} open={open} words={words} />);
}

function ConflictNotice({ open, words }: { readonly open: OpenConflict; readonly words: FieldWords }): ReactNode {
  const t = useText("account");
  const domain = useText("domain");
  const edit = useRecordEdit();
  const common = useText("common");
  const { conflict } = open;
  const settle = (state: "restored" | "dismissed"): void => {
    void edit(conflictEdits(conflict, state), t(state === "restored" ? "conflict.restored" : "conflict.kept.done"));
  };
  const record = isKind(conflict.targetKind) ? domain(`kind.${conflict.targetKind}`) : conflict.targetKind;
  const field = words.name(conflict.targetKind, conflict.field);
  const value = (of: Json): string => cut(words.value(conflict.targetKind, conflict.field, of) ?? common("value.none"));
  const name = (of: string | null): string => of ?? t("conflict.somebody");
  return (
    <div role="group" className={styles.conflict} aria-label={t("conflict.title", { field, record })}>
      <span className={styles.conflictTitle}>{t("conflict.title", { field, record })}</span>
      <span>{t("conflict.kept", { value: value(conflict.kept), name: name(open.keptByName) })}</span>
      <span>{t("conflict.lost", { value: value(conflict.lost), name: name(open.lostByName) })}</span>
      <Button size="small" onClick={() => settle("restored")}>
        {t("conflict.restore")}
      </Button>
      <Button size="small" variant="ghost" onClick={() => settle("dismissed")}>
        {t("conflict.keep")}
      </Button>
    </div>
  );
}

/** Long texts are cut: the screen of synchronisation has them whole. */
function cut(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
