import type { FormEvent, ReactNode } from "react";
import { useEffect, useRef, useState } from "react";
import { formatClock } from "../../../shared/i18n/format-duration.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { useNow } from "../../ui/now.ts";
import { useText } from "../../ui/text.ts";
import { TextField } from "../../ui/text-field.tsx";
import { BeginAnew } from "./begin-anew.tsx";
import { VaultFrame } from "./vault-frame.tsx";
import type { VaultActions } from "./vault-state.ts";
import styles from "./vault.module.css";

/** Asks for the passcode; after too many wrong ones it counts down to the next try. */
export function LockedScreen({ retryAtMs, actions }: { readonly retryAtMs: number | null; readonly actions: VaultActions }): ReactNode {
  const t = useText("vault");
  const errors = useText("errors");
  const [passcode, setPasscode] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const leftMs = (retryAtMs ?? 0) - useNow("second");
  const waiting = retryAtMs !== null && leftMs > 0;
  useEffect(() => {
    if (!waiting) field.current?.focus();
  }, [waiting]);
  const unlock = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (waiting || busy || passcode === "") return;
    setBusy(true);
    const error = await actions.unlock(passcode);
    setBusy(false);
    setPasscode("");
    setProblem(error === null ? null : errors(error.code));
    field.current?.focus();
  };
  const wait = waiting ? t("locked.wait", { time: formatClock(leftMs + 999) }) : null;
  return (
    <VaultFrame icon="lock" title={t("locked.title")}>
      <p>{t("locked.text")}</p>
      <form className={styles.form} noValidate onSubmit={(event) => void unlock(event)}>
        <Field label={t("passcode.label")} error={wait ?? problem ?? undefined}>
          {(control) => (
            <TextField
              {...control}
              ref={field}
              type="password"
              autoComplete="current-password"
              disabled={waiting}
              value={passcode}
              onChange={setPasscode}
            />
          )}
        </Field>
        <div className={styles.actions}>
          <Button variant="solid" type="submit" disabled={waiting || busy || passcode === ""}>
            {t(busy ? "locked.busy" : "locked.submit")}
          </Button>
          <BeginAnew
            label={t("locked.forgot")}
            title={t("forgot.title")}
            text={t("forgot.text")}
            look="link"
            beginAnew={() => actions.beginAnew()}
          />
        </div>
      </form>
    </VaultFrame>
  );
}
