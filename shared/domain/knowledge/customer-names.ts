import type { Account } from "../account/account.ts";
import { foldText } from "../search/search-key.ts";

export interface NameFound {
  readonly accountId: string;
  /** The name, alias or code as the customer's record has it. */
  readonly name: string;
}

/** A Latin name as short as this is a word like any other. */
const shortestLatin = 3;

/**
 * Customers whose name, alias or code stands in a text that everybody reads. Latin names count as whole words, Chinese ones of two characters
 * and more wherever they stand; width, case and accents do not matter.
 */
export function customerNamesIn(
  text: string,
  accounts: readonly Pick<Account, "id" | "name" | "aliases" | "code">[],
): readonly NameFound[] {
  const folded = foldText(text);
  const found: NameFound[] = [];
  for (const { id, name, aliases, code } of accounts) {
    const named = [name, ...aliases, code].find((one) => stands(folded, foldText(one)));
    if (named !== undefined) found.push({ accountId: id, name: named });
  }
  return found;
}

function stands(text: string, name: string): boolean {
  return nameOccurrences(text, name, 1).length > 0;
}

/**
 * Where a folded name stands in a folded text, at most `most` times: Latin names as whole words of three letters and more, Chinese ones of two characters and
 * more wherever they stand.
 */
export function nameOccurrences(text: string, name: string, most = Number.POSITIVE_INFINITY): readonly number[] {
  const isHan = /\p{Script=Han}/u.test(name);
  if (name.length < (isHan ? 2 : shortestLatin)) return [];
  const found: number[] = [];
  for (let at = text.indexOf(name); at >= 0 && found.length < most; at = text.indexOf(name, at + 1)) {
    if (isHan || (!isWordCharacter(text.charAt(at - 1)) && !isWordCharacter(text.charAt(at + name.length)))) found.push(at);
  }
  return found;
}

function isWordCharacter(character: string): boolean {
  return character !== "" && /[a-z0-9]/.test(character);
}
