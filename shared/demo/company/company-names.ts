import type { Scenario } from "../../domain/account/account.ts";
import type { Dice } from "../dice.ts";
import type { MarketId } from "../world/markets.ts";
import { chineseFirst, chineseSecond, globalSecond, languageOfMarket, localFirst, localSecond, nativeSecond } from "./name-parts.ts";

export interface CompanyName {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly code: string;
}

/** What has been given out, so that names, aliases and codes stay unique in the company. */
export interface TakenNames {
  readonly names: Set<string>;
  readonly codes: Set<string>;
}

/** A new company name for a market and scenario, unlike every name taken before; it is entered as taken. */
export function companyName(market: MarketId, scenario: Scenario, die: Dice, taken: TakenNames): CompanyName {
  for (let attempt = 0; ; attempt += 1) {
    const { name, alias, latin } = market === "cn" ? chineseName(scenario, die) : localName(market, scenario, die);
    // A crowded market opens a second house: the city is added only when plain names have run out.
    const suffix = attempt < 40 ? "" : ` ${die.pick(["One", "Plus", "Next", "Hub", "Lab", "Go", "Pro", "Max", "Air", "Mini"])}`;
    const full = `${name}${suffix}`;
    if (taken.names.has(full)) continue;
    taken.names.add(full);
    const other = `${alias}${suffix}`;
    return { name: full, aliases: other === full ? [] : [other], code: codeOf(latin, taken.codes) };
  }
}

interface Draft {
  readonly name: string;
  readonly alias: string;
  readonly latin: string;
}

function chineseName(scenario: Scenario, die: Dice): Draft {
  const [first, firstEnglish] = die.pick(chineseFirst);
  const [second, secondEnglish] = die.pick(chineseSecond[scenario]);
  const english = `${firstEnglish} ${secondEnglish}`;
  return { name: first + second, alias: english, latin: english };
}

function localName(market: Exclude<MarketId, "cn">, scenario: Scenario, die: Dice): Draft {
  const [native, latin] = die.pick(localFirst[market]);
  const language = languageOfMarket[market];
  if (language !== undefined && die.chance(0.55)) {
    const word = die.pick(localSecond[language][scenario]);
    // Spanish, Indonesian and Vietnamese put the thing before its name.
    const first = !/^(ao|en) /.test(word);
    const join = (name: string) => (first ? `${word} ${name}` : `${name} ${word}`);
    const plain = withoutMarks(join(latin));
    return { name: join(native), alias: plain, latin: plain };
  }
  const word = die.pick(globalSecond[scenario]);
  const script = nativeSecond[market === "ae" || market === "eg" ? "sa" : market];
  if (script !== undefined) {
    const nativeWord = script[word];
    const alias = nativeWord === undefined ? native : `${native}${market === "th" || market === "kr" ? "" : " "}${nativeWord}`;
    return { name: `${latin} ${word}`, alias, latin: `${latin} ${word}` };
  }
  return { name: `${native} ${word}`, alias: withoutMarks(`${latin} ${word}`), latin: withoutMarks(`${latin} ${word}`) };
}

function withoutMarks(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "D");
}

/** Four letters of the Latin name, first those that carry its sound; a digit when they are taken. */
function codeOf(latin: string, codes: Set<string>): string {
  const letters = withoutMarks(latin)
    .toUpperCase()
    .replaceAll(/[^A-Z ]/g, "");
  const [first = "", second = ""] = letters.split(" ");
  const sounds = first.slice(0, 1) + first.slice(1).replaceAll(/[AEIOU]/g, "");
  const base = `${(sounds.length >= 3 ? sounds : first).slice(0, 3)}${second.slice(0, 1) || first.slice(-1)}`.padEnd(4, "X");
  let code = base;
  for (let number = 2; codes.has(code); number += 1) code = `${base}${number}`;
  codes.add(code);
  return code;
}
