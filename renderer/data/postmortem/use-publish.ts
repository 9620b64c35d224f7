import { useMemo, useRef, useState } from "react";
import type { OutgoingMessage } from "../../../shared/bridge/messages.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import type { BoundValue } from "../../../shared/domain/outreach/bound-value.ts";
import { chooseContact, type ChosenWay, waysTo } from "../../../shared/domain/outreach/choose-contact.ts";
import type { MessageText } from "../../../shared/domain/outreach/message-text.ts";
import { outreachIdentity, sendIdentity } from "../../../shared/domain/outreach/outreach-identity.ts";
import { publishedTexts } from "../../../shared/domain/postmortem/publish-texts.ts";
import type { Edit } from "../data-client.ts";
import { useDrafts } from "../drafts/drafts-context.ts";
import { useEdit, useSyncStatus } from "../hooks.ts";
import { type ComposedMessage, queueMessage, refuseMessage, saveDraft } from "../outreach-edits.ts";
import { handingOver, usePost } from "../outreach/post-context.ts";
import { useSenders } from "../outreach/use-composer.ts";
import type { PostmortemWork } from "../queries/postmortem-work.ts";
import { changePostmortem, publishPostmortem } from "./postmortem-edits.ts";
import { usePostmortemPen } from "./use-postmortem-pen.ts";

export type PublishOutcome = "queued" | "published" | "handed-over" | "cancelled" | "already" | "failed";

/** A PDF that the desktop has made. */
export interface MadePdf {
  readonly name: string;
  readonly sha256: string;
  readonly content: Uint8Array;
}

export interface Publishing {
  /** null = the senders of this laptop are being asked for. */
  readonly ways: readonly ChosenWay[] | null;
  readonly contact: RecordOf<"contact"> | null;
  /** As the mail would begin; null = what writes it is still being loaded. */
  readonly message: MessageText | null;
  readonly busy: boolean;
  /** The PDF as it would be published; null = it could not be made. */
  readonly makePdf: (name: string) => Promise<MadePdf | null>;
  /** `way` null = published without a message. */
  readonly publish: (words: MessageText, way: ChosenWay | null, pdf: MadePdf | null) => Promise<PublishOutcome>;
}

/** Whether a way carries the file. */
export function carriesFile({ way }: ChosenWay): boolean {
  return way === "smtp" || way === "eml";
}

/** A postmortem on its way to the customer. One click publishes it, and one message leaves for it. */
export function usePublish(work: PostmortemWork, record: RecordOf<"postmortem">, bound: readonly BoundValue[]): Publishing {
  const { account, incident, tasks, contacts, messages } = work;
  const edit = useEdit();
  const post = usePost();
  const marks = useDrafts();
  const senders = useSenders();
  const pen = usePostmortemPen();
  const { user, tenantName } = useSyncStatus();
  const [busy, setBusy] = useState(false);
  const underWay = useRef(false);
  const contact = useMemo(() => chooseContact(contacts, "notice", record.locale)?.contact ?? null, [contacts, record.locale]);
  const ways = useMemo(
    () => (senders === null ? null : waysTo(contact, account.id, senders).filter(({ way }) => way !== "phone")),
    [contact, account.id, senders],
  );
  const isOut = record.publishedAt !== null;
  const texts = useMemo(() => publishedTexts(record, isOut ? [] : bound), [record, bound, isOut]);
  const message = useMemo(() => {
    if (pen === null) return null;
    const author = user === null ? null : { name: user.name };
    return pen.postmortemMessage({
      postmortem: { ...record, ...texts },
      incident,
      account,
      contact,
      author,
      companyName: tenantName,
      tasks,
    });
  }, [pen, record, texts, incident, account, contact, user, tenantName, tasks]);

  const makePdf = async (name: string): Promise<MadePdf | null> => {
    if (pen === null) return null;
    const nowMs = Date.now();
    const publishedAt = record.publishedAt ?? new Date(nowMs).toISOString();
    const document = pen.postmortemDocument({
      postmortem: { ...record, ...texts, publishedAt },
      incident,
      account,
      bound: [],
      tasks,
      companyName: tenantName,
      nowMs,
    });
    const made = await post.pdf(document);
    return made === null ? null : { name, ...made };
  };
  const outOf = (nowMs: number, outreachId: string | null): readonly Edit[] => {
    if (!isOut) return publishPostmortem(record, texts, nowMs, outreachId);
    return record.outreachId === null && outreachId !== null ? changePostmortem(record, { outreachId }).edits : [];
  };
  const send = async (words: MessageText, way: ChosenWay, pdf: MadePdf | null): Promise<PublishOutcome> => {
    if (user === null) return "failed";
    const nowMs = Date.now();
    const outreachId = outreachIdentity(record.id, user.id, messages.filter(({ authorId }) => authorId === user.id).length);
    const file = carriesFile(way) ? pdf : null;
    const composed: ComposedMessage = {
      outreachId,
      sendId: sendIdentity(outreachId),
      account,
      contactId: contact?.id ?? null,
      peak: null,
      noticeId: null,
      remindsId: null,
      postmortemId: record.id,
      ...(file === null ? {} : { attachment: { name: file.name, bytes: file.content.length, sha256: file.sha256 } }),
      locale: record.locale,
      template: null,
      way: way.way,
      via: way.sender?.name ?? null,
      to: way.to,
      authorId: user.id,
      remindAtMs: null,
    };
    const outgoing: OutgoingMessage = {
      outreachId,
      accountId: account.id,
      to: way.to === null ? [] : [way.to],
      cc: [],
      subject: words.subject,
      text: words.body,
      language: record.locale,
      calendar: null,
      attachment: file === null ? null : { name: file.name, sha256: file.sha256 },
    };
    const whole = { ...words, bound: [] };
    if (way.sender === null) {
      const how = await post.handOver(way.way === "mailto" ? "mailto" : "eml", outgoing);
      if (how !== "opened") return how === "cancelled" ? "cancelled" : "failed";
      const kept = await edit([...saveDraft(null, composed, whole).edits, ...outOf(nowMs, outreachId)]);
      return kept.ok ? "handed-over" : "failed";
    }
    const mark = `${handingOver}${outreachId}`;
    marks.set(mark, "1");
    await marks.flush();
    // One transaction: it is published and its message queued, or neither.
    const done = await edit([...queueMessage(null, composed, whole, nowMs).edits, ...outOf(nowMs, outreachId)]);
    if (!done.ok) {
      marks.set(mark, null);
      return done.error.code === "invalid" ? "already" : "failed";
    }
    const state = await post.send(composed.sendId, way.sender.id, outgoing);
    if (state === null) await edit(refuseMessage(composed, Date.now()).edits);
    marks.set(mark, null);
    return state === null ? "failed" : "queued";
  };
  return {
    ways,
    contact,
    message,
    busy,
    makePdf,
    publish: async (words, way, pdf) => {
      if (underWay.current) return "already";
      underWay.current = true;
      setBusy(true);
      try {
        if (way !== null) return await send(words, way, pdf);
        return (await edit(outOf(Date.now(), null))).ok ? "published" : "failed";
      } finally {
        underWay.current = false;
        setBusy(false);
      }
    },
  };
}
