import type { FormEvent, ReactNode } from "react";
import { useId, useState } from "react";
import type { BridgeError } from "../../../../shared/bridge/contract.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Field } from "../../../ui/field.tsx";
import { Select } from "../../../ui/select.tsx";
import { useSenderControls } from "../../../ui/senders-context.ts";
import { useText } from "../../../ui/text.ts";
import { TextField } from "../../../ui/text-field.tsx";
import { AccountChoice } from "./account-choice.tsx";
import { type DraftField, type SenderDraft, draftFaults, senderWays, setupOf, withSecurity } from "./sender-draft.ts";
import styles from "./senders.module.css";

interface Props {
  readonly initial: SenderDraft;
  readonly onClose: () => void;
  readonly onSaved: (name: string) => void;
}

/** How a sender is set up or changed. What is secret can be written, never read. */
export function SenderDialog({ initial, onClose, onSaved }: Props): ReactNode {
  const t = useText("senders");
  const common = useText("common");
  const errors = useText("errors");
  const controls = useSenderControls();
  const form = useId();
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<BridgeError["code"] | null>(null);
  const faults = tried ? draftFaults(draft) : {};
  const save = async (): Promise<void> => {
    setTried(true);
    const setup = Object.keys(draftFaults(draft)).length === 0 ? setupOf(draft) : null;
    if (setup === null) return;
    const answer = await controls.save(setup);
    if (answer.ok) onSaved(answer.value.name);
    else setFailure(answer.error.code);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void save();
  };
  const wrong = (field: DraftField): { readonly error?: string } => {
    const fault = faults[field];
    return fault === undefined ? {} : { error: t(fault) };
  };
  const text = (field: Exclude<DraftField, "security" | "accountIds">, hint?: string, type: "text" | "password" = "text"): ReactNode => (
    <Field label={t(field)} {...(hint === undefined ? {} : { hint })} {...wrong(field)}>
      {(control) => (
        <TextField
          {...control}
          type={type}
          // A browser must not offer to keep what the vault keeps.
          autoComplete={type === "password" ? "new-password" : "off"}
          value={draft[field]}
          onChange={(value) => setDraft({ ...draft, [field]: value })}
        />
      )}
    </Field>
  );
  const kept = draft.isNew ? undefined : t("secret.kept");
  return (
    <Dialog
      open
      title={draft.isNew ? t("add.title") : t("edit.title", { name: initial.name })}
      onClose={onClose}
      width={620}
      actions={
        <>
          <Button onClick={onClose}>{common("action.cancel")}</Button>
          <Button variant="solid" onClick={() => void save()}>
            {common("action.save")}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={submit}>
        {draft.isNew && (
          <Field label={t("way")}>
            {(control) => (
              <Select
                {...control}
                value={draft.way}
                options={senderWays.map((way) => ({ id: way, label: t(`way.${way}`) }))}
                onChange={(way) => setDraft({ ...draft, way })}
              />
            )}
          </Field>
        )}
        {text("name", t("name.hint"))}
        {draft.way === "smtp" ? (
          <>
            {text("fromName")}
            {text("fromAddress")}
            {text("host")}
            <Field label={t("security")} {...wrong("security")}>
              {(control) => (
                <Select
                  {...control}
                  value={draft.security}
                  options={(["tls", "starttls", "none"] as const).map((id) => ({ id, label: t(`security.${id}`) }))}
                  onChange={(security) => setDraft(withSecurity(draft, security))}
                />
              )}
            </Field>
            {text("port")}
            {text("user", t("user.hint"))}
            {text("password", kept, "password")}
          </>
        ) : (
          <>
            {text("url", kept ?? t("url.hint"), "password")}
            {(draft.way === "feishu" || draft.way === "dingtalk") && text("secret", kept ?? t("secret.hint"), "password")}
            <Field label={t("accounts")} hint={t("accounts.hint")} {...wrong("accountIds")}>
              {(control) => (
                <AccountChoice control={control} chosen={draft.accountIds} onChange={(accountIds) => setDraft({ ...draft, accountIds })} />
              )}
            </Field>
          </>
        )}
        {failure !== null && (
          <p role="alert" className={styles.failure}>
            {errors(failure)}
          </p>
        )}
        {/* Enter in a field sends the form; the button that a reader sees is among the dialog's actions. */}
        <button type="submit" hidden aria-label={common("action.save")} />
      </form>
    </Dialog>
  );
}
