import type { ReactNode } from "react";
import { useEffect, useMemo, useRef, useState } from "react";
import type { IncidentEvent } from "../../../../shared/domain/incident/incident-event.ts";
import { useDraft } from "../../../data/drafts/use-draft.ts";
import type { IncidentAction, IncidentSeen } from "../../../data/incident-edits.ts";
import type { IncidentSla } from "../../../data/queries/incident-sla.ts";
import type { SlaInput } from "../../../../shared/domain/sla/sla-reading.ts";
import { Button } from "../../../ui/button.tsx";
import { useKeys } from "../../../ui/keys.ts";
import { TextArea } from "../../../ui/text-field.tsx";
import { useText } from "../../../ui/text.ts";
import { ActionFields } from "./action-fields.tsx";
import { ClockEffect } from "./clock-effect.tsx";
import { FormHint } from "./form-hint.tsx";
import styles from "./action-form.module.css";
import { actionOf, draftName, emptyForm, type FormName } from "./form-values.ts";

export interface ActionFormProps {
  readonly name: FormName;
  readonly seen: IncidentSeen;
  /** Last entry of the log. */
  readonly last: IncidentEvent;
  /** Entry that a mark is on, and whether it counts as an effective response now. */
  readonly marked: { readonly event: IncidentEvent; readonly effective: boolean } | null;
  readonly act: (action: IncidentAction) => Promise<boolean>;
  readonly onClose: () => void;
  /** For what it would do to the clocks; null = working days are still being loaded. */
  readonly input: SlaInput | null;
  readonly sla: IncidentSla;
  /** IANA zone of the customer; null = no account. */
  readonly customerZone: string | null;
}

/** One action as a form in the page: Ctrl/Cmd+Enter saves, Esc closes and keeps what was typed. */
export function ActionForm({ name, seen, last, marked, act, onClose, input, sla, customerZone }: ActionFormProps): ReactNode {
  const t = useText("incidentActions");
  const common = useText("common");
  const { state, severity } = last;
  const judged = marked?.effective ?? false;
  const empty = useMemo(() => emptyForm({ state, severity }, judged), [state, severity, judged]);
  const { value, set, submit } = useDraft(draftName(seen.incident.id, name), empty);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useFocusKept(form);
  const action = actionOf(name, value, marked?.event.id ?? "");
  const blocked = value.text.trim() === "" || (name === "mark" && marked === null);
  const save = async (): Promise<void> => {
    if (busy || blocked) return;
    setBusy(true);
    let taken = false;
    await submit(act(action).then((done) => (taken = done)));
    setBusy(false);
    if (taken) onClose();
  };
  useKeys([
    { keys: "Escape", label: common("action.close"), group: "screen", inFields: true, run: onClose },
    { keys: "mod+Enter", label: t("save"), group: "screen", inFields: true, run: () => void save() },
  ]);
  return (
    <form
      ref={form}
      className={styles.form}
      aria-label={t(`title.${name}`)}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className={styles.head}>
        <h2>{t(`title.${name}`)}</h2>
        <p className={styles.hint}>
          <FormHint name={name} values={value} last={last} sla={sla} customerZone={customerZone} />
        </p>
      </div>
      <div className={styles.body}>
        <ActionFields name={name} last={last} marked={marked} value={value} set={set} />
        <div className={styles.words}>
          <TextArea
            rows={2}
            required
            value={value.text}
            onChange={(text) => set({ ...value, text })}
            maxLength={20_000}
            aria-label={wordsLabel()}
            placeholder={wordsLabel()}
            data-first={name === "note" || name === "update" || name === "message" || name === "workaround" ? true : undefined}
          />
          <div className={styles.buttons}>
            <Button type="submit" variant="solid" size="small" disabled={busy || blocked} keyHint="mod+Enter">
              {t("save")}
            </Button>
            <Button size="small" variant="ghost" keyHint="Escape" onClick={onClose}>
              {common("action.cancel")}
            </Button>
          </div>
        </div>
      </div>
      {name !== "note" && <ClockEffect action={action} seen={seen} input={input} />}
    </form>
  );

  function wordsLabel(): string {
    if (name === "pause") return t(value.state === "resume" ? "words.resume" : "words.pause");
    return t(name === "end" ? `words.${value.end}` : `words.${name}`);
  }
}

/** The focus goes into the form, and back to where it was when the form closes. */
function useFocusKept(form: React.RefObject<HTMLFormElement | null>): void {
  useEffect(() => {
    const before = document.activeElement;
    const inside = form.current;
    const first = ["[data-first]", "input:checked", "input, textarea"]
      .map((wanted) => inside?.querySelector<HTMLElement>(wanted))
      .find((found) => found != null);
    first?.focus();
    return () => {
      // The button under the focus is going with its form.
      const lost =
        document.activeElement === null || document.activeElement === document.body || inside?.contains(document.activeElement) === true;
      if (lost && before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [form]);
}
