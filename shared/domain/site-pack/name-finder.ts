/** What a name is replaced by. Never longer than what it stands for: a name that is looked for has two characters at least. */
export const blankMark = "■■";

/** A name that must not stand in a text. */
export interface ForeignTerm {
  /** Of whom: only to count. */
  readonly accountId: string;
  readonly text: string;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

interface LookedFor {
  readonly text: string;
  readonly han: boolean;
  /** Separators may stand within it. */
  readonly spread: boolean;
}

/** A folded text without what separates, and where each of its characters stands in the text itself. */
interface Folded {
  readonly base: string;
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const separator = /[\s\p{Cf}\p{Pd}\p{M}_.·・'’`´]/u;
const han = /\p{Script=Han}/u;
/** Below this length a Latin name that has no separators must stand in one piece: `abc`, not `a. B. C`. */
const spreadFrom = 6;
const shortestLatin = 3;
const shortestHan = 2;

const foldedCharacters = new Map<string, string>();

/** Width, case and accents off, as search has it; empty for what separates. */
function foldCharacter(character: string): string {
  let folded = foldedCharacters.get(character);
  if (folded === undefined) {
    folded = separator.test(character)
      ? ""
      : Array.from(character.normalize("NFKD"), (part) => (separator.test(part) ? "" : part))
          .join("")
          .normalize("NFKC")
          .toLowerCase();
    if (foldedCharacters.size > 20_000) foldedCharacters.clear();
    foldedCharacters.set(character, folded);
  }
  return folded;
}

function fold(text: string): Folded {
  const base = text.normalize("NFC");
  const starts: number[] = [];
  const ends: number[] = [];
  let folded = "";
  let at = 0;
  for (const character of base) {
    const end = at + character.length;
    const part = foldCharacter(character);
    for (let i = 0; i < part.length; i += 1) {
      starts.push(at);
      ends.push(end);
    }
    folded += part;
    at = end;
  }
  return { base, text: folded, starts, ends };
}

/** Whether a text could be looked for at all: Latin of three letters and more, Chinese of two characters and more. */
export function canBeLookedFor(text: string): boolean {
  const folded = fold(text).text;
  return folded.length >= (han.test(folded) ? shortestHan : shortestLatin);
}

/**
 * Finds names in texts, however they are written: width, case, accents, blanks, hyphens, dots and characters that nobody sees make no
 * difference. Latin names count as whole words, Chinese ones wherever they stand. What lies within one of the `own` names is not found.
 */
export class NameFinder {
  readonly #wanted: ReadonlyMap<string, readonly LookedFor[]>;
  readonly #own: ReadonlyMap<string, readonly LookedFor[]>;

  constructor(foreign: readonly ForeignTerm[], own: readonly string[]) {
    const ownTexts = new Set(own.map((name) => fold(name).text));
    this.#wanted = indexOf(foreign.map(({ text }) => lookedFor(text)).filter(({ text }) => !ownTexts.has(text)));
    this.#own = indexOf(own.map(lookedFor));
  }

  /** How many names stand in a text. */
  count(text: string): number {
    return this.#find(fold(text)).length;
  }

  /** The text with every name blanked, and how many there were; the very text where there is none. */
  blank(text: string): { readonly text: string; readonly count: number } {
    const folded = fold(text);
    const found = this.#find(folded);
    if (found.length === 0) return { text, count: 0 };
    let blanked = "";
    let from = 0;
    for (const { start, end } of found) {
      blanked += `${folded.base.slice(from, start)}${blankMark}`;
      from = end;
    }
    return { text: blanked + folded.base.slice(from), count: found.length };
  }

  /** Stretches of the text itself, in order, those that overlap as one. */
  #find(folded: Folded): readonly Stretch[] {
    const found = stretchesOf(folded, this.#wanted);
    if (found.length === 0) return found;
    const own = stretchesOf(folded, this.#own);
    const merged: { start: number; end: number }[] = [];
    for (const { start, end } of found) {
      if (own.some((one) => one.start <= start && end <= one.end)) continue;
      const last = merged.at(-1);
      if (last !== undefined && start < last.end) last.end = Math.max(last.end, end);
      else merged.push({ start, end });
    }
    return merged;
  }
}

function lookedFor(name: string): LookedFor {
  const { text, starts, ends } = fold(name.trim());
  return { text, han: han.test(text), spread: text.length >= spreadFrom || !inOnePiece(starts, ends, 0, text.length - 1) };
}

function indexOf(names: readonly LookedFor[]): ReadonlyMap<string, readonly LookedFor[]> {
  const usable = new Map<string, LookedFor>();
  for (const name of names) {
    if (name.text.length < (name.han ? shortestHan : shortestLatin)) continue;
    // Of two ways of writing one name the one counts that finds more.
    if (usable.get(name.text)?.spread !== true) usable.set(name.text, name);
  }
  return Map.groupBy(usable.values(), ({ text }) => text.slice(0, 2));
}

function stretchesOf(folded: Folded, index: ReadonlyMap<string, readonly LookedFor[]>): readonly Stretch[] {
  const found: Stretch[] = [];
  const { text } = folded;
  for (let at = 0; at + 1 < text.length; at += 1) {
    const candidates = index.get(text.slice(at, at + 2));
    if (candidates === undefined) continue;
    for (const name of candidates) {
      const stretch = text.startsWith(name.text, at) ? stretchAt(folded, at, name) : null;
      if (stretch !== null) found.push(stretch);
    }
  }
  return found;
}

function stretchAt({ base, starts, ends }: Folded, at: number, { text, han, spread }: LookedFor): Stretch | null {
  const last = at + text.length - 1;
  const [start, end] = [starts[at] ?? 0, ends[last] ?? base.length];
  if (han) return { start, end };
  if (isWordCharacter(characterBefore(base, start)) || isWordCharacter(base.slice(end, end + 1))) return null;
  // One character may fold to several, and the name may begin or end within it.
  if ((at > 0 && starts[at - 1] === start) || starts[last + 1] === starts[last]) return null;
  return spread || inOnePiece(starts, ends, at, last) ? { start, end } : null;
}

function inOnePiece(starts: readonly number[], ends: readonly number[], first: number, last: number): boolean {
  for (let i = first; i < last; i += 1) if ((starts[i + 1] ?? 0) > (ends[i] ?? 0)) return false;
  return true;
}

function characterBefore(base: string, at: number): string {
  return at === 0 ? "" : base.slice(at - 1, at);
}

function isWordCharacter(character: string): boolean {
  return character !== "" && /[a-z0-9]/.test(foldCharacter(character));
}
