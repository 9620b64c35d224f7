import type { ReactNode } from "react";
import { useState } from "react";
import type { BridgeError } from "../../../shared/bridge/contract.ts";
import { Button } from "../../ui/button.tsx";
import { useFormats } from "../../ui/formats.ts";
import { useText } from "../../ui/text.ts";
import { LeaveCompany } from "./leave-company.tsx";
import { VaultFrame } from "./vault-frame.tsx";
import type { VaultActions } from "./vault-state.ts";
import styles from "./vault.module.css";

/** Too long without contact: one press reaches the company's service and opens the copy again. */
export function ExpiredScreen({
  lastContactMs,
  unsent,
  actions,
}: {
  readonly lastContactMs: number;
  readonly unsent: number;
  readonly actions: VaultActions;
}): ReactNode {
  const t = useText("vault");
  const errors = useText("errors");
  const formats = useFormats();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<BridgeError["code"] | null>(null);
  const connect = async (): Promise<void> => {
    setBusy(true);
    const error = await actions.connect();
    setBusy(false);
    setProblem(error?.code ?? null);
  };
  return (
    <VaultFrame icon="unplug" title={t("expired.title")}>
      <p>{t("expired.text", { time: `${formats.day(lastContactMs)} ${formats.time(lastContactMs)}` })}</p>
      <p className={styles.strong}>{unsent === 0 ? t("expired.none") : t("expired.unsent", { count: unsent })}</p>
      {problem !== null && (
        <p role="alert" className={styles.error}>
          {problem === "unavailable" ? t("expired.offline") : problem === "unauthorized" ? t("expired.signedOut") : errors(problem)}
        </p>
      )}
      <div className={styles.actions}>
        <Button variant="solid" disabled={busy} onClick={() => void connect()}>
          {t(busy ? "expired.busy" : "expired.submit")}
        </Button>
        <LeaveCompany />
      </div>
    </VaultFrame>
  );
}
