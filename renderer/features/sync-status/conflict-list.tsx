import type { ReactNode } from "react";
import { isKind } from "../../../shared/domain/kinds.ts";
import { conflictEdits } from "../../data/conflict-edits.ts";
import { useEdit } from "../../data/hooks.ts";
import type { ConflictItem } from "../../data/queries/conflicts.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useFormats } from "../../ui/formats.ts";
import { useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";
import styles from "./sync.module.css";
import { valueText } from "./value-text.ts";

/** Fields that two people changed: the value that stands, the one that gave way, and one click to put it back. */
export function ConflictList({ items }: { readonly items: readonly ConflictItem[] }): ReactNode {
  const t = useText("sync");
  return (
    <section className={styles.section} aria-label={t("conflict.title")}>
      <h2>
        {t("conflict.title")}
        <span className={styles.quiet}>{items.length}</span>
      </h2>
      {items.length === 0 ? (
        <div className={styles.flush}>
          <EmptyState title={t("conflict.none")} text={t("conflict.none.text")} />
        </div>
      ) : (
        <>
          <p className={styles.intro}>{t("conflict.intro")}</p>
          {items.map((item) => (
            <ConflictRow key={item.conflict.id} item={item} />
          ))}
        </>
      )}
    </section>
  );
}

function ConflictRow({ item }: { readonly item: ConflictItem }): ReactNode {
  const t = useText("sync");
  const domain = useText("domain");
  const common = useText("common");
  const errors = useText("errors");
  const formats = useFormats();
  const edit = useEdit();
  const toast = useToast();
  const { conflict } = item;
  const resolve = async (how: "restored" | "dismissed"): Promise<void> => {
    const { edits, inverses } = conflictEdits(conflict, how);
    const result = await edit(edits);
    if (!result.ok) toast({ text: errors(result.error.code), tone: "error" });
    else toast({ text: t(`conflict.${how}`), undo: () => void edit(inverses) });
  };
  const side = (label: string, value: typeof conflict.kept, name: string | null, at: string): ReactNode => (
    <tr>
      <th scope="row">{label}</th>
      <td>{valueText(value) ?? common("value.none")}</td>
      <td className={styles.quiet}>{t("conflict.by", { name: name ?? common("value.none"), time: formats.dateTime(Date.parse(at)) })}</td>
    </tr>
  );
  return (
    <article className={styles.item}>
      <div className={styles.itemHead}>
        <b>{item.recordName}</b>
        <span className={styles.quiet}>
          {[isKind(conflict.targetKind) ? domain(`kind.${conflict.targetKind}`) : conflict.targetKind, item.accountName, conflict.field]
            .filter((part) => part !== null)
            .join(" · ")}
        </span>
        <span className={styles.actions}>
          <Button size="small" onClick={() => void resolve("restored")}>
            {t("conflict.restore")}
          </Button>
          <Button size="small" onClick={() => void resolve("dismissed")}>
            {t("conflict.dismiss")}
          </Button>
        </span>
      </div>
      <table className={styles.values}>
        <tbody>
          {side(t("conflict.kept"), conflict.kept, item.keptByName, conflict.keptAt)}
          {side(t("conflict.lost"), conflict.lost, item.lostByName, conflict.lostAt)}
        </tbody>
      </table>
    </article>
  );
}
