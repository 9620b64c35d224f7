import type { ReactNode } from "react";
import { useState } from "react";
import type { AttentionItem } from "../../data/data-client.ts";
import { useDataClient } from "../../data/data-client-provider.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useShell } from "../../ui/shell-context.ts";
import { useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";
import { MassDeleteNotice } from "./mass-delete-notice.tsx";
import styles from "./sync.module.css";
import { valueText } from "./value-text.ts";

/** Edits that the backend refused for good: yours, the backend's, the reason, and the ways out. */
export function AttentionList({ items }: { readonly items: readonly AttentionItem[] }): ReactNode {
  const t = useText("sync");
  const common = useText("common");
  const client = useDataClient();
  const [discarding, setDiscarding] = useState<AttentionItem | null>(null);
  const discard = (): void => {
    if (discarding !== null) void client.resolveAttention(discarding.clientId, discarding.mutationId, "discard");
    setDiscarding(null);
  };
  const many = items.filter((item) => item.code === "mass-delete");
  const single = items.filter((item) => item.code !== "mass-delete");
  return (
    <section className={styles.section} aria-label={t("attention.title")}>
      <h2>
        {t("attention.title")}
        <span className={styles.quiet}>{items.length}</span>
      </h2>
      {items.length === 0 ? (
        <div className={styles.flush}>
          <EmptyState title={t("attention.none")} text={t("attention.none.text")} />
        </div>
      ) : (
        <>
          <p className={styles.intro}>{t("attention.intro")}</p>
          {many.length > 0 && <MassDeleteNotice items={many} />}
          {single.map((item) => (
            <AttentionRow key={`${item.clientId} ${item.mutationId}`} item={item} onDiscard={() => setDiscarding(item)} />
          ))}
        </>
      )}
      <Dialog
        open={discarding !== null}
        title={t("attention.discard.confirm")}
        onClose={() => setDiscarding(null)}
        actions={
          <>
            <Button onClick={() => setDiscarding(null)}>{common("action.cancel")}</Button>
            <Button variant="solid" danger onClick={discard}>
              {t("attention.discard")}
            </Button>
          </>
        }
      >
        {t("attention.discard.text")}
      </Dialog>
    </section>
  );
}

function AttentionRow({ item, onDiscard }: { readonly item: AttentionItem; readonly onDiscard: () => void }): ReactNode {
  const t = useText("sync");
  const domain = useText("domain");
  const common = useText("common");
  const client = useDataClient();
  const toast = useToast();
  const { copyText } = useShell();
  const fields = Object.keys(item.mine);
  // Trying again what was deleted would only be refused again.
  const [answer, label] =
    item.code === "deleted" && item.server !== null
      ? (["bring-back", "attention.bringBack"] as const)
      : (["retry", "attention.retry"] as const);
  const copy = async (): Promise<void> => {
    const text = fields.map((field) => `${field}: ${valueText(item.mine[field]) ?? ""}`).join("\n");
    if (await copyText(text)) toast({ text: common("copied") });
  };
  return (
    <article className={styles.item}>
      <div className={styles.itemHead}>
        <b>{domain(`kind.${item.kind}`)}</b>
        <span className={styles.quiet}>{`${t(`op.${item.op}`)} · ${item.recordId}`}</span>
        <span className={styles.reason}>{t(`code.${item.code}`)}</span>
        <span className={styles.actions}>
          {item.code !== "unreadable" && (
            <>
              <Button size="small" onClick={() => void client.resolveAttention(item.clientId, item.mutationId, answer)}>
                {t(label)}
              </Button>
              <Button size="small" onClick={() => void copy()}>
                {t("attention.copy")}
              </Button>
            </>
          )}
          <Button size="small" danger aria-haspopup="dialog" onClick={onDiscard}>
            {t("attention.discard")}
          </Button>
        </span>
      </div>
      <table className={styles.values}>
        <thead>
          <tr>
            <th scope="col">{t("conflict.field")}</th>
            <th scope="col">{t("attention.mine")}</th>
            <th scope="col">{t("attention.server")}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field}>
              <th scope="row">{field}</th>
              <td>{valueText(item.mine[field]) ?? common("value.none")}</td>
              <td>{item.server === null ? t("attention.server.none") : (valueText(item.server[field]) ?? common("value.none"))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  );
}
