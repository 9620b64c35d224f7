import { Plus, X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { channelTypes, contactRoles, type Contact } from "../../../shared/domain/contact/contact.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { useFormDraft } from "../../data/drafts/use-draft.ts";
import { patchWithInverse } from "../../data/inverse-edits.ts";
import { newRecordId } from "../../data/new-record-id.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Field } from "../../ui/field.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Select } from "../../ui/select.tsx";
import { TextArea, TextField } from "../../ui/text-field.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./account.module.css";
import { badFields, isTimeZone } from "./bad-fields.ts";
import { EditForm } from "./edit-form.tsx";
import { minuteOf, minuteText } from "./minutes.ts";
import { useRecordEdit } from "./use-record-edit.ts";

interface ContactFormProps {
  readonly account: RecordOf<"account">;
  /** Of the contact; `""` = a new one. */
  readonly id: string;
  /** null = a new one, or one that is gone. */
  readonly contact: RecordOf<"contact"> | null;
  readonly onClose: () => void;
}

type Fields = Omit<Contact, "id">;

/** Beginning of the names of the drafts of an account's contacts; the id of the contact follows, nothing for a new one. */
export function contactDrafts(accountId: string): string {
  return `contact ${accountId} `;
}

/** A contact, new or changed, in place. A new one begins with the account's language and zone and office hours. */
export function ContactForm({ account, id, contact: shown, onClose }: ContactFormProps): ReactNode {
  const t = useText("account");
  const domain = useText("domain");
  const edit = useRecordEdit();
  const draft = useFormDraft(`${contactDrafts(account.id)}${id}`, shown, (contact) =>
    contact === null ? newContact(account) : contactFields(contact),
  );
  const { fields, set, forget } = draft;
  // Somebody has deleted it: what was typed makes a new one.
  const contact = shown === null ? null : draft.seen;
  const named = { ...fields, name: fields.name.trim() };
  const bad = new Set([
    ...badFields("contact", { ...named, id: contact?.id ?? "new" }),
    ...(isTimeZone(fields.timeZone) ? [] : ["timeZone"]),
  ]);
  const error = (field: "name" | "locale" | "timeZone" | "channels"): string | undefined =>
    bad.has(field) ? t(`invalid.${field}`) : undefined;
  const changed = contact === null || JSON.stringify(named) !== JSON.stringify(contactFields(contact));
  const save = (): void => {
    const made = contact === null ? createEdit(newRecordId("contact"), named) : patchEdit(contact, named);
    // Until it is stored the draft is its home.
    void edit(made, t("contacts.saved", { name: named.name })).then((taken) => (taken ? forget() : undefined));
    onClose();
  };
  const giveUp = (): void => {
    forget();
    onClose();
  };
  return (
    <div className={styles.padded}>
      <EditForm
        label={contact === null ? t("contacts.new") : t("contacts.edit", { name: contact.name })}
        usable={bad.size === 0}
        changed={changed}
        onSave={save}
        onClose={giveUp}
      >
        <Field stacked label={t("form.name")} error={fields.name === "" ? undefined : error("name")}>
          {(control) => <TextField {...control} value={fields.name} onChange={(name) => set({ name })} data-autofocus />}
        </Field>
        <Field stacked label={t("form.title")}>
          {(control) => <TextField {...control} value={fields.title} maxLength={120} onChange={(title) => set({ title })} />}
        </Field>
        <Field stacked label={t("form.role")}>
          {(control) => (
            <Select
              {...control}
              value={fields.role}
              onChange={(role) => set({ role })}
              options={contactRoles.map((id) => ({ id, label: domain(`contactRole.${id}`) }))}
            />
          )}
        </Field>
        <Field stacked label={t("form.locale")} error={error("locale")}>
          {(control) => <TextField {...control} value={fields.locale} onChange={(locale) => set({ locale })} />}
        </Field>
        <Field stacked label={t("form.timeZone")} error={error("timeZone")}>
          {(control) => <TextField {...control} value={fields.timeZone} onChange={(timeZone) => set({ timeZone })} />}
        </Field>
        <Hours fields={fields} set={set} />
        <div className={styles.formWide}>
          <ChannelFields fields={fields} set={set} error={error("channels")} />
        </div>
        <div className={styles.formChecks}>
          <Checkbox label={t("form.primary")} checked={fields.isPrimary} onChange={(isPrimary) => set({ isPrimary })} />
          <Checkbox label={t("form.onCall")} checked={fields.onCall} onChange={(onCall) => set({ onCall })} />
        </div>
        <div className={styles.formWide}>
          <Field stacked label={t("form.note")}>
            {(control) => <TextArea {...control} value={fields.note} onChange={(note) => set({ note })} />}
          </Field>
        </div>
      </EditForm>
    </div>
  );
}

function createEdit(id: string, fields: Fields) {
  return {
    edits: [{ op: "create" as const, kind: "contact" as const, id, fields }],
    inverses: [{ op: "delete" as const, kind: "contact" as const, id }],
  };
}

function patchEdit(contact: RecordOf<"contact">, fields: Fields) {
  const before = contactFields(contact);
  const changed = Object.entries(fields).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof Fields]));
  const { edit, inverse } = patchWithInverse("contact", contact, Object.fromEntries(changed));
  return { edits: [edit], inverses: [inverse] };
}

function contactFields({
  accountId,
  name,
  title,
  role,
  locale,
  timeZone,
  channels,
  isPrimary,
  onCall,
  preferredHours,
  note,
}: Contact): Fields {
  return { accountId, name, title, role, locale, timeZone, channels, isPrimary, onCall, preferredHours, note };
}

function newContact(account: RecordOf<"account">): Fields {
  return {
    accountId: account.id,
    name: "",
    title: "",
    role: "operations",
    locale: account.locale,
    timeZone: account.timeZone,
    channels: [],
    isPrimary: false,
    onCall: false,
    preferredHours: { startMinute: 600, endMinute: 1140 },
    note: "",
  };
}

interface PartProps {
  readonly fields: Fields;
  readonly set: (part: Partial<Fields>) => void;
}

/** Typed as `09:00`; the record changes when what stands there is a time. */
function Hours({ fields, set }: PartProps): ReactNode {
  const t = useText("account");
  const hours = fields.preferredHours;
  const [from, setFrom] = useState(minuteText(hours?.startMinute ?? 600));
  const [to, setTo] = useState(minuteText(hours?.endMinute ?? 1140));
  const change = (part: Partial<NonNullable<Fields["preferredHours"]>>): void => {
    if (hours !== null) set({ preferredHours: { ...hours, ...part } });
  };
  return (
    <>
      <Field stacked label={t("form.hoursFrom")} error={hours !== null && (minuteOf(from) ?? 1440) > 1439 ? t("invalid.time") : undefined}>
        {(control) => (
          <TextField
            {...control}
            placeholder="09:00"
            disabled={hours === null}
            value={hours === null ? "" : from}
            onChange={(text) => {
              setFrom(text);
              const startMinute = minuteOf(text);
              if (startMinute !== null && startMinute < 1440) change({ startMinute });
            }}
          />
        )}
      </Field>
      <Field stacked label={t("form.hoursTo")} error={hours !== null && minuteOf(to) === null ? t("invalid.time") : undefined}>
        {(control) => (
          <TextField
            {...control}
            placeholder="18:00"
            disabled={hours === null}
            value={hours === null ? "" : to}
            onChange={(text) => {
              setTo(text);
              const endMinute = minuteOf(text);
              if (endMinute !== null) change({ endMinute });
            }}
          />
        )}
      </Field>
      <Checkbox
        label={t("form.hoursKnown")}
        checked={hours !== null}
        onChange={(known) =>
          set({ preferredHours: known ? { startMinute: minuteOf(from) ?? 600, endMinute: minuteOf(to) ?? 1140 } : null })
        }
      />
    </>
  );
}

function ChannelFields({ fields, set, error }: PartProps & { readonly error: string | undefined }): ReactNode {
  const t = useText("account");
  const domain = useText("domain");
  const replace = (index: number, part: Partial<Contact["channels"][number]>): void =>
    set({ channels: fields.channels.map((channel, i) => (i === index ? { ...channel, ...part } : channel)) });
  return (
    <Field stacked label={t("form.channels")} error={error}>
      {({ id, ...control }) => (
        <div id={id} role="group" aria-label={t("form.channels")}>
          {fields.channels.map((channel, index) => (
            <div key={index} className={styles.channelForm}>
              <Select
                aria-label={t("form.channel.type")}
                value={channel.type}
                onChange={(type) => replace(index, { type })}
                options={channelTypes.map((type) => ({ id: type, label: domain(`channel.${type}`) }))}
              />
              <TextField
                {...control}
                aria-label={t("form.channel.value")}
                value={channel.value}
                onChange={(value) => replace(index, { value })}
              />
              <IconButton
                label={t("form.channel.remove")}
                icon={<X size={14} aria-hidden="true" />}
                onClick={() => set({ channels: fields.channels.filter((_, i) => i !== index) })}
              />
            </div>
          ))}
          <Button
            size="small"
            variant="link"
            icon={<Plus size={14} aria-hidden="true" />}
            onClick={() => set({ channels: [...fields.channels, { type: "email", value: "" }] })}
          >
            {t("form.channel.add")}
          </Button>
        </div>
      )}
    </Field>
  );
}
