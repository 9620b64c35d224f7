import type { ReactNode } from "react";
import { useState } from "react";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { useQuery } from "../../data/hooks.ts";
import { type NoticeSent, useNoticeMessage } from "../../data/notices/use-notice-message.ts";
import { Button } from "../../ui/button.tsx";
import { wayWords } from "../../ui/compose/compose-words.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { useText } from "../../ui/text.ts";
import { TextArea, TextField } from "../../ui/text-field.tsx";
import { useToast } from "../../ui/toast.tsx";
import styles from "./notices.module.css";

interface Props {
  readonly draft: RecordOf<"outreach">;
  readonly accountName: string;
  readonly noticeTitle: string;
  readonly onClose: () => void;
}

/** A draft as it would leave: to whom, how, in which words. One click sends it, once. */
export function MessageDialog({ draft, accountName, noticeTitle, onClose }: Props): ReactNode {
  const t = useText("notices");
  const outreach = useText("outreach");
  const domain = useText("domain");
  const common = useText("common");
  const toast = useToast();
  const { data: contacts } = useQuery("accountContacts", { accountId: draft.accountId });
  const contact = contacts?.find(({ record }) => record.id === draft.contactId)?.record ?? null;
  const message = useNoticeMessage(draft, contact);
  const [words, setWords] = useState({ subject: draft.subject, body: draft.body ?? "" });
  const [chosen, setChosen] = useState<number>(0);
  const [handed, setHanded] = useState(false);
  const ways = message.ways ?? [];
  const way = ways[chosen] ?? null;
  const isEmpty = words.subject.trim() === "" || words.body.trim() === "";
  const done = (sent: NoticeSent): void => {
    if (sent === "cancelled" || sent === "already") return;
    if (sent === "handed-over") return setHanded(true);
    if (sent === "failed" || sent === "too-long")
      return toast({ text: t(sent === "failed" ? "message.failed" : "message.tooLong"), tone: "error" });
    toast({ text: t(sent === "queued" ? "message.sent" : sent === "noted" ? "message.marked" : "message.saved") });
    onClose();
  };
  const save = async (): Promise<void> => done(await message.save(words));
  const send = async (): Promise<void> => {
    if (way === null || isEmpty) return;
    done(handed ? await message.markSent(words, way, t("message.line", { title: noticeTitle })) : await message.send(words, way));
  };
  return (
    <Dialog
      open
      width={680}
      title={`${accountName} · ${contact === null ? t("message.nobody") : t("message.to", { name: contact.name })}`}
      onClose={onClose}
      actions={
        <>
          <Button variant="ghost" onClick={onClose}>
            {common("action.cancel")}
          </Button>
          <Button disabled={message.busy || way === null || isEmpty} onClick={() => void save()}>
            {common("action.save")}
          </Button>
          <Button variant="solid" disabled={message.busy || way === null || isEmpty} onClick={() => void send()}>
            {handed
              ? t("message.markSent")
              : way !== null && way.sender === null
                ? t("message.hand")
                : t("message.send", { account: accountName })}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Field label={t("message.way")} {...(message.ways !== null && ways.length === 0 ? { error: t("message.noWay") } : {})}>
          {(control) => (
            <Select
              {...control}
              value={String(chosen)}
              options={ways.map((one, index) => ({
                id: String(index),
                label: [wayWords(one, { t: outreach, domain }), one.to].filter(Boolean).join(" · "),
              }))}
              onChange={(id) => setChosen(Number(id))}
            />
          )}
        </Field>
        <Field label={t("message.subject")}>
          {(control) => (
            <TextField {...control} maxLength={300} value={words.subject} onChange={(subject) => setWords({ ...words, subject })} />
          )}
        </Field>
        <Field label={t("message.body")} {...(handed ? { hint: t("message.handed") } : {})}>
          {(control) => (
            <TextArea
              {...control}
              rows={14}
              maxLength={20_000}
              lang={draft.locale}
              value={words.body}
              onChange={(body) => setWords({ ...words, body })}
            />
          )}
        </Field>
      </div>
    </Dialog>
  );
}
