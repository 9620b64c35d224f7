import type { Account } from "../account/account.ts";
import type { Contact } from "../contact/contact.ts";
import { isOrdinaryName } from "../review/check/ordinary-names.ts";
import type { Romanize } from "../search/romanize.ts";
import { canBeLookedFor, type ForeignTerm } from "./name-finder.ts";

type NamedAccount = Pick<Account, "id" | "name" | "aliases" | "code">;
type NamedContact = Pick<Contact, "accountId" | "name" | "channels">;

/** Where anybody may have an address: such a domain names no company. */
const publicDomains = new Set(
  (
    "gmail.com googlemail.com outlook.com hotmail.com live.com yahoo.com icloud.com me.com proton.me gmx.com " +
    "qq.com foxmail.com 163.com 126.com yeah.net sina.com sina.cn sohu.com aliyun.com 139.com 189.cn"
  ).split(" "),
);
/** A single Latin word as short as this is a word like any other: `May`, `Mark`. */
const shortestPerson = 5;
/** Pinyin of a name in one word, and its initials, are looked for from this length on. */
const shortestPinyin = 6;
const shortestInitials = 4;

/**
 * Everything by which the other customers can be known: names, aliases and codes, the pinyin of Chinese ones, their people, and the addresses and
 * domains of those. Names that are ordinary words of the trade are left out, as in a review (ordinary-names.ts).
 */
export function foreignTerms(
  accounts: readonly NamedAccount[],
  contacts: readonly NamedContact[],
  romanize: Romanize | null,
): readonly ForeignTerm[] {
  const terms: ForeignTerm[] = [];
  for (const { id, name, aliases, code } of accounts)
    for (const one of new Set([name, ...aliases, code])) {
      if (isOrdinaryName(one)) continue;
      terms.push({ accountId: id, text: one });
      for (const text of romanize === null ? [] : soundsOf(one, romanize)) terms.push({ accountId: id, text });
    }
  for (const { accountId, name, channels } of contacts) {
    if (canBeKnownBy(name)) terms.push({ accountId, text: name });
    for (const { value } of channels) for (const text of addressesIn(value)) terms.push({ accountId, text });
  }
  return terms.filter(({ text }) => canBeLookedFor(text));
}

/** By what the packed customers and colleagues are known, so that nobody takes it out of their own records. */
export function ownTerms(
  accounts: readonly NamedAccount[],
  contacts: readonly NamedContact[],
  people: readonly string[],
): readonly string[] {
  return [
    ...accounts.flatMap(({ name, aliases, code }) => [name, ...aliases, code]),
    ...contacts.flatMap(({ name, channels }) => [name, ...channels.flatMap(({ value }) => [value, ...addressesIn(value)])]),
    ...people,
  ];
}

function soundsOf(name: string, romanize: Romanize): readonly string[] {
  if (!/^[\p{Script=Han}\s·]+$/u.test(name)) return [];
  const syllables = (name.match(/\p{Script=Han}+/gu) ?? []).flatMap((run) => romanize(run));
  const [word, initials] = [syllables.join(""), syllables.map((syllable) => syllable.slice(0, 1)).join("")];
  return [...(word.length >= shortestPinyin ? [word] : []), ...(initials.length >= shortestInitials ? [initials] : [])];
}

function canBeKnownBy(person: string): boolean {
  const isWord = /^[\p{Script=Latin}'’]+$/u.test(person.trim());
  return !isOrdinaryName(person) && (!isWord || person.trim().length >= shortestPerson);
}

function addressesIn(value: string): readonly string[] {
  const at = value.lastIndexOf("@");
  if (at > 0) {
    const domain = value
      .slice(at + 1)
      .trim()
      .toLowerCase();
    return publicDomains.has(domain) || domain === "" ? [value] : [value, domain];
  }
  const digits = value.replaceAll(/[^\d]/g, "");
  if (digits.length >= 7 && /^[+\d\s()\-.]+$/.test(value)) return [digits];
  return value.length >= shortestPinyin ? [value] : [];
}
