import type { ReactNode } from "react";
import { useEffect, useRef, useState } from "react";
import type { ChosenWay } from "../../../shared/domain/outreach/choose-contact.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { useSyncStatus } from "../../data/hooks.ts";
import { carriesFile, type MadePdf, type Publishing } from "../../data/postmortem/use-publish.ts";
import type { PostmortemView } from "../../data/postmortem/use-postmortem.ts";
import { Button } from "../../ui/button.tsx";
import { wayWords } from "../../ui/compose/compose-words.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { useFormats } from "../../ui/formats.ts";
import { Select } from "../../ui/select.tsx";
import { useShell } from "../../ui/shell-context.ts";
import { useText } from "../../ui/text.ts";
import { TextArea, TextField } from "../../ui/text-field.tsx";
import { useToast } from "../../ui/toast.tsx";
import styles from "./postmortem.module.css";

interface PublishProps {
  readonly view: PostmortemView;
  readonly record: RecordOf<"postmortem">;
  readonly publishing: Publishing;
  readonly pdfName: string;
  readonly onClose: () => void;
}

const without = "none";

/** Says exactly what will be fixed and what will leave, to whom and how, before it does. */
export function PublishDialog({ view, record, publishing, pdfName, onClose }: PublishProps): ReactNode {
  const t = useText("postmortem");
  const outreach = useText("outreach");
  const domain = useText("domain");
  const common = useText("common");
  const formats = useFormats();
  const toast = useToast();
  const shell = useShell();
  const { phase } = useSyncStatus();
  const { account, messages } = view.work;
  const { contact, busy, makePdf } = publishing;
  const [pdf, setPdf] = useState<MadePdf | null | undefined>(undefined);
  const [chosen, setChosen] = useState<string | null>(null);
  const [typed, setTyped] = useState<{ readonly subject: string; readonly body: string } | null>(null);
  const [drawn] = useState(() => () => makePdf(pdfName));
  useEffect(() => {
    let gone = false;
    void drawn().then((made) => {
      if (!gone) setPdf(made);
    });
    return () => {
      gone = true;
    };
  }, [drawn]);
  // A mail that carries the file before one that does not; without any it is handed over otherwise.
  const ways: readonly ChosenWay[] = (publishing.ways ?? []).toSorted((a, b) => Number(carriesFile(b)) - Number(carriesFile(a)));
  const isOut = record.publishedAt !== null;
  const options = [
    ...ways.map((way, index) => ({
      id: String(index),
      label: [wayWords(way, { t: outreach, domain }), way.to].filter(Boolean).join(" · "),
    })),
    ...(isOut ? [] : [{ id: without, label: t("publish.none") }]),
  ];
  const choice = chosen ?? options[0]?.id ?? without;
  const way = choice === without ? null : (ways[Number(choice)] ?? null);
  const words = typed ?? publishing.message;
  const isReady = publishing.ways !== null && words !== null && pdf !== undefined && !busy && (way === null || words.body.trim() !== "");
  const confirm = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // Not while somebody writes in one of the fields.
    if (isReady && !confirm.current?.closest("[role=dialog]")?.querySelector("input:focus, textarea:focus, select:focus"))
      confirm.current?.focus();
  }, [isReady]);
  const send = async (): Promise<void> => {
    if (words === null || !isReady) return;
    const outcome = await publishing.publish(words, way, pdf ?? null);
    toast({ text: t(`outcome.${outcome}`, { account: account.name }), tone: outcome === "failed" ? "error" : "info" });
    if (outcome !== "cancelled" && outcome !== "failed") onClose();
  };
  const file =
    pdf === undefined
      ? t("publish.making")
      : pdf === null
        ? t("publish.noPdf")
        : way !== null && carriesFile(way)
          ? t("publish.attached", { size: formats.bytes(pdf.content.length), name: pdf.name })
          : t("publish.notAttached");
  return (
    <Dialog
      open
      width={720}
      title={t("publish.title", { account: account.name })}
      onClose={onClose}
      actions={
        <>
          <Button variant="ghost" onClick={onClose}>
            {common("action.cancel")}
          </Button>
          <Button disabled={pdf == null} onClick={() => pdf != null && void shell.saveFile(pdf.name, pdf.content)}>
            {t("action.pdf")}
          </Button>
          <Button ref={confirm} variant="solid" disabled={!isReady} onClick={() => void send()}>
            {way === null ? t("publish.only") : isOut ? t("publish.mail") : t("publish.send")}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <ul className={styles.says}>
          {!isOut && <li>{t("publish.says")}</li>}
          {!isOut && record.reviewerId === null && <li className={styles.warn}>{t("publish.unreviewed")}</li>}
          {way?.sender != null && (
            <li>
              {t("publish.leaves", { via: way.sender.name, to: [contact?.name, way.to].filter(Boolean).join(" · ") })}
              {phase === "offline" ? ` ${outreach("confirm.offline")}` : ""}
            </li>
          )}
          {messages.some(({ sentAt }) => sentAt !== null) && <li className={styles.warn}>{t("publish.again")}</li>}
          <li>{file}</li>
        </ul>
        <Field label={t("publish.way")}>{(control) => <Select {...control} value={choice} options={options} onChange={setChosen} />}</Field>
        {way !== null && (
          <>
            <Field label={t("publish.to")}>
              {() => <span>{contact === null ? t("publish.nobody") : [contact.name, way.to].filter(Boolean).join(" · ")}</span>}
            </Field>
            <Field label={t("publish.subject")}>
              {(control) => (
                <TextField
                  {...control}
                  maxLength={300}
                  value={words?.subject ?? ""}
                  onChange={(subject) => words !== null && setTyped({ ...words, subject })}
                />
              )}
            </Field>
            <Field label={t("publish.body")}>
              {(control) => (
                <TextArea
                  {...control}
                  rows={12}
                  maxLength={20_000}
                  lang={record.locale}
                  value={words?.body ?? ""}
                  onChange={(body) => words !== null && setTyped({ ...words, body })}
                />
              )}
            </Field>
          </>
        )}
      </div>
    </Dialog>
  );
}
