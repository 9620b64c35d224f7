import { type Language, languageOf } from "../../i18n/catalogue.ts";
import { catalogues } from "../../i18n/catalogues.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import type { Account } from "../account/account.ts";
import type { Contact } from "../contact/contact.ts";
import type { BoundValue } from "../outreach/bound-value.ts";
import { chooseContact } from "../outreach/choose-contact.ts";
import { type MessageFacts, type MessagePeople, momentWords, peopleFacts, words } from "../outreach/message-facts.ts";
import { bindMessage, type MessageFault, tokenMark } from "../outreach/message-text.ts";
import type { OutreachTemplate } from "../outreach/outreach-template.ts";
import { type RenderFault, renderMessage } from "../outreach/render-message.ts";
import { templateInForce } from "../outreach/template-in-force.ts";
import type { Exposure } from "./exposure.ts";
import { noticeText } from "./notice-text.ts";
import type { Notice } from "./notice.ts";

function platformWords(platform: string, language: Language): string {
  return catalogues[language].quality[`platform.${platform}`] ?? platform;
}

/** `Android 4.8.1, 4.8.0; iOS 4.8.1`. */
function affectedWords(exposure: Exposure, language: Language): string | null {
  if (exposure.state !== "exposed") return null;
  const [comma, semicolon] = language === "zh-CN" ? ["、", "；"] : [", ", "; "];
  const parts = exposure.reasons.flatMap((reason) =>
    reason.type === "versions" ? [`${platformWords(reason.platform, language)} ${reason.versions.slice(0, 6).join(comma)}`] : [],
  );
  return parts.length === 0 ? null : parts.join(semicolon);
}

export interface NoticeFactsInput extends MessagePeople {
  readonly account: Pick<Account, "id" | "name" | "timeZone">;
  readonly notice: Notice;
  readonly exposure: Exposure;
  readonly title: string;
}

/** What a message about a notice may say. Times are the customer's. The notice's own text is not a value: it is part of the words. */
export function noticeFacts(input: NoticeFactsInput): MessageFacts {
  const { notice, exposure, account, language } = input;
  const sources = [{ kind: "notice", id: notice.id }];
  const moment = (instant: string | null): string | null =>
    instant === null ? null : momentWords(Date.parse(instant), account.timeZone, language, true);
  const bound: (BoundValue | null)[] = [
    ...peopleFacts(input),
    words("notice_title", input.title, sources),
    words("notice_starts", moment(notice.startsAt), sources),
    words("notice_ends", moment(notice.endsAt), sources),
    words("affected", affectedWords(exposure, language), [{ kind: "account", id: account.id }]),
    words("fixed_in", notice.versions?.fixedIn ?? null, sources),
  ];
  return { bound: bound.filter((value) => value !== null), flags: [] };
}

/** A message about a notice as it is first written, with its values in their places. */
export interface NoticeDraft {
  readonly contactId: string | null;
  readonly locale: string;
  readonly template: { readonly key: "notice"; readonly version: number };
  readonly subject: string;
  readonly body: string;
  /** Values that the text uses. */
  readonly bound: readonly BoundValue[];
}

const bodyToken = "notice_body";

/** Writes what is said to one account about a notice, in its language, to whoever carries out what it asks for. */
export function draftNotice(input: {
  readonly notice: Notice;
  readonly account: Account;
  readonly exposure: Exposure;
  readonly contacts: readonly Contact[];
  readonly templates: readonly OutreachTemplate[];
  readonly author: { readonly id: string; readonly name: string } | null;
  readonly companyName: string | null;
}): Result<NoticeDraft, RenderFault | MessageFault | { readonly code: "no-text" }> {
  const { notice, account } = input;
  const contact = chooseContact(input.contacts, "notice", account.locale)?.contact ?? null;
  const locale = contact?.locale ?? account.locale;
  const own = noticeText(notice, locale);
  if (own === null) return err({ code: "no-text" });
  const template = templateInForce("notice", locale, account.scenario, input.templates);
  const facts = noticeFacts({ ...input, contact, language: languageOf(locale), title: own.title });
  const known = { ...facts, bound: [...facts.bound, { token: bodyToken, text: bodyToken, value: null, unit: null, sources: [] }] };
  const rendered = renderMessage(template, known);
  if (!rendered.ok) return rendered;
  // Braces of the notice's own text would be read as places of values.
  const body = rendered.value.body.replaceAll(tokenMark(bodyToken), () => own.body.trim().replaceAll("{{", "{ {"));
  const message = bindMessage({ subject: rendered.value.subject, body }, facts.bound);
  if (!message.ok) return message;
  return ok({
    contactId: contact?.id ?? null,
    locale,
    template: { key: "notice", version: template.version },
    subject: message.value.subject,
    body: message.value.body,
    bound: message.value.used,
  });
}
