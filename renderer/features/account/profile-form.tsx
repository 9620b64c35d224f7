import type { ReactNode } from "react";
import { scenarios, tiers, type Account } from "../../../shared/domain/account/account.ts";
import { useFormDraft } from "../../data/drafts/use-draft.ts";
import { useQuery } from "../../data/hooks.ts";
import { patchWithInverse } from "../../data/inverse-edits.ts";
import { useGiveAccounts } from "../../data/plan/use-give-accounts.ts";
import type { AccountHead } from "../../data/queries/account-head.ts";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { TextArea, TextField } from "../../ui/text-field.tsx";
import { useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";
import styles from "./account.module.css";
import { badFields, commaList, isTimeZone } from "./bad-fields.ts";
import { EditForm } from "./edit-form.tsx";
import { useRecordEdit } from "./use-record-edit.ts";

const lifecycles = ["onboarding", "active", "paused", "ended"] as const;

/** Name of the draft of an account's profile. */
export function profileDraft(accountId: string): string {
  return `profile ${accountId}`;
}

function profileFields(account: AccountHead["account"]) {
  return {
    name: account.name,
    tier: account.tier,
    scenario: account.scenario,
    lifecycle: account.lifecycle,
    ownerId: account.ownerId ?? "",
    locale: account.locale,
    timeZone: account.timeZone,
    regions: account.regions.join(", "),
    tags: account.tags.join(", "),
    aliases: account.aliases.join(", "),
    summary: account.summary,
  };
}

/** The account's own fields, edited in place: only what was changed is sent, and each field says what is wrong with it. */
export function ProfileForm({ head, onClose }: { readonly head: AccountHead; readonly onClose: () => void }): ReactNode {
  const t = useText("account");
  const domain = useText("domain");
  const plans = useText("plans");
  const errors = useText("errors");
  const toast = useToast();
  const give = useGiveAccounts();
  const edit = useRecordEdit();
  const people = useQuery("colleagues", undefined).data ?? [];
  const { seen: account, fields: draft, set, forget } = useFormDraft(profileDraft(head.account.id), head.account, profileFields);
  const fields = {
    ...draft,
    name: draft.name.trim(),
    ownerId: draft.ownerId === "" ? null : draft.ownerId,
    regions: commaList(draft.regions),
    tags: commaList(draft.tags),
    aliases: commaList(draft.aliases),
  } satisfies Partial<Account>;
  const bad = new Set([...badFields("account", { ...account, ...fields }), ...(isTimeZone(fields.timeZone) ? [] : ["timeZone"])]);
  const changed = Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(account[name as keyof Account])),
  );
  const save = (): void => {
    const { ownerId, ...others } = changed;
    const to = typeof ownerId === "string" ? people.find((person) => person.id === ownerId) : undefined;
    const { edit: patch, inverse } = patchWithInverse("account", account, to === undefined ? changed : others);
    const own = to === undefined || Object.keys(others).length > 0 ? { edits: [patch], inverses: [inverse] } : { edits: [], inverses: [] };
    // Until it is stored the draft is its home.
    const taken =
      to === undefined
        ? edit(own, t("profile.edited"))
        : give(
            [account.id],
            to,
            "",
            plans("brief.given.entry", { name: to.name }),
            (outcome, count) =>
              toast(
                outcome.ok
                  ? { text: plans("brief.given.done", { count, name: to.name }), undo: outcome.undo }
                  : { text: t("form.failed", { reason: errors(outcome.error.code) }), tone: "error" },
              ),
            own,
          );
    void taken.then((isTaken) => (isTaken ? forget() : undefined));
    onClose();
  };
  const giveUp = (): void => {
    forget();
    onClose();
  };
  const error = (field: "name" | "timeZone" | "locale" | "regions" | "tags"): string | undefined =>
    bad.has(field) ? t(`invalid.${field}`) : undefined;
  return (
    <div className={styles.profile}>
      <EditForm label={t("profile.title")} usable={bad.size === 0} changed={Object.keys(changed).length > 0} onSave={save} onClose={giveUp}>
        <Field stacked label={t("form.accountName")} error={error("name")}>
          {(control) => <TextField {...control} value={draft.name} onChange={(name) => set({ name })} data-autofocus />}
        </Field>
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
        <Field stacked label={t("form.scenario")}>
          {(control) => (
            <Select
              {...control}
              value={draft.scenario}
              onChange={(scenario) => set({ scenario })}
              options={scenarios.map((id) => ({ id, label: domain(`scenario.${id}`) }))}
            />
          )}
        </Field>
        <Field stacked label={t("form.lifecycle")}>
          {(control) => (
            <Select
              {...control}
              value={draft.lifecycle}
              onChange={(lifecycle) => set({ lifecycle })}
              options={lifecycles.map((id) => ({ id, label: domain(`lifecycle.${id}`) }))}
            />
          )}
        </Field>
        <Field stacked label={t("form.owner")}>
          {(control) => (
            <Select
              {...control}
              value={draft.ownerId}
              onChange={(ownerId) => set({ ownerId })}
              options={[{ id: "", label: t("form.nobody") }, ...people.map((person) => ({ id: person.id, label: person.name }))]}
            />
          )}
        </Field>
        <Field stacked label={t("form.locale")} error={error("locale")}>
          {(control) => <TextField {...control} value={draft.locale} onChange={(locale) => set({ locale })} />}
        </Field>
        <Field stacked label={t("form.timeZone")} error={error("timeZone")}>
          {(control) => <TextField {...control} value={draft.timeZone} onChange={(timeZone) => set({ timeZone })} />}
        </Field>
        <Field stacked label={t("form.regions")} hint={t("form.regions.hint")} error={error("regions")}>
          {(control) => <TextField {...control} value={draft.regions} onChange={(regions) => set({ regions })} />}
        </Field>
        <Field stacked label={t("form.tags")} hint={t("form.tags.hint")} error={error("tags")}>
          {(control) => <TextField {...control} value={draft.tags} onChange={(tags) => set({ tags })} />}
        </Field>
        <Field stacked label={t("form.aliases")} hint={t("form.tags.hint")}>
          {(control) => <TextField {...control} value={draft.aliases} onChange={(aliases) => set({ aliases })} />}
        </Field>
        <div className={styles.formWide}>
          <Field stacked label={t("form.summary")}>
            {(control) => <TextArea {...control} value={draft.summary} onChange={(summary) => set({ summary })} rows={4} />}
          </Field>
        </div>
      </EditForm>
    </div>
  );
}
