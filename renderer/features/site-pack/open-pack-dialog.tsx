import type { FormEvent, ReactNode } from "react";
import { useEffect, useRef, useState } from "react";
import type { PackOffer } from "../../../shared/bridge/site-pack.ts";
import { formatClock } from "../../../shared/i18n/format-duration.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { useFormats } from "../../ui/formats.ts";
import { useNow } from "../../ui/now.ts";
import { useText } from "../../ui/text.ts";
import { TextField } from "../../ui/text-field.tsx";
import styles from "./site-pack.module.css";

/** What came of a passphrase that did not open the pack. */
export type NotOpened = { readonly state: "wrong"; readonly retryAtMs: number | null } | { readonly state: "refused" } | null;

interface Props {
  readonly offer: PackOffer;
  readonly onOpen: (passphrase: string) => Promise<NotOpened>;
  readonly onOther: () => void;
  readonly onClose: () => void;
}

/** A file that somebody wishes to open: when it was made, how long it opens, and its passphrase; or why it does not open. */
export function OpenPackDialog({ offer, onOpen, onOther, onClose }: Props): ReactNode {
  const t = useText("sitePack");
  const common = useText("common");
  const formats = useFormats();
  const refusal = offer.state === "refused" ? refusalText(offer, t, (ms) => formats.dateTime(ms, formats.zone, 0)) : null;
  return (
    <Dialog
      open
      title={t("door.title")}
      onClose={onClose}
      {...(refusal === null
        ? {}
        : {
            actions: (
              <>
                <Button onClick={onOther}>{t("door.other")}</Button>
                <Button variant="solid" data-autofocus onClick={onClose}>
                  {common("action.close")}
                </Button>
              </>
            ),
          })}
    >
      <p className={styles.file}>{offer.name}</p>
      {refusal !== null && (
        <p role="alert" className={styles.error}>
          {refusal}
        </p>
      )}
      {offer.state === "ready" && <PassphraseForm key={offer.name} offer={offer} onOpen={onOpen} onOther={onOther} />}
    </Dialog>
  );
}

function PassphraseForm({
  offer,
  onOpen,
  onOther,
}: Pick<Props, "onOpen" | "onOther"> & { readonly offer: Extract<PackOffer, { readonly state: "ready" }> }): ReactNode {
  const t = useText("sitePack");
  const formats = useFormats();
  const [passphrase, setPassphrase] = useState("");
  const [wrong, setWrong] = useState(false);
  const [busy, setBusy] = useState(false);
  const [retryAtMs, setRetryAtMs] = useState(offer.retryAtMs);
  const field = useRef<HTMLInputElement>(null);
  const leftMs = (retryAtMs ?? 0) - useNow("second");
  const waiting = retryAtMs !== null && leftMs > 0;
  useEffect(() => {
    if (!waiting && !busy) field.current?.focus();
  }, [waiting, busy]);
  const open = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (waiting || busy || passphrase === "") return;
    setBusy(true);
    const answer = await onOpen(passphrase);
    setBusy(false);
    setPassphrase("");
    if (answer?.state !== "wrong") return;
    setWrong(true);
    setRetryAtMs(answer.retryAtMs);
  };
  const problem = waiting ? t("door.wait", { time: formatClock(leftMs + 999) }) : wrong ? t("door.wrong") : undefined;
  return (
    <form className={styles.form} noValidate onSubmit={(event) => void open(event)}>
      <p className={styles.facts}>
        {t("door.made", { made: formats.dateTime(offer.madeAtMs, formats.zone, 0) })}
        <br />
        {t("door.expires", { expires: formats.dateTime(offer.expiresAtMs, formats.zone, 0) })}
      </p>
      <p>{t("door.intro")}</p>
      <Field stacked label={t("door.passphrase")} hint={t("door.passphrase.hint")} error={problem}>
        {(control) => (
          <TextField
            {...control}
            ref={field}
            type="password"
            autoComplete="off"
            data-autofocus
            disabled={waiting || busy}
            value={passphrase}
            onChange={setPassphrase}
          />
        )}
      </Field>
      <div className={styles.buttons}>
        <Button onClick={onOther}>{t("door.other")}</Button>
        <Button variant="solid" type="submit" disabled={waiting || busy || passphrase === ""}>
          {t(busy ? "door.opening" : "door.open")}
        </Button>
      </div>
    </form>
  );
}

function refusalText(
  { why, expiresAtMs }: Extract<PackOffer, { readonly state: "refused" }>,
  t: ReturnType<typeof useText<"sitePack">>,
  time: (ms: number) => string,
): string {
  if (why !== "expired") return t(`refused.${why}`);
  return expiresAtMs === null ? t("refused.expired.unknown") : t("refused.expired", { expires: time(expiresAtMs) });
}
