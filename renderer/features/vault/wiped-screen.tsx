import type { ReactNode } from "react";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { useFormats } from "../../ui/formats.ts";
import { useText } from "../../ui/text.ts";
import { LeaveCompany } from "./leave-company.tsx";
import { VaultFrame } from "./vault-frame.tsx";
import type { VaultActions } from "./vault-state.ts";
import styles from "./vault.module.css";

/** The keys were destroyed, by the company or by the user: nothing is here, and beginning anew takes nothing away. */
export function WipedScreen({
  by,
  atMs,
  actions,
}: {
  readonly by: "server" | "user";
  readonly atMs: number;
  readonly actions: VaultActions;
}): ReactNode {
  const t = useText("vault");
  const errors = useText("errors");
  const formats = useFormats();
  const [problem, setProblem] = useState<string | null>(null);
  const begin = async (): Promise<void> => {
    const error = await actions.beginAnew();
    setProblem(error === null ? null : errors(error.code));
  };
  return (
    <VaultFrame icon="gone" title={t(`wiped.title.${by}`)}>
      <p>{t("wiped.text", { time: `${formats.day(atMs)} ${formats.time(atMs)}` })}</p>
      <p className={styles.strong}>{t(`wiped.next.${by}`)}</p>
      {problem !== null && (
        <p role="alert" className={styles.error}>
          {problem}
        </p>
      )}
      <div className={styles.actions}>
        <Button variant="solid" onClick={() => void begin()}>
          {t("anew.action")}
        </Button>
        <LeaveCompany />
      </div>
    </VaultFrame>
  );
}
