import { draftNotice, type NoticeDraft } from "../../../shared/domain/notice/notice-message.ts";
import { outreachIdentity } from "../../../shared/domain/outreach/outreach-identity.ts";
import type { Json } from "../../../shared/kernel/json.ts";
import type { Edit } from "../data-client.ts";
import type { NoticeEdit } from "./notice-edits.ts";
import type { NoticeDrafting } from "../queries/notice-drafting.ts";

export interface NoticeAuthor {
  readonly id: string;
  readonly name: string;
  readonly companyName: string | null;
}

export interface DraftedNotices extends NoticeEdit {
  readonly drafted: number;
  /** Accounts for which no message could be written: the template asks for what is not known, or the notice has no text. */
  readonly left: readonly string[];
}

const unsent = { state: "draft", sentAt: null, queuedAt: null, sendId: null, failure: null, answeredAt: null, answeredPcu: null } as const;

function outreachFields(noticeId: string, accountId: string, draft: NoticeDraft, authorId: string): Readonly<Record<string, Json>> {
  return {
    accountId,
    contactId: draft.contactId,
    subject: draft.subject.slice(0, 300),
    body: draft.body,
    bound: draft.bound,
    channel: "email",
    region: null,
    peakAt: null,
    topic: "notice",
    peakId: null,
    noticeId,
    remindsId: null,
    locale: draft.locale,
    template: draft.template,
    authorId,
    way: null,
    via: null,
    to: null,
    ...unsent,
  };
}

/** A draft to each of the given accounts, each in the customer's language. Given up again by the inverse; nothing leaves the laptop by either. */
export function draftToAll(facts: NoticeDrafting, author: NoticeAuthor): DraftedNotices {
  const edits: Edit[] = [];
  const inverses: Edit[] = [];
  const left: string[] = [];
  for (const { account, exposure, contacts, messages } of facts.accounts) {
    const { notice, templates } = facts;
    const draft = draftNotice({ notice, account, exposure, contacts, templates, author, companyName: author.companyName });
    if (!draft.ok) {
      left.push(account.name);
      continue;
    }
    const outreachId = outreachIdentity(`${notice.id}\n${account.id}`, author.id, messages);
    edits.push({ op: "create", kind: "outreach", id: outreachId, fields: outreachFields(notice.id, account.id, draft.value, author.id) });
    inverses.push({ op: "patch", kind: "outreach", id: outreachId, fields: { state: "cancelled" } });
  }
  return { edits, inverses, drafted: edits.length, left };
}
