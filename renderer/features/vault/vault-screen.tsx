import type { ReactNode } from "react";
import { useEffect, useState } from "react";
import { assertNever } from "../../../shared/kernel/assert-never.ts";
import { Button } from "../../ui/button.tsx";
import { PasscodeForm } from "../../ui/passcode-form.tsx";
import { useReady } from "../../ui/ready.ts";
import { useText } from "../../ui/text.ts";
import { ExpiredScreen } from "./expired-screen.tsx";
import { LeaveCompany } from "./leave-company.tsx";
import { LockedScreen } from "./locked-screen.tsx";
import { LostScreen } from "./lost-screen.tsx";
import { VaultFrame } from "./vault-frame.tsx";
import type { ShutVault, VaultActions } from "./vault-state.ts";
import styles from "./vault.module.css";
import { WipedScreen } from "./wiped-screen.tsx";

interface Props {
  readonly vault: ShutVault;
  readonly actions: VaultActions;
}

/** Stands in place of everything while the keys of the local database are not at hand. */
export function VaultScreen({ vault, actions }: Props): ReactNode {
  useReady(true);
  switch (vault.state) {
    case "setup":
      return <SetupScreen actions={actions} />;
    case "locked":
      return <LockedScreen retryAtMs={vault.retryAtMs} actions={actions} />;
    case "expired":
      return <ExpiredScreen lastContactMs={vault.lastContactMs} unsent={vault.unsent} actions={actions} />;
    case "wiped":
      return <WipedScreen by={vault.by} atMs={vault.atMs} actions={actions} />;
    case "lost":
      return <LostScreen unsent={vault.unsent} actions={actions} />;
    case "failed":
      return <FailedScreen code={vault.error.code} actions={actions} />;
    default:
      return assertNever(vault);
  }
}

function SetupScreen({ actions }: Pick<Props, "actions">): ReactNode {
  const t = useText("vault");
  return (
    <VaultFrame icon="key" title={t("setup.title")}>
      <p>{t("setup.text")}</p>
      <p className={styles.strong}>{t("setup.warning")}</p>
      <div className={styles.form}>
        <PasscodeForm purpose="choose" submit={t("setup.submit")} onSubmit={(_current, next) => actions.choosePasscode(next ?? "")}>
          <LeaveCompany />
        </PasscodeForm>
      </div>
    </VaultFrame>
  );
}

function FailedScreen({
  code,
  actions,
}: {
  readonly code: Extract<ShutVault, { readonly state: "failed" }>["error"]["code"];
  readonly actions: VaultActions;
}): ReactNode {
  const t = useText("vault");
  const errors = useText("errors");
  return (
    <VaultFrame icon="key" title={t("failed.title")}>
      <p role="alert">{errors(code)}</p>
      <div className={styles.actions}>
        <Button variant="solid" onClick={() => actions.retry()}>
          {t("lost.retry")}
        </Button>
        <LeaveCompany />
      </div>
    </VaultFrame>
  );
}

const quietMs = 1500;

/** While the desktop opens the keys: nothing, and if that takes long, what it may be waiting for. */
export function VaultWaiting(): ReactNode {
  const t = useText("vault");
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), quietMs);
    return () => clearTimeout(timer);
  }, []);
  if (!long) return null;
  return (
    <VaultFrame icon="key" title={t("waiting")}>
      <p role="status">{t("waiting.text")}</p>
    </VaultFrame>
  );
}
