import { useState, type ReactNode } from "react";
import { tiers } from "../../../shared/domain/account/account.ts";
import { tierServices } from "../../../shared/domain/contract/contract.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { patchWithInverse } from "../../data/inverse-edits.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./account.module.css";
import { badFields } from "./bad-fields.ts";
import { EditForm } from "./edit-form.tsx";
import { useRecordEdit } from "./use-record-edit.ts";

/** The contract in force, edited in place. */
export function ContractForm({
  contract: shown,
  onClose,
}: {
  readonly contract: RecordOf<"contract">;
  readonly onClose: () => void;
}): ReactNode {
  const t = useText("account");
  const domain = useText("domain");
  const edit = useRecordEdit();
  // As it was when the form was opened: what others change meanwhile is neither reverted nor overwritten unseen.
  const [contract] = useState(shown);
  const [draft, setDraft] = useState({
    tier: contract.tier,
    startsOn: contract.startsOn,
    renewsOn: contract.renewsOn,
    minutes: contract.committedMinutes === null ? "" : String(contract.committedMinutes),
    slaPolicy: contract.slaPolicy,
    services: contract.services,
  });
  const set = (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part });
  const { minutes, ...rest } = draft;
  const fields = { ...rest, committedMinutes: minutes.trim() === "" ? null : Number(minutes) };
  const bad = badFields("contract", { ...contract, ...fields });
  const dates = bad.has("startsOn") || bad.has("renewsOn") || fields.renewsOn <= fields.startsOn;
  const changed = Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(contract[name as keyof typeof fields])),
  );
  const save = (): void => {
    const { edit: patch, inverse } = patchWithInverse("contract", contract, changed);
    void edit({ edits: [patch], inverses: [inverse] }, t("contract.saved"));
    onClose();
  };
  return (
    <EditForm
      label={t("contract.edit")}
      usable={bad.size === 0 && !dates}
      changed={Object.keys(changed).length > 0}
      onSave={save}
      onClose={onClose}
    >
      <Field stacked label={t("form.tier")}>
        {(control) => (
          <Select
            {...control}
            value={draft.tier}
            onChange={(tier) => set({ tier })}
            options={tiers.map((id) => ({ id, label: domain(`tier.${id}`) }))}
          />
        )}
      </Field>
      <Field stacked label={t("form.startsOn")}>
        {(control) => <TextField {...control} placeholder="2027-05-03" value={draft.startsOn} onChange={(startsOn) => set({ startsOn })} />}
      </Field>
      <Field stacked label={t("form.renewsOn")} error={dates ? t("invalid.date") : undefined}>
        {(control) => <TextField {...control} placeholder="2027-05-03" value={draft.renewsOn} onChange={(renewsOn) => set({ renewsOn })} />}
      </Field>
      <Field
        stacked
        label={t("form.minutes")}
        hint={t("form.minutes.hint")}
        error={bad.has("committedMinutes") ? t("invalid.committedMinutes") : undefined}
      >
        {(control) => <TextField {...control} inputMode="numeric" value={draft.minutes} onChange={(text) => set({ minutes: text })} />}
      </Field>
      <Field stacked label={t("form.sla")}>
        {(control) => <TextField {...control} maxLength={80} value={draft.slaPolicy} onChange={(slaPolicy) => set({ slaPolicy })} />}
      </Field>
      <fieldset className={styles.fieldset}>
        <legend>{t("form.services")}</legend>
        {tierServices.map((service) => (
          <Checkbox
            key={service}
            label={domain(`service.${service}`)}
            checked={draft.services.includes(service)}
            onChange={(on) =>
              set({
                services: on
                  ? tierServices.filter((one) => one === service || draft.services.includes(one))
                  : draft.services.filter((one) => one !== service),
              })
            }
          />
        ))}
      </fieldset>
    </EditForm>
  );
}
