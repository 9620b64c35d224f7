import type { ReactNode } from "react";
import { isKind } from "../../../shared/domain/kinds.ts";
import type { Json } from "../../../shared/kernel/json.ts";
import { conflictEdits } from "../../data/conflict-edits.ts";
import { useQuery } from "../../data/hooks.ts";
import type { OpenConflict } from "../../data/queries/account-records.ts";
import { Button } from "../../ui/button.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./account.module.css";
import { useRecordEdit } from "./use-record-edit.ts";

/** Fields of this account's records that two people set differently: both values, and one click to put the other one back. */
export function ConflictNotices({ accountId }: { readonly accountId: string }): ReactNode {
  const conflicts = useQuery("accountConflicts", { accountId }).data ?? [];
  return conflicts.map((open) => <ConflictNotice key={open.conflict.id} open={open} />);
}

function ConflictNotice({ open }: { readonly open: OpenConflict }): ReactNode {
  const t = useText("account");
  const domain = useText("domain");
  const edit = useRecordEdit();
  const { conflict } = open;
  const settle = (state: "restored" | "dismissed"): void => {
    void edit(conflictEdits(conflict, state), t(state === "restored" ? "conflict.restored" : "conflict.kept.done"));
  };
  const record = isKind(conflict.targetKind) ? domain(`kind.${conflict.targetKind}`) : conflict.targetKind;
  const name = (of: string | null): string => of ?? t("conflict.somebody");
  return (
    <div role="group" className={styles.conflict} aria-label={t("conflict.title", { field: conflict.field, record })}>
      <span className={styles.conflictTitle}>{t("conflict.title", { field: conflict.field, record })}</span>
      <span>{t("conflict.kept", { value: valueText(conflict.kept), name: name(open.keptByName) })}</span>
      <span>{t("conflict.lost", { value: valueText(conflict.lost), name: name(open.lostByName) })}</span>
      <Button size="small" onClick={() => settle("restored")}>
        {t("conflict.restore")}
      </Button>
      <Button size="small" variant="ghost" onClick={() => settle("dismissed")}>
        {t("conflict.keep")}
      </Button>
    </div>
  );
}

/** A value as a person can compare it; long texts are cut. */
function valueText(value: Json): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
