import { useMemo, useRef, useState } from "react";
import type { OutgoingMessage } from "../../../shared/bridge/messages.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { type ChosenWay, waysTo } from "../../../shared/domain/outreach/choose-contact.ts";
import { sendIdentity } from "../../../shared/domain/outreach/outreach-identity.ts";
import { useDrafts } from "../drafts/drafts-context.ts";
import { useEdit, useSyncStatus } from "../hooks.ts";
import { type ComposedMessage, queueMessage, refuseMessage, saveDraft, sentByHand } from "../outreach-edits.ts";
import { handingOver, usePost } from "../outreach/post-context.ts";
import { useSenders } from "../outreach/use-composer.ts";

export interface NoticeWords {
  readonly subject: string;
  readonly body: string;
}
/** What became of a click. */
export type NoticeSent = "queued" | "handed-over" | "noted" | "saved" | "too-long" | "cancelled" | "failed" | "already";

export interface NoticeMessage {
  /** null = the senders of this laptop are being asked for. */
  readonly ways: readonly ChosenWay[] | null;
  readonly busy: boolean;
  readonly save: (words: NoticeWords) => Promise<NoticeSent>;
  /** Sends it once, or hands it to the mail program, where it stays a draft until somebody says that it was sent. */
  readonly send: (words: NoticeWords, way: ChosenWay) => Promise<NoticeSent>;
  /** `line` is the timeline's. */
  readonly markSent: (words: NoticeWords, way: ChosenWay, line: string) => Promise<NoticeSent>;
}

/** A draft about a notice on its way out. Of two windows or clicks that send it one does. */
export function useNoticeMessage(draft: RecordOf<"outreach">, contact: RecordOf<"contact"> | null): NoticeMessage {
  const edit = useEdit();
  const post = usePost();
  const marks = useDrafts();
  const senders = useSenders();
  const { user } = useSyncStatus();
  const [busy, setBusy] = useState(false);
  const underWay = useRef(false);
  const ways = useMemo(
    () => (senders === null ? null : waysTo(contact, draft.accountId, senders).filter(({ way }) => way !== "phone")),
    [contact, draft.accountId, senders],
  );
  const composed = (way: ChosenWay): ComposedMessage => ({
    outreachId: draft.id,
    sendId: sendIdentity(draft.id),
    account: { id: draft.accountId },
    contactId: draft.contactId,
    peak: null,
    noticeId: draft.noticeId ?? null,
    remindsId: null,
    locale: draft.locale ?? "en",
    template: draft.template ?? null,
    way: way.way,
    via: way.sender?.name ?? null,
    to: way.to,
    authorId: user?.id ?? draft.authorId ?? null,
    remindAtMs: null,
  });
  const bound = draft.bound ?? [];
  const once = async (job: () => Promise<NoticeSent>): Promise<NoticeSent> => {
    if (underWay.current) return "already";
    underWay.current = true;
    setBusy(true);
    try {
      return await job();
    } finally {
      underWay.current = false;
      setBusy(false);
    }
  };
  const hand = async (words: NoticeWords, way: ChosenWay, outgoing: OutgoingMessage): Promise<NoticeSent> => {
    const how = await post.handOver(way.way === "mailto" ? "mailto" : "eml", outgoing);
    if (how !== "opened") return how ?? "failed";
    const kept = await edit(saveDraft(draft, composed(way), { ...words, bound }).edits);
    return kept.ok ? "handed-over" : "failed";
  };
  const queue = async (words: NoticeWords, way: ChosenWay, senderId: string, outgoing: OutgoingMessage): Promise<NoticeSent> => {
    const message = composed(way);
    const mark = `${handingOver}${draft.id}`;
    marks.set(mark, "1");
    await marks.flush();
    const done = await edit(queueMessage(draft, message, { ...words, bound }, Date.now()).edits);
    // Without its record nothing leaves: another window was quicker, or the disk is full.
    if (!done.ok) {
      marks.set(mark, null);
      return done.error.code === "invalid" ? "already" : "failed";
    }
    const state = await post.send(message.sendId, senderId, outgoing);
    if (state === null) await edit(refuseMessage(message, Date.now()).edits);
    marks.set(mark, null);
    return state === null ? "failed" : "queued";
  };
  return {
    ways,
    busy,
    save: (words) =>
      once(async () => {
        const [way] = ways ?? [];
        if (way === undefined) return "failed";
        return (await edit(saveDraft(draft, composed(way), { ...words, bound }).edits)).ok ? "saved" : "failed";
      }),
    send: (words, way) =>
      once(async () => {
        const outgoing: OutgoingMessage = {
          outreachId: draft.id,
          accountId: draft.accountId,
          to: way.to === null ? [] : [way.to],
          cc: [],
          subject: words.subject,
          text: words.body,
          language: draft.locale ?? "en",
          calendar: null,
        };
        return way.sender === null ? await hand(words, way, outgoing) : await queue(words, way, way.sender.id, outgoing);
      }),
    markSent: (words, way, line) =>
      once(async () =>
        (await edit(sentByHand(draft, composed(way), { ...words, bound }, Date.now(), line).edits)).ok ? "noted" : "failed",
      ),
  };
}
