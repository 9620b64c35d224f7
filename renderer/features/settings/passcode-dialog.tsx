import type { ReactNode } from "react";
import type { VaultInfo } from "../../../shared/bridge/vault.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { PasscodeForm } from "../../ui/passcode-form.tsx";
import { useText } from "../../ui/text.ts";
import { useVault } from "../../ui/vault-context.ts";
import styles from "./settings.module.css";

interface Props {
  /** null = closed. */
  readonly purpose: "choose" | "change" | "remove" | null;
  readonly onClose: () => void;
  readonly onDone: (info: VaultInfo) => void;
}

export function PasscodeDialog({ purpose, onClose, onDone }: Props): ReactNode {
  const t = useText("settings");
  const vault = useVault();
  return (
    <Dialog open={purpose !== null} title={t(`security.passcode.${purpose ?? "choose"}`)} onClose={onClose} width={560}>
      {purpose !== null && (
        <>
          <p className={styles.dialogText}>{t(purpose === "remove" ? "security.passcode.remove.text" : "security.passcode.text")}</p>
          <PasscodeForm
            key={purpose}
            purpose={purpose}
            submit={t(`security.passcode.${purpose}.submit`)}
            danger={purpose === "remove"}
            onSubmit={async (current, next) => {
              const answer = await vault.setPasscode(current, next);
              if (!answer.ok) return answer.error;
              onDone(answer.value);
              return null;
            }}
          />
        </>
      )}
    </Dialog>
  );
}
