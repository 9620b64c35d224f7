import type { ReactNode } from "react";
import { useState } from "react";
import { useSyncStatus } from "../../data/hooks.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { useDevice } from "../../ui/device.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";
import styles from "./settings.module.css";

/** Signs out and destroys what is on the laptop. Edits that nobody else has are named, and must be given up expressly. */
export function ForgetDialog({
  open,
  onClose,
  name,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly name: string;
}): ReactNode {
  const t = useText("settings");
  const common = useText("common");
  const errors = useText("errors");
  const toast = useToast();
  const { signOut } = useDevice();
  const { pendingEdits, attention } = useSyncStatus();
  const [givenUp, setGivenUp] = useState(false);
  const unsent = pendingEdits + attention.length;
  const close = (): void => {
    setGivenUp(false);
    onClose();
  };
  const forget = async (): Promise<void> => {
    close();
    const error = await signOut(true);
    if (error !== null) toast({ text: errors(error.code), tone: "error" });
  };
  return (
    <Dialog
      open={open}
      title={t("account.forget.confirm", { name })}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{common("action.cancel")}</Button>
          <Button variant="solid" danger disabled={unsent > 0 && !givenUp} onClick={() => void forget()}>
            {t("account.forget")}
          </Button>
        </>
      }
    >
      <div className={styles.question}>
        <span>{unsent === 0 ? t("account.forget.none") : t("account.forget.text", { count: unsent })}</span>
        {unsent > 0 && <Checkbox label={t("account.forget.givenUp", { count: unsent })} checked={givenUp} onChange={setGivenUp} />}
      </div>
    </Dialog>
  );
}
