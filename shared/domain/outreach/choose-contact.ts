import type { Contact } from "../contact/contact.ts";
import type { SendingWay } from "./outreach.ts";

export type ContactPurpose = "capacity" | "notice";

/** Why somebody was chosen, most telling first. */
export type ContactReason = "role" | "primary" | "language" | "only-one";

/** A way out that is set up on this laptop; `accountIds` empty = for every account. */
export interface SenderChoice {
  readonly id: string;
  readonly name: string;
  readonly way: "smtp" | "wecom" | "feishu" | "dingtalk" | "slack" | "teams";
  readonly accountIds: readonly string[];
}

/** Where a message goes and how. `sender` null = by hand: the mail program or the phone. */
export interface ChosenWay {
  readonly way: SendingWay;
  readonly sender: SenderChoice | null;
  /** E-mail address or phone number; null for a group. */
  readonly to: string | null;
}

/** Who decides about capacity, and who carries out what a notice asks for; finance is asked last. */
const roleOrder: Readonly<Record<ContactPurpose, readonly Contact["role"][]>> = {
  capacity: ["technical_lead", "operations", "decision_maker", "on_call", "other", "finance"],
  notice: ["technical_lead", "on_call", "operations", "decision_maker", "other", "finance"],
};

/** What being the main contact, and speaking the customer's language, are worth in steps of role. */
const primaryWorth = 2;
const languageWorth = 1.5;

export interface ChosenContact<C> {
  readonly contact: C;
  readonly reasons: readonly ContactReason[];
}

/** The contact to write to: by role for the purpose, main contact and language; who cannot be reached at all comes last. null = there is none. */
export function chooseContact<C extends Contact>(contacts: readonly C[], purpose: ContactPurpose, locale: string): ChosenContact<C> | null {
  const order = roleOrder[purpose];
  const score = (one: C): number =>
    (one.channels.length === 0 ? 100 : 0) +
    order.indexOf(one.role) -
    (one.isPrimary ? primaryWorth : 0) -
    (speaks(one, locale) ? languageWorth : 0);
  const [best] = contacts.toSorted((a, b) => score(a) - score(b) || (a.id < b.id ? -1 : 1));
  if (best === undefined) return null;
  if (contacts.length === 1) return { contact: best, reasons: ["only-one"] };
  return {
    contact: best,
    reasons: [
      ...(order.indexOf(best.role) < 3 ? (["role"] as const) : []),
      ...(best.isPrimary ? (["primary"] as const) : []),
      ...(speaks(best, locale) ? (["language"] as const) : []),
    ],
  };
}

function speaks(contact: Contact, locale: string): boolean {
  return contact.locale.split("-")[0] === locale.split("-")[0];
}

/**
 * Every way to a contact, the best first: the channels in the contact's own order, each by what is set up on this laptop; then the mail program and
 * the phone. A robot serves only the accounts whose group it is in.
 */
export function waysTo(contact: Contact | null, accountId: string, senders: readonly SenderChoice[]): readonly ChosenWay[] {
  const robots = senders.filter((one) => one.way !== "smtp" && one.accountIds.includes(accountId));
  const mail = senders.find((one) => one.way === "smtp" && (one.accountIds.length === 0 || one.accountIds.includes(accountId)));
  const channels = contact?.channels ?? [];
  const email = channels.find((channel) => channel.type === "email" && isAddress(channel.value))?.value ?? null;
  const phone = channels.find((channel) => channel.type === "phone")?.value ?? null;
  const direct = channels.flatMap((channel): readonly ChosenWay[] => {
    if (channel.type === "email") return mail !== undefined && email !== null ? [{ way: "smtp", sender: mail, to: email }] : [];
    return robots.filter((robot) => robot.way === channel.type).map((robot) => ({ way: robot.way, sender: robot, to: null }));
  });
  const named = new Set(direct.map((one) => one.sender?.id));
  return [
    ...direct.filter((one, index) => direct.findIndex((other) => other.sender?.id === one.sender?.id) === index),
    ...robots.filter((robot) => !named.has(robot.id)).map((robot): ChosenWay => ({ way: robot.way, sender: robot, to: null })),
    ...(email === null ? [] : [{ way: "eml", sender: null, to: email } as const, { way: "mailto", sender: null, to: email } as const]),
    ...(phone === null ? [] : [{ way: "phone", sender: null, to: phone } as const]),
  ];
}

/** An e-mail address that cannot break a header or a mailto link. */
function isAddress(value: string): boolean {
  return /^[^\s@<>()[\]\\,;:"?&=%]+@[^\s@<>()[\]\\,;:"?&=%]+\.[^\s@<>()[\]\\,;:"?&=%]+$/.test(value);
}
