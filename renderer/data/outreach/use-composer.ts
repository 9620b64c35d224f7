import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { OutgoingMessage, SenderInfo } from "../../../shared/bridge/messages.ts";
import type { Composition } from "../../../shared/domain/outreach/compose-message.ts";
import type { MessageText } from "../../../shared/domain/outreach/message-text.ts";
import { outreachIdentity, sendIdentity } from "../../../shared/domain/outreach/outreach-identity.ts";
import type { TemplateKey } from "../../../shared/domain/outreach/outreach-template.ts";
import type { SendingWay } from "../../../shared/domain/outreach/outreach.ts";
import { calendarName } from "../../../shared/domain/outreach/calendar-name.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { useDrafts } from "../drafts/drafts-context.ts";
import { useDraft } from "../drafts/use-draft.ts";
import { useEdit, useQuery, useSyncStatus } from "../hooks.ts";
import {
  type AnswerFields,
  type ComposedMessage,
  queueMessage,
  recordAnswer,
  refuseMessage,
  saveDraft,
  sentByHand,
} from "../outreach-edits.ts";
import type { EditOutcome } from "../undoable-edits.ts";
import { useUndoableEdit } from "../use-undoable-edit.ts";
import type { ComposeFacts } from "../queries/compose-facts.ts";
import { handingOver, usePost } from "./post-context.ts";
import { usePen } from "./use-pen.ts";

/** What became of a click on send. */
export type SendOutcome = "queued" | "handed-over" | "noted" | "too-long" | "cancelled" | "failed" | "already";

export interface Composer {
  /** undefined = still being read; null = there is no such peak (any more). */
  readonly composition: Composition | null | undefined;
  readonly facts: ComposeFacts | null;
  readonly key: TemplateKey;
  /** The newest message about this peak that is not a draft. */
  readonly latest: RecordOf<"outreach"> | null;
  /** Handed to the mail program, and not yet said to be sent. */
  readonly handedOver: boolean;
  readonly busy: boolean;
  /** A request of this peak is there, so that its outcome can be told. */
  readonly canConfirm: boolean;
  readonly choose: (part: {
    readonly contactId?: string;
    readonly way?: string;
    readonly key?: TemplateKey;
    readonly attach?: boolean;
  }) => void;
  /** Whether the mail carries the date as .ics: that of an event does unless somebody says otherwise. null = this way carries none. */
  readonly attaches: boolean | null;
  /** null = back to the template's words. */
  readonly write: (text: MessageText | null) => void;
  /** Keeps the words as a draft that colleagues and other laptops see. */
  readonly keep: () => Promise<boolean>;
  /** `line` is the timeline's, in the reader's language. */
  readonly send: (line: string) => Promise<SendOutcome>;
  readonly markSent: (line: string) => Promise<boolean>;
  readonly answer: (fields: AnswerFields, subject: string, report: (outcome: EditOutcome) => void) => Promise<boolean>;
  /** The .ics of the peak, in the words of the message. */
  readonly calendar: () => string | null;
}

interface Choice {
  readonly contactId: string | null;
  readonly way: string | null;
  readonly key: TemplateKey | null;
  readonly edited: MessageText | null;
  readonly handedOver: boolean;
  /** Absent in drafts of earlier versions; null = as is usual. */
  readonly attach?: boolean | null;
}
const untouched: Choice = { contactId: null, way: null, key: null, edited: null, handedOver: false, attach: null };
/** Ways that carry a file beside the words. */
const carrying: readonly SendingWay[] = ["smtp", "eml"];

/** The message about a peak: composed from the laptop's own data, edited, sent once. What was chosen and typed outlives a lock. */
export function useComposer(accountId: string, peakId: string): Composer {
  const { data: facts } = useQuery(
    "composeFacts",
    useMemo(() => ({ accountId, peakId }), [accountId, peakId]),
  );
  const { user, tenantName } = useSyncStatus();
  const post = usePost();
  const drafts = useDrafts();
  const edit = useEdit();
  const editUndoable = useUndoableEdit();
  const senders = useSenders();
  const pen = usePen();
  const { value: choice, set } = useDraft(`outreach ${peakId}`, untouched);
  const [busy, setBusy] = useState(false);
  const sending = useRef(false);
  const [openedMs] = useState(() => Date.now());
  const own = facts?.account.id === accountId ? facts : null;
  const messages = own?.messages ?? [];
  const latest = messages.find((one) => one.state !== "draft" && one.state !== "cancelled") ?? null;
  const draft = messages.find((one) => one.state === "draft" && (one.authorId == null || one.authorId === user?.id)) ?? null;
  const key = choice.key ?? (latest?.state === "sent" ? "peak-reminder" : "peak-check");
  const composition = useMemo((): Composition | null | undefined => {
    if (facts === undefined || pen === null || senders === null) return undefined;
    if (own === null || own.peak === null) return facts === null || own !== null ? null : undefined;
    const request = own.request;
    // A draft that somebody kept is gone on with; one of an earlier version has a subject alone.
    const kept = draft?.body === undefined || draft.template?.key !== key ? null : { subject: draft.subject, body: draft.body };
    return pen.composeMessage({
      ...own,
      peak: own.peak,
      senders,
      author: user,
      companyName: tenantName,
      askedMs: latest?.sentAt == null ? null : Date.parse(latest.sentAt),
      request,
      key: key === "capacity-confirmed" && request === null ? "peak-check" : key,
      contactId: choice.contactId,
      way: choice.way,
      edited: choice.edited ?? kept,
      nowMs: openedMs,
    });
  }, [facts, own, pen, senders, user, tenantName, latest, draft, key, choice, openedMs]);

  const composed = (way: NonNullable<Composition["way"]>): ComposedMessage | null => {
    if (own === null || own.peak === null || composition == null || user === null) return null;
    const ordinal = messages.filter((one) => one.authorId === user.id && one.state !== "draft").length;
    const outreachId = draft?.id ?? outreachIdentity(peakId, user.id, ordinal);
    return {
      outreachId,
      sendId: sendIdentity(outreachId),
      account: own.account,
      contactId: composition.contact?.id ?? null,
      peak: own.peak,
      noticeId: null,
      remindsId: key === "peak-reminder" ? (latest?.id ?? null) : null,
      locale: composition.template.locale,
      template: { key, version: composition.template.version },
      way: way.way,
      via: way.sender?.name ?? null,
      to: way.way === "phone" ? null : way.to,
      authorId: user.id,
      remindAtMs: composition.remindAtMs,
    };
  };
  const attaches =
    composition?.way == null || !carrying.includes(composition.way.way) ? null : (choice.attach ?? (own?.peak?.eventIds.length ?? 0) > 0);
  const calendar = (): string | null => {
    if (pen === null || own === null || own.peak === null || composition == null || !composition.message.ok) return null;
    const { peak } = own;
    const { subject, body } = composition.message.value;
    return pen.eventCalendar({
      uid: `${peak.peakId}@headroom`,
      title: subject,
      text: body,
      startMs: peak.startMs,
      endMs: peak.endMs,
      madeMs: Date.now(),
    });
  };
  const calendarFile = (subject: string): OutgoingMessage["calendar"] => {
    const text = calendar();
    return text === null ? null : { name: calendarName(subject), text };
  };
  const sendOnce = async (line: string): Promise<SendOutcome> => {
    const way = composition?.way ?? null;
    const message = way === null ? null : composed(way);
    if (composition == null || way === null || message === null || !composition.message.ok) return "failed";
    const { subject, body, used } = composition.message.value;
    const words = { subject, body, bound: used };
    const outgoing: OutgoingMessage = {
      outreachId: message.outreachId,
      accountId,
      to: way.way === "smtp" || way.way === "eml" || way.way === "mailto" ? [way.to ?? ""] : [],
      cc: [],
      subject,
      text: body,
      language: composition.template.locale,
      calendar: attaches === true ? calendarFile(subject) : null,
    };
    switch (way.way) {
      case "phone": {
        const done = await edit(sentByHand(draft, message, words, Date.now(), line).edits);
        if (done.ok) set(untouched);
        return done.ok ? "noted" : "failed";
      }
      case "eml":
      case "mailto": {
        const how = await post.handOver(way.way, outgoing);
        if (how !== "opened") return how ?? "failed";
        // Until the CSM says that it was sent it is a draft, in the words that were handed over.
        const kept = await edit(saveDraft(draft, message, { ...composition.text, bound: [] }).edits);
        set({ ...choice, handedOver: true });
        return kept.ok ? "handed-over" : "failed";
      }
      default: {
        if (way.sender === null) return "failed";
        const mark = `${handingOver}${message.outreachId}`;
        drafts.set(mark, "1");
        await drafts.flush();
        const done = await edit(queueMessage(draft, message, words, Date.now()).edits);
        // Without its record nothing leaves: nobody would know of it. Another window was quicker, or the disk is full.
        if (!done.ok) {
          drafts.set(mark, null);
          return done.error.code === "invalid" ? "already" : "failed";
        }
        set(untouched);
        const state = await post.send(message.sendId, way.sender.id, outgoing);
        if (state === null) await edit(refuseMessage(message, Date.now()).edits);
        drafts.set(mark, null);
        return state === null ? "failed" : "queued";
      }
    }
  };
  return {
    composition,
    facts: own,
    key,
    latest,
    handedOver: choice.handedOver,
    busy,
    canConfirm: own?.request?.state === "confirmed" || own?.request?.state === "provisioned",
    choose: (part) => set({ ...choice, ...part, ...(part.key === undefined || part.key === key ? {} : { edited: null }) }),
    write: (text) => set({ ...choice, edited: text }),
    keep: async () => {
      const message = composition?.way == null ? null : composed(composition.way);
      if (composition == null || message === null) return false;
      const done = await edit(saveDraft(draft, message, { ...composition.text, bound: [] }).edits);
      if (done.ok) set({ ...choice, edited: null });
      return done.ok;
    },
    send: async (line) => {
      if (sending.current) return "already";
      sending.current = true;
      setBusy(true);
      try {
        return await sendOnce(line);
      } finally {
        sending.current = false;
        setBusy(false);
      }
    },
    markSent: async (line) => {
      const message = composition?.way == null ? null : composed(composition.way);
      if (composition == null || message === null || !composition.message.ok) return false;
      const { subject, body, used } = composition.message.value;
      const done = await edit(sentByHand(draft, message, { subject, body, bound: used }, Date.now(), line).edits);
      if (done.ok) set(untouched);
      return done.ok;
    },
    answer: async (fields, subject, report) => {
      const message = composed(composition?.way ?? { way: "phone", sender: null, to: null });
      if (message === null) return false;
      const { edits, inverses } = recordAnswer(latest, message, subject, fields, Date.now());
      return await editUndoable(edits, inverses, report);
    },
    attaches,
    calendar,
  };
}

/** Senders of this laptop; null = being asked for. Asked for again when the window comes back to the front: they may have been set up since. */
export function useSenders(): readonly SenderInfo[] | null {
  const post = usePost();
  const [senders, setSenders] = useState<readonly SenderInfo[] | null>(null);
  const ask = useCallback(() => void post.senders().then(setSenders), [post]);
  useEffect(() => {
    ask();
    addEventListener("focus", ask);
    return () => removeEventListener("focus", ask);
  }, [ask]);
  return senders;
}
