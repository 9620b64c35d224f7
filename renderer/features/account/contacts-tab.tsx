import { Copy, Pencil, Plus, Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { contactNow } from "../../../shared/domain/contact/contact-hours.ts";
import { joinDots } from "../../../shared/i18n/format-number.ts";
import { formatOffset } from "../../../shared/i18n/format-time.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { useDrafts } from "../../data/drafts/drafts-context.ts";
import { useQuery } from "../../data/hooks.ts";
import { deleteWithInverse } from "../../data/inverse-edits.ts";
import type { AccountHead } from "../../data/queries/account-head.ts";
import type { Held } from "../../data/queries/account-records.ts";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { useKeys } from "../../ui/keys.ts";
import { useShell } from "../../ui/shell-context.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import { useText } from "../../ui/text.ts";
import { useNow } from "../../ui/now.ts";
import { useToast } from "../../ui/toast.tsx";
import styles from "./account.module.css";
import { ContactForm, contactDrafts } from "./contact-form.tsx";
import { minuteText } from "./minutes.ts";
import { SurveyAnswers } from "./quality/survey-answers.tsx";
import { useRecordEdit } from "./use-record-edit.ts";

type Contact = RecordOf<"contact">;

/** Whom to reach, by which channel, and whether it is a good moment where they are. */
export function ContactsTab({ head }: { readonly head: AccountHead }): ReactNode {
  const t = useText("account");
  const accountId = head.account.id;
  const contacts = useQuery("accountContacts", { accountId }).data;
  const drafts = useDrafts();
  /** Id of the contact that is edited; `""` = a new one. At first one of which a draft is kept. */
  const [editing, setEditing] = useState<string | null>(
    () => drafts.names(contactDrafts(accountId))[0]?.slice(contactDrafts(accountId).length) ?? null,
  );
  useKeys([
    { keys: "n", label: t("key.contact"), group: "screen", run: () => setEditing("") },
    {
      keys: "e",
      label: t("key.edit"),
      group: "screen",
      run: () => setEditing(contacts?.find(({ record }) => record.id === focusedId())?.record.id ?? contacts?.[0]?.record.id ?? ""),
    },
  ]);
  if (contacts === undefined) return null;
  const close = (): void => setEditing(null);
  const isNew = editing !== null && contacts.every(({ record }) => record.id !== editing);
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={t("tab.contacts")}>
      <div className={styles.controls}>
        <Button size="small" icon={<Plus size={14} aria-hidden="true" />} keyHint="n" onClick={() => setEditing("")}>
          {t("contacts.new")}
        </Button>
      </div>
      {isNew && <ContactForm key={editing} account={head.account} id={editing} contact={null} onClose={close} />}
      {contacts.length === 0 && !isNew && <EmptyState title={t("contacts.empty")} text={t("contacts.empty.text")} />}
      {contacts.length > 0 && (
        <div className={styles.padded}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t("contacts.column.name")}</th>
                <th scope="col">{t("contacts.column.role")}</th>
                <th scope="col">{t("contacts.column.language")}</th>
                <th scope="col" className={styles.wide}>
                  {t("contacts.column.channels")}
                </th>
                <th scope="col">{t("contacts.column.hours")}</th>
                <th scope="col">{t("contacts.column.now")}</th>
                <th scope="col">
                  <span>{t("contacts.column.actions")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {contacts.map((held) =>
                editing === held.record.id ? (
                  <tr key={held.record.id}>
                    <td colSpan={7}>
                      <ContactForm account={head.account} id={held.record.id} contact={held.record} onClose={close} />
                    </td>
                  </tr>
                ) : (
                  <ContactLine key={held.record.id} held={held} onEdit={() => setEditing(held.record.id)} />
                ),
              )}
            </tbody>
          </table>
        </div>
      )}
      <SurveyAnswers accountId={accountId} />
    </div>
  );
}

/** The contact whose row has the focus in it. */
function focusedId(): string | undefined {
  return document.activeElement?.closest<HTMLElement>("[data-contact]")?.dataset["contact"];
}

function ContactLine({ held, onEdit }: { readonly held: Held<"contact">; readonly onEdit: () => void }): ReactNode {
  const t = useText("account");
  const domain = useText("domain");
  const edit = useRecordEdit();
  const { record } = held;
  const remove = (): void => {
    const { edit: deletion, inverse } = deleteWithInverse("contact", record);
    void edit({ edits: [deletion], inverses: [inverse] }, t("contacts.deleted", { name: record.name }));
  };
  return (
    <tr data-contact={record.id}>
      <th scope="row">
        {record.name} <span className={styles.secondary}>{record.title}</span>{" "}
        {held.pending && <span className={styles.pending}>{t("pending")}</span>}
      </th>
      <td>
        {domain(`contactRole.${record.role}`)} {record.isPrimary && <Chip>{t("contacts.primary")}</Chip>}{" "}
        {record.onCall && <Chip>{t("contacts.onCall")}</Chip>}
      </td>
      <td className={styles.secondary}>{record.locale}</td>
      <td className={styles.wide}>
        <Channels contact={record} />
      </td>
      <td className={styles.secondary}>
        {record.preferredHours === null
          ? t("contacts.hoursUnknown")
          : t("contacts.hours", { from: minuteText(record.preferredHours.startMinute), to: minuteText(record.preferredHours.endMinute) })}
      </td>
      <td>
        <LocalTime contact={record} />
      </td>
      <td>
        <IconButton
          label={t("contacts.edit", { name: record.name })}
          icon={<Pencil size={14} aria-hidden="true" />}
          size="small"
          onClick={onEdit}
        />
        <IconButton
          label={t("contacts.delete", { name: record.name })}
          icon={<Trash2 size={14} aria-hidden="true" />}
          size="small"
          onClick={remove}
        />
      </td>
    </tr>
  );
}

function Channels({ contact }: { readonly contact: Contact }): ReactNode {
  const t = useText("account");
  const domain = useText("domain");
  const { copyText } = useShell();
  const toast = useToast();
  const copy = async (value: string): Promise<void> => {
    if (await copyText(value)) toast({ text: t("contacts.copied") });
  };
  return (
    <span className={styles.channels}>
      {contact.channels.map((channel) => {
        const name = domain(`channel.${channel.type}`);
        return (
          <span key={`${channel.type} ${channel.value}`} className={styles.channel}>
            <span className={styles.secondary}>{name}</span>
            {channel.value}
            <IconButton
              label={t("contacts.copy", { channel: name, name: contact.name })}
              icon={<Copy size={12} aria-hidden="true" />}
              size="small"
              onClick={() => void copy(channel.value)}
            />
          </span>
        );
      })}
    </span>
  );
}

/** The contact's own time, and whether it lies in the hours they asked for. */
function LocalTime({ contact }: { readonly contact: Contact }): ReactNode {
  const t = useText("account");
  const common = useText("common");
  const nowMs = useNow("minute");
  const there = contactNow(contact.timeZone, contact.preferredHours, nowMs);
  if (there === null) return common("value.none");
  const words = t("contacts.now", { time: minuteText(there.localMinute) });
  const text = there.inHours === null ? words : joinDots([words, t(there.inHours ? "contacts.inside" : "contacts.outside")]);
  return (
    <span title={`${contact.timeZone} ${formatOffset(nowMs, contact.timeZone)}`}>
      <StateMark state={there.inHours === null ? "unknown" : there.inHours ? "good" : "watch"} label={text} />
    </span>
  );
}
