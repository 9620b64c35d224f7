import { type ReactNode, useState } from "react";
import type { AttentionItem } from "../../data/data-client.ts";
import { useDataClient } from "../../data/data-client-provider.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./sync.module.css";

/** Deletions that the backend holds to be a slip, as one question: all of them, or none. */
export function MassDeleteNotice({ items }: { readonly items: readonly AttentionItem[] }): ReactNode {
  const t = useText("sync");
  const domain = useText("domain");
  const common = useText("common");
  const client = useDataClient();
  const [asking, setAsking] = useState(false);
  const [deciding, setDeciding] = useState(false);
  const decide = async (how: "anyway" | "discard"): Promise<void> => {
    setAsking(false);
    setDeciding(true);
    try {
      for (const { clientId, mutationId } of items) await client.resolveAttention(clientId, mutationId, how);
    } finally {
      setDeciding(false);
    }
  };
  const kinds = [...new Set(items.map((item) => domain(`kind.${item.kind}`)))].join(t("list.comma"));
  const count = items.length;
  return (
    <article className={styles.item}>
      <div className={styles.itemHead}>
        <b>{kinds}</b>
        <span className={styles.quiet}>{t("mass.count", { count })}</span>
        <span className={styles.reason}>{t("code.mass-delete")}</span>
        <span className={styles.actions}>
          <Button size="small" disabled={deciding} onClick={() => void decide("discard")}>
            {t("mass.keep")}
          </Button>
          <Button size="small" danger disabled={deciding} aria-haspopup="dialog" onClick={() => setAsking(true)}>
            {t("mass.anyway")}
          </Button>
        </span>
      </div>
      <Dialog
        open={asking}
        title={t("mass.confirm", { count })}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{common("action.cancel")}</Button>
            <Button variant="solid" danger onClick={() => void decide("anyway")}>
              {t("mass.anyway")}
            </Button>
          </>
        }
      >
        {t("mass.confirm.text", { count, kinds })}
      </Dialog>
    </article>
  );
}
