import type { ReactNode } from "react";
import { tiers } from "../../../shared/domain/account/account.ts";
import { tierServices } from "../../../shared/domain/contract/contract.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import type { Text } from "../../../shared/i18n/catalogues.ts";
import { useFormDraft } from "../../data/drafts/use-draft.ts";
import { useQuery } from "../../data/hooks.ts";
import { patchWithInverse } from "../../data/inverse-edits.ts";
import type { PolicyVersion } from "../../data/queries/sla-policies.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./account.module.css";
import { badFields } from "./bad-fields.ts";
import { EditForm } from "./edit-form.tsx";
import { useRecordEdit } from "./use-record-edit.ts";

/** Name of the draft of an account's contract. */
export function contractDraft(accountId: string): string {
  return `contract ${accountId}`;
}

function contractFields({ tier, startsOn, renewsOn, committedMinutes, slaPolicy, services }: RecordOf<"contract">) {
  return { tier, startsOn, renewsOn, minutes: committedMinutes === null ? "" : String(committedMinutes), slaPolicy, services };
}

/** Versions that are here, with what the contract names now even if nobody has written it; none = the product's default judges. */
function policyOptions(
  versions: readonly PolicyVersion[],
  named: readonly string[],
  t: Text<"account">,
): readonly { readonly id: string; readonly label: string }[] {
  const known = versions.filter(({ version }) => version > 0).map(({ name, version }) => `${name} v${version}`);
  const foreign = [...new Set(named)].filter((one) => one !== "" && !known.includes(one));
  return [
    { id: "", label: t("form.sla.none") },
    ...known.map((id) => ({ id, label: id })),
    ...foreign.map((id) => ({ id, label: t("form.sla.unknown", { policy: id }) })),
  ];
}

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
  const { data: policies } = useQuery("slaPolicies", undefined);
  const form = useFormDraft(contractDraft(shown.accountId), shown, contractFields);
  const { seen: contract, fields: draft, set, forget } = form;
  const { minutes, ...rest } = draft;
  const fields = { ...rest, committedMinutes: minutes.trim() === "" ? null : Number(minutes) };
  const bad = badFields("contract", { ...contract, ...fields });
  const dates = bad.has("startsOn") || bad.has("renewsOn") || fields.renewsOn <= fields.startsOn;
  const changed = Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(contract[name as keyof typeof fields])),
  );
  const save = (): void => {
    const { edit: patch, inverse } = patchWithInverse("contract", contract, changed);
    // Until it is stored the draft is its home.
    void edit({ edits: [patch], inverses: [inverse] }, t("contract.saved")).then((taken) => (taken ? forget() : undefined));
    onClose();
  };
  const giveUp = (): void => {
    forget();
    onClose();
  };
  return (
    <EditForm
      label={t("contract.edit")}
      usable={bad.size === 0 && !dates}
      changed={Object.keys(changed).length > 0}
      onSave={save}
      onClose={giveUp}
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
        {(control) => (
          <Select
            {...control}
            value={draft.slaPolicy}
            onChange={(slaPolicy) => set({ slaPolicy })}
            options={policyOptions(policies?.versions ?? [], [contract.slaPolicy, draft.slaPolicy], t)}
          />
        )}
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
