import type { Account } from "../../shared/domain/account/account.ts";
import type { RecordOf } from "../../shared/domain/kinds.ts";
import type { BoundValue } from "../../shared/domain/outreach/bound-value.ts";
import type { Outreach, SendingWay } from "../../shared/domain/outreach/outreach.ts";
import { stepRequest } from "../../shared/domain/capacity-request/request-steps.ts";
import type { CapacityRequest } from "../../shared/domain/capacity-request/capacity-request.ts";
import type { RadarPeak } from "../../shared/domain/peak/radar.ts";
import type { Json } from "../../shared/kernel/json.ts";
import type { Edit } from "./data-client.ts";
import { patchWithInverse } from "./inverse-edits.ts";

/** Edits and what takes them back; no inverses = nothing does: it has left the laptop. */
export interface OutreachEdit {
  readonly edits: readonly Edit[];
  readonly inverses: readonly Edit[];
}

/** A message as it stands in the composer. */
export interface ComposedMessage {
  readonly outreachId: string;
  readonly sendId: string;
  readonly account: Pick<Account, "id">;
  readonly contactId: string | null;
  readonly peak: Pick<RadarPeak, "peakId" | "region" | "atMs"> | null;
  readonly noticeId: string | null;
  readonly remindsId: string | null;
  readonly postmortemId?: string;
  /** The file that goes with it. */
  readonly attachment?: NonNullable<Outreach["attachment"]>;
  readonly locale: string;
  readonly template: { readonly key: string; readonly version: number } | null;
  readonly way: SendingWay;
  /** Name of the sender. */
  readonly via: string | null;
  readonly to: string | null;
  readonly authorId: string | null;
  readonly remindAtMs: number | null;
}

/** Its words: while a draft with `{{ token }}`, afterwards as sent. */
export interface ComposedWords {
  readonly subject: string;
  readonly body: string;
  readonly bound: readonly BoundValue[];
}

const channelOf: Readonly<Record<SendingWay, Outreach["channel"]>> = {
  smtp: "email",
  eml: "email",
  mailto: "email",
  wecom: "wecom",
  feishu: "feishu",
  dingtalk: "dingtalk",
  slack: "slack",
  teams: "teams",
  phone: "phone",
};

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function topicOf({ postmortemId, remindsId, noticeId }: ComposedMessage): NonNullable<Outreach["topic"]> {
  if (postmortemId !== undefined) return "postmortem";
  return remindsId !== null ? "reminder" : noticeId !== null ? "notice" : "peak";
}

function messageFields(message: ComposedMessage, words: ComposedWords): Readonly<Record<string, Json>> {
  const { peak, way } = message;
  return {
    accountId: message.account.id,
    contactId: message.contactId,
    subject: words.subject,
    channel: channelOf[way],
    region: peak?.region ?? null,
    peakAt: peak === null ? null : iso(peak.atMs),
    topic: topicOf(message),
    ...(message.postmortemId === undefined ? {} : { postmortemId: message.postmortemId }),
    ...(message.attachment === undefined ? {} : { attachment: message.attachment }),
    peakId: peak?.peakId ?? null,
    noticeId: message.noticeId,
    remindsId: message.remindsId,
    locale: message.locale,
    body: words.body,
    bound: words.bound,
    template: message.template,
    authorId: message.authorId,
    way,
    via: message.via,
    to: message.to,
  };
}

const unsent = { state: "draft", sentAt: null, queuedAt: null, sendId: null, failure: null } as const;

/** Fields that a message of an earlier version may lack and that cannot hold null: what takes a change back leaves them as they are, or empties them. */
const keptByUndo: readonly string[] = ["topic", "locale", "bound"];
const emptiedByUndo: readonly string[] = ["body", "answerNote"];

function patchMessage(record: RecordOf<"outreach">, fields: Readonly<Record<string, Json>>): ReturnType<typeof patchWithInverse> {
  const { edit, inverse } = patchWithInverse("outreach", record, fields);
  if (inverse.op !== "patch") return { edit, inverse };
  const before = Object.entries(inverse.fields)
    .filter(([name, value]) => value !== null || !keptByUndo.includes(name))
    .map(([name, value]) => [name, value === null && emptiedByUndo.includes(name) ? "" : value]);
  return { edit, inverse: { ...inverse, fields: Object.fromEntries(before) as Record<string, Json> } };
}

/** Writes the message as a record, over the draft that there is of it. */
function written(
  before: RecordOf<"outreach"> | null,
  message: ComposedMessage,
  words: ComposedWords,
  stands: Readonly<Record<string, Json>>,
): OutreachEdit {
  const fields = { ...messageFields(message, words), ...stands };
  if (before !== null) {
    const { edit, inverse } = patchMessage(before, fields);
    return { edits: [edit], inverses: [inverse] };
  }
  const id = message.outreachId;
  return {
    edits: [{ op: "create", kind: "outreach", id, fields: { ...fields, answeredAt: null, answeredPcu: null } }],
    inverses: [{ op: "delete", kind: "outreach", id }],
  };
}

/** Keeps what is being written, with its numbers still bound. */
export function saveDraft(before: RecordOf<"outreach"> | null, message: ComposedMessage, words: ComposedWords): OutreachEdit {
  return written(before, message, words, unsent);
}

/** The CSM has clicked: the words are final, and it waits for the desktop to send it. Giving it up is another edit. */
export function queueMessage(
  before: RecordOf<"outreach"> | null,
  message: ComposedMessage,
  words: ComposedWords,
  nowMs: number,
): OutreachEdit {
  const stands = {
    state: "queued",
    sentAt: null,
    queuedAt: iso(nowMs),
    sendId: message.sendId,
    failure: null,
    remindAt: message.remindAtMs === null ? null : iso(message.remindAtMs),
  };
  return { edits: written(before, message, words, stands).edits, inverses: [] };
}

/** The desktop did not take what was queued a moment ago. */
export function refuseMessage(message: ComposedMessage, nowMs: number): OutreachEdit {
  const at = iso(nowMs);
  const fields = { state: "failed", sentAt: null, queuedAt: at, sendId: message.sendId, failure: { code: "interrupted", at } };
  return { edits: [{ op: "patch", kind: "outreach", id: message.outreachId, fields }], inverses: [] };
}

/** It went by hand: a call that was made, a mail that the CSM has sent from the mail program. */
export function sentByHand(
  before: RecordOf<"outreach"> | null,
  message: ComposedMessage,
  words: ComposedWords,
  nowMs: number,
  line: string,
): OutreachEdit {
  const stands = {
    state: "sent",
    sentAt: iso(nowMs),
    queuedAt: before?.queuedAt ?? null,
    sendId: before?.sendId ?? null,
    failure: null,
    remindAt: message.remindAtMs === null ? null : iso(message.remindAtMs),
  };
  const entry = timelineOf(
    message.outreachId,
    message.account.id,
    message.authorId,
    nowMs,
    message.way === "phone" ? "call" : "outreach",
    line,
  );
  return { edits: [...written(before, message, words, stands).edits, entry], inverses: [] };
}

/** One line of the account's timeline, named after the message: noted by two windows it is one line still. */
function timelineOf(
  outreachId: string,
  accountId: string,
  authorId: string | null,
  atMs: number,
  type: "call" | "outreach",
  text: string,
): Edit {
  return {
    op: "create",
    kind: "timeline",
    id: `note_${outreachId}.sent`,
    fields: { accountId, at: iso(atMs), type, text, authorId, refKind: "outreach", refId: outreachId },
  };
}

/** Given to the desktop, and not known to have gone. */
const openStates: readonly Outreach["state"][] = ["queued", "unsure", "failed"];

/** What became of a message, as the desktop tells it. null = the record says so already, or has ended otherwise. */
export function noteOutcome(
  record: RecordOf<"outreach">,
  outcome: { readonly state: "sent" | "failed" | "unsure"; readonly atMs: number; readonly fault: string | null },
  line: string,
): OutreachEdit | null {
  // It may turn out to have been sent, whatever was thought of it before; once it was, it was.
  const isOpen = outcome.state === "sent" ? record.sentAt === null : openStates.includes(record.state);
  if (!isOpen || (record.state === outcome.state && outcome.state === "unsure")) return null;
  const stands = {
    state: outcome.state,
    sentAt: outcome.state === "sent" ? iso(outcome.atMs) : null,
    queuedAt: record.queuedAt ?? null,
    sendId: record.sendId ?? null,
    failure: outcome.state === "sent" ? null : { code: outcome.fault ?? "unsure", at: iso(outcome.atMs) },
  };
  if (record.state === "failed" && outcome.state === "failed" && record.failure?.code === stands.failure?.code) return null;
  const { edit } = patchMessage(record, stands);
  const entry = timelineOf(record.id, record.accountId, record.authorId ?? null, outcome.atMs, "outreach", line);
  return { edits: outcome.state === "sent" ? [edit, entry] : [edit], inverses: [] };
}

/** Tries again what failed, or what the CSM says did not arrive. */
export function queueAgain(record: RecordOf<"outreach">, nowMs: number): OutreachEdit {
  const { edit } = patchMessage(record, {
    state: "queued",
    sentAt: null,
    queuedAt: iso(nowMs),
    sendId: record.sendId ?? null,
    failure: null,
  });
  return { edits: [edit], inverses: [] };
}

/** Gives up what was not sent. */
export function cancelMessage(record: RecordOf<"outreach">): OutreachEdit {
  const { edit, inverse } = patchMessage(record, {
    ...unsent,
    state: "cancelled",
    queuedAt: record.queuedAt ?? null,
    sendId: record.sendId ?? null,
  });
  // What waits in the desktop's outbox is given up there, too: only a draft comes back.
  return { edits: [edit], inverses: record.state === "draft" ? [inverse] : [] };
}

export interface AnswerFields {
  /** PCU the customer expects; null = not said. */
  readonly expectedPcu: number | null;
  readonly wantsResources: boolean | null;
  readonly declined: boolean;
  readonly note: string;
}

/** The customer's answer. Without a message that asked (a call that came in), one that says so. */
export function recordAnswer(
  record: RecordOf<"outreach"> | null,
  message: ComposedMessage,
  subject: string,
  answer: AnswerFields,
  nowMs: number,
): OutreachEdit {
  const answered = {
    state: answer.declined ? "declined" : "answered",
    answeredAt: iso(nowMs),
    answeredPcu: answer.expectedPcu,
    wantsResources: answer.wantsResources,
    answerNote: answer.note,
    remindAt: null,
  };
  const isOut =
    record !== null &&
    (record.state === "sent" || record.state === "answered" || record.state === "declined" || record.state === "expired");
  if (isOut) {
    const { edit, inverse } = patchMessage(record, answered);
    return { edits: [edit], inverses: [inverse] };
  }
  const words = { subject, body: "", bound: [] };
  const id = record === null ? message.outreachId : `${message.outreachId}.answer`;
  return {
    edits: [
      {
        op: "create",
        kind: "outreach",
        id,
        fields: {
          ...messageFields({ ...message, way: "phone" }, words),
          ...answered,
          sentAt: iso(nowMs),
          queuedAt: null,
          sendId: null,
          failure: null,
        },
      },
    ],
    inverses: [{ op: "delete", kind: "outreach", id }],
  };
}

/** Asks operations for capacity. */
export function askCapacity(
  id: string,
  peak: Pick<RadarPeak, "accountId" | "peakId" | "region" | "atMs" | "capacityPcu"> & { readonly deadline: { readonly neededOn: string } },
  request: { readonly wantedPcu: number; readonly outreachId: string | null; readonly byId: string; readonly note: string },
  nowMs: number,
): OutreachEdit {
  const fields: Omit<CapacityRequest, "id"> = {
    accountId: peak.accountId,
    region: peak.region,
    peakId: peak.peakId,
    peakAt: iso(peak.atMs),
    currentPcu: peak.capacityPcu === null ? null : Math.round(peak.capacityPcu),
    wantedPcu: request.wantedPcu,
    neededOn: peak.deadline.neededOn,
    state: "asked",
    askedAt: iso(nowMs),
    confirmedAt: null,
    provisionedAt: null,
    requestedById: request.byId,
    outreachId: request.outreachId,
    note: request.note,
  };
  return {
    edits: [{ op: "create", kind: "capacityRequest", id, fields }],
    inverses: [{ op: "delete", kind: "capacityRequest", id }],
  };
}

/** The request one step further; null = there is no such step. */
export function stepCapacity(record: RecordOf<"capacityRequest">, to: CapacityRequest["state"], nowMs: number): OutreachEdit | null {
  const stepped = stepRequest(record, to, nowMs);
  if (!stepped.ok) return null;
  const { edit, inverse } = patchWithInverse("capacityRequest", record, { ...stepped.value, askedAt: record.askedAt });
  return { edits: [edit], inverses: [inverse] };
}

/** A step of the checklist is done: a task that says so, dated and owned. Unticking takes it back. */
export function tickStep(
  id: string,
  step: { readonly number: number; readonly title: string; readonly dueOn: string },
  peak: Pick<RadarPeak, "accountId" | "peakId">,
  ownerId: string,
  today: string,
): OutreachEdit {
  return {
    edits: [
      {
        op: "create",
        kind: "task",
        id,
        fields: {
          accountId: peak.accountId,
          title: step.title,
          ownerId,
          dueOn: step.dueOn,
          state: "done",
          doneOn: today,
          playbook: { id: "peak", step: step.number },
          peakId: peak.peakId,
        },
      },
    ],
    inverses: [{ op: "delete", kind: "task", id }],
  };
}
