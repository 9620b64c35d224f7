import type { ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { FactList } from "../../ui/fact-list.tsx";
import { useText } from "../../ui/text.ts";
import { BeginAnew } from "./begin-anew.tsx";
import { VaultFrame } from "./vault-frame.tsx";
import type { VaultActions } from "./vault-state.ts";
import styles from "./vault.module.css";

/** The keys do not open: what comes back, what does not, and the two ways on. */
export function LostScreen({ unsent, actions }: { readonly unsent: number; readonly actions: VaultActions }): ReactNode {
  const t = useText("vault");
  return (
    <VaultFrame icon="key" title={t("lost.title")}>
      <p>{t("lost.text")}</p>
      <div className={styles.facts}>
        <FactList
          facts={[
            { label: t("lost.back"), value: t("lost.back.text") },
            { label: t("lost.gone"), value: unsent === 0 ? t("lost.gone.none") : t("lost.gone.text", { count: unsent }) },
          ]}
        />
      </div>
      <div className={styles.actions}>
        <Button variant="solid" onClick={() => actions.retry()}>
          {t("lost.retry")}
        </Button>
        <BeginAnew
          label={t("anew.action")}
          title={t("anew.title")}
          text={unsent === 0 ? t("anew.none") : t("anew.text", { count: unsent })}
          look="danger"
          beginAnew={() => actions.beginAnew()}
        />
      </div>
    </VaultFrame>
  );
}
