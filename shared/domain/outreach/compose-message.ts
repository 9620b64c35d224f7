import { languageOf } from "../../i18n/catalogue.ts";
import type { Result } from "../../kernel/result.ts";
import type { Account } from "../account/account.ts";
import type { CalendarEdit } from "../calendar/calendar-edit.ts";
import { workCalendar } from "../calendar/working-days.ts";
import type { CapacityRequest } from "../capacity-request/capacity-request.ts";
import type { Contact } from "../contact/contact.ts";
import type { RadarPeak } from "../peak/radar.ts";
import type { BoundValue } from "./bound-value.ts";
import { chooseContact, type ChosenWay, type ContactReason, type SenderChoice, waysTo } from "./choose-contact.ts";
import { type GoodMoment, nextGoodMoment } from "./contact-hour.ts";
import { type LiteralNumber, literalNumbers } from "./literal-numbers.ts";
import { peakFacts } from "./message-facts.ts";
import { bindMessage, type BoundMessage, type MessageFault, type MessageText } from "./message-text.ts";
import type { TemplateKey } from "./outreach-template.ts";
import type { OutreachTemplate } from "./outreach-template.ts";
import { phoneScript } from "./phone-script.ts";
import { remindAt } from "./remind-at.ts";
import { type RenderFault, renderMessage } from "./render-message.ts";
import { type TemplateInForce, templateInForce } from "./template-in-force.ts";

/** What a message about a peak is composed from. */
export interface ComposeInput {
  readonly account: Account;
  readonly peak: RadarPeak;
  /** Name of the event that it is of; null = none is known. */
  readonly eventName: string | null;
  readonly contacts: readonly Contact[];
  readonly senders: readonly SenderChoice[];
  readonly templates: readonly OutreachTemplate[];
  readonly calendarEdits: readonly CalendarEdit[];
  readonly author: { readonly id: string; readonly name: string } | null;
  readonly companyName: string | null;
  readonly usageUntilMs: number | null;
  readonly askedMs: number | null;
  readonly request: CapacityRequest | null;
  readonly key: TemplateKey;
  /** What the CSM chose instead; null = as proposed. */
  readonly contactId: string | null;
  readonly way: string | null;
  /** What the CSM wrote instead; null = the template's words. */
  readonly edited: MessageText | null;
  readonly nowMs: number;
}

/** A message ready to be looked at: to whom, how, when, in which words. */
export interface Composition {
  readonly contact: Contact | null;
  readonly reasons: readonly ContactReason[];
  readonly contacts: readonly Contact[];
  /** Every way there is, best first. */
  readonly ways: readonly ChosenWay[];
  /** null = the customer cannot be reached from this laptop. */
  readonly way: ChosenWay | null;
  readonly locale: string;
  readonly template: TemplateInForce;
  /** null = nobody is chosen, so nobody's clock counts. */
  readonly moment: GoodMoment | null;
  readonly remindAtMs: number | null;
  /** With `{{ token }}` where a number is bound. */
  readonly text: MessageText;
  readonly isEdited: boolean;
  readonly bound: readonly BoundValue[];
  readonly message: Result<BoundMessage, MessageFault | RenderFault>;
  /** Typed beside the bound ones. */
  readonly literals: readonly LiteralNumber[];
}

/** Names a way in a choice. */
export function wayId({ way, sender }: ChosenWay): string {
  return sender === null ? way : `${way} ${sender.id}`;
}

/** Composes a message about a peak. Pure: the same facts and choices give the same message. */
export function composeMessage(input: ComposeInput): Composition {
  const { account, peak, contacts, edited, nowMs } = input;
  const proposed = chooseContact(contacts, "capacity", account.locale);
  const picked = contacts.find((one) => one.id === input.contactId);
  const contact = picked ?? proposed?.contact ?? null;
  const locale = contact?.locale ?? account.locale;
  const language = languageOf(locale);
  const ways = waysTo(contact, account.id, input.senders);
  const way = ways.find((one) => wayId(one) === input.way) ?? ways[0] ?? null;
  const [holiday] = peak.holidays;
  const occasion = input.eventName ?? (holiday === undefined ? null : language === "zh-CN" ? holiday.zh : holiday.en);
  const facts = peakFacts({ ...input, language, contact, occasion });
  const template = templateInForce(input.key, locale, account.scenario, input.templates);
  const words = way?.way === "phone" ? { subject: template.subject, body: phoneScript(language) } : template;
  const rendered = renderMessage(words, facts);
  const original = rendered.ok ? rendered.value : { subject: "", body: "" };
  const text = edited ?? original;
  const message = !rendered.ok && edited === null ? rendered : bindMessage(text, facts.bound);
  return {
    contact,
    reasons: picked === undefined || picked.id === proposed?.contact.id ? (proposed?.reasons ?? []) : [],
    contacts,
    ways,
    way,
    locale,
    template,
    moment: contact === null ? null : nextGoodMoment(contact, workCalendar(account.country, input.calendarEdits), nowMs),
    remindAtMs: remindAt(nowMs, peak.deadline.askByMs, peak.startMs),
    text,
    isEdited: edited !== null && (edited.subject !== original.subject || edited.body !== original.body),
    bound: facts.bound,
    message,
    literals: edited === null ? [] : literalNumbers(`${text.subject}\n${text.body}`, `${original.subject}\n${original.body}`, facts.bound),
  };
}
