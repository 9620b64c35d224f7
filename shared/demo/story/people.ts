import type { Contact } from "../../domain/contact/contact.ts";
import type { Cast } from "../company/cast.ts";
import { personName } from "../company/people-names.ts";
import { dice, type Dice } from "../dice.ts";
import { contactNotes, titlesOf } from "../text/contact-text.ts";

const hours = { office: [540, 1080], late: [840, 1380], night: [1200, 120], early: [480, 960] } as const;

/** People at the customer: the technical lead first. Larger customers have more of them. */
export function contactsOf(cast: Cast): readonly Contact[] {
  const die = dice(cast.seed, "contacts");
  const basis = cast.account.tier === "premium" ? 5 : cast.account.tier === "standard" ? 4 : 2;
  const count = Math.max(2, Math.min(6, basis + die.int(-1, 1) - (cast.quota < 60 ? 1 : 0)));
  const roles = (["technical_lead", "operations", "decision_maker", "on_call", "finance", "other"] as const).slice(0, count);
  const names = new Set<string>();
  // One company, one chat.
  const chat: Chat =
    cast.market.id === "cn"
      ? die.weighted([
          { type: "wecom", weight: 6 },
          { type: "feishu", weight: 3 },
          { type: "dingtalk", weight: 2 },
        ] as const).type
      : die.weighted([
          { type: "slack", weight: 5 },
          { type: "teams", weight: 3 },
          { type: "other", weight: 2 },
        ] as const).type;
  return roles.map((role, i): Contact => {
    let person = personName(cast.market.id, die);
    while (names.has(person.name)) person = personName(cast.market.id, die);
    names.add(person.name);
    const night = role === "on_call";
    const preferred =
      role === "finance" || role === "decision_maker"
        ? hours.office
        : night
          ? hours.night
          : die.pick([hours.office, hours.late, hours.early]);
    return {
      id: `con_${cast.account.id.slice(4)}_${i + 1}`,
      accountId: cast.account.id,
      name: person.name,
      title: die.pick(titlesOf(cast.language, role)),
      role,
      locale: cast.account.locale,
      timeZone: cast.account.timeZone,
      channels: channelsOf(cast, person.mailbox, chat, i, die),
      isPrimary: i === 0,
      onCall: night,
      preferredHours: die.chance(0.15) ? null : { startMinute: preferred[0], endMinute: preferred[1] },
      note: die.chance(0.45) ? die.pick(contactNotes(cast.language, role)) : "",
    };
  });
}

type Chat = "wecom" | "feishu" | "dingtalk" | "slack" | "teams" | "other";

function channelsOf(cast: Cast, mailbox: string, chat: Chat, index: number, die: Dice): Contact["channels"] {
  const code = cast.account.code.toLowerCase();
  // Numbers of the ranges kept free for fiction where there are such; elsewhere with a gap that no operator has given out.
  const phone =
    cast.market.dial === "+86"
      ? `+86 1${die.pick(["30", "58", "76", "89"])} 0000 ${die.int(1000, 9999)}`
      : `${cast.market.dial} 555 01${die.int(10, 99)}`;
  const group = cast.market.id === "cn" ? `${cast.account.name} × 保障群` : chat === "other" ? `WhatsApp ${phone}` : `#${code}-support`;
  const email = { type: "email" as const, value: `${mailbox}@${code}.example` };
  const list: Contact["channels"] = [{ type: chat, value: group }, email];
  return die.chance(0.6) || index === 0 ? [...list, { type: "phone", value: phone }] : list;
}
