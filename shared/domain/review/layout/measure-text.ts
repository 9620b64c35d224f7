import type { Run } from "../compose/review-document.ts";

export type Weight = "regular" | "semibold";

/** A drawn line: its pieces, each of one run, spaces and the line end at its end included. */
export interface TextLine {
  readonly runs: readonly Run[];
  /** Without the spaces at its end. */
  readonly widthPt: number;
}

/**
 * Advance widths of U+0020–U+007E in hundredths of the font size, rounded up: the wider of Inter 4.1 (variable, weights 400 and 600, tabular digits)
 * and of Liberation Sans (400 and 700; the widths of Arial), because a reader's machine may have no Inter.
 */
const widths: Record<Weight, readonly number[]> = {
  regular: hundredths(
    "29 29 47 64 65 99 67 30 37 37 51 67 29 46 29 36 65 65 65 65 65 65 65 65 65 65 29 31 67 67 67 56 102 69 67 73 73 67 62 78 75 28 58 68 57 91 76 78 67 " +
      "78 73 67 65 75 69 99 69 68 63 37 36 37 48 56 34 57 62 58 62 59 37 62 60 25 25 55 25 88 60 60 62 62 38 53 33 60 57 82 55 57 56 43 34 43 67",
  ),
  semibold: hundredths(
    "28 34 53 65 65 101 73 33 38 38 54 68 32 47 32 38 66 65 65 65 67 65 65 65 65 65 34 34 68 68 68 62 100 73 73 74 73 67 62 78 75 28 58 73 62 93 76 78 67 " +
      "78 73 67 66 74 73 102 72 72 66 38 38 38 59 56 36 58 63 59 63 60 39 63 62 28 28 57 28 90 62 62 63 63 40 56 36 62 59 84 57 59 57 46 36 46 68",
  ),
};

/** The same of single characters beyond them, both weights. */
const widthOfOther: Readonly<Record<string, number>> = {
  "\u{A0}": 0.29,
  "·": 0.34,
  "×": 0.68,
  "÷": 0.68,
  "±": 0.68,
  "°": 0.46,
  "–": 0.56,
  "‘": 0.3,
  "’": 0.3,
  "“": 0.51,
  "”": 0.51,
  "•": 0.57,
  "−": 0.68,
  "€": 0.68,
  "\u{AD}": 0,
  "\u{200B}": 0,
};

/** Room left over for readers whose fonts are a little wider. */
const margin = 1.03;

const wide =
  /[\u{1100}-\u{115F}\u{2E80}-\u{303E}\u{3041}-\u{33FF}\u{3400}-\u{4DBF}\u{4E00}-\u{A4CF}\u{A960}-\u{A97F}\u{AC00}-\u{D7A3}\u{F900}-\u{FAFF}\u{FE30}-\u{FE4F}\u{FF00}-\u{FF60}\u{FFE0}-\u{FFE6}\u{1F000}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;
const glued = /\p{M}|\u{200D}/u;
/** A quotation mark or a dot is a full square beside Han. */
const squareBesideHan = new Set("‘’“”·");
const neverFirst = new Set("，。、；：？！）》」』】〉〕〗”’％%…—～·,.;:?!)]}°‰");
const neverLast = new Set("（《「『【〈〔〖“‘([{$¥￥€#");
const letter = /\p{L}/u;

/** How wide a text is on one line, in points. */
export function textWidthPt(text: string, fontPt: number, weight: Weight = "regular"): number {
  const chars = Array.from(text);
  return margin * fontPt * chars.reduce((sum, char, i) => sum + advanceEm(char, weight, chars[i - 1], chars[i + 1]), 0);
}

/**
 * Lines that are nowhere wider than `widthPt`: Chinese between any two characters, but with no closing mark first and no opening mark last; others
 * after spaces and hyphens between letters. A word (or number) is broken only where it is wider than a line. The runs' text, joined, is the text; after
 * `mostLines` it is not looked at any more.
 */
export function breakLines(
  runs: readonly Run[],
  fontPt: number,
  widthPt: number,
  weight: Weight = "regular",
  mostLines: number = Infinity,
): readonly TextLine[] {
  const chars = charsOf(runs, weight);
  const widthEm = widthPt / fontPt / margin;
  const lines: TextLine[] = [];
  const push = (from: number, to: number): void => {
    if (to > from) lines.push(lineOf(runs, chars, from, to, fontPt));
  };
  let start = 0;
  let used = 0;
  let lastBreak = 0;
  for (let i = 0; i < chars.length; i += 1) {
    const { char, em, breakable } = at(chars, i);
    if (lines.length >= mostLines) return lines;
    if (i > start && breakable) lastBreak = i;
    if (char === "\n") {
      push(start, i + 1);
      start = i + 1;
      used = 0;
      continue;
    }
    // Spaces hang over the end of a line.
    if (used + em > widthEm && char !== " " && i > start) {
      const end = lastBreak > start ? lastBreak : unglued(chars, i, start);
      push(start, end);
      start = end;
      used = 0;
      for (let k = start; k < i; k += 1) used += at(chars, k).em;
    }
    used += em;
  }
  push(start, chars.length);
  return lines;
}

interface Char {
  readonly char: string;
  readonly run: number;
  readonly em: number;
  /** Whether a line may begin with it. */
  readonly breakable: boolean;
}

function at(chars: readonly Char[], index: number): Char {
  const char = chars[index];
  if (char === undefined) throw new RangeError(`no character at ${index}`);
  return char;
}

/** A text is measured in several sizes; its characters are as wide in each. */
const measured: Readonly<Record<Weight, WeakMap<readonly Run[], readonly Char[]>>> = { regular: new WeakMap(), semibold: new WeakMap() };

function charsOf(runs: readonly Run[], weight: Weight): readonly Char[] {
  const known = measured[weight].get(runs);
  if (known !== undefined) return known;
  const texts = runs.map((run) => Array.from(run.text));
  const all = texts.flat();
  let i = 0;
  const made = texts.flatMap((text, run) => {
    const own = runs[run]?.bold === true ? "semibold" : weight;
    return text.map((char): Char => {
      const em = advanceEm(char, own, all[i - 1], all[i + 1]);
      const breakable = i > 0 && mayBreak(all, i);
      i += 1;
      return { char, run, em, breakable };
    });
  });
  measured[weight].set(runs, made);
  return made;
}

function mayBreak(chars: readonly string[], index: number): boolean {
  const before = chars[index - 1] ?? "";
  const after = chars[index] ?? "";
  if (after === " " || neverFirst.has(after) || neverLast.has(before)) return false;
  // Most characters are letters of words: they are known without a pattern.
  if (before <= "z" && after <= "z" && before !== " " && before !== "-") return false;
  if (glued.test(after)) return false;
  if (before === " " || wide.test(before) || wide.test(after)) return true;
  return before === "-" && letter.test(after) && index > 1 && letter.test(chars[index - 2] ?? "");
}

/** Where a word that is too long is broken: not between a letter and its mark, if that can be helped. */
function unglued(chars: readonly Char[], index: number, start: number): number {
  let end = index;
  while (end > start + 1 && glued.test(at(chars, end).char)) end -= 1;
  return end > start + 1 || !glued.test(at(chars, end).char) ? end : index;
}

function lineOf(runs: readonly Run[], chars: readonly Char[], from: number, to: number, fontPt: number): TextLine {
  const pieces: Run[] = [];
  let last = -1;
  let text = "";
  const close = (): void => {
    const run = runs[last];
    if (run !== undefined) pieces.push({ ...run, text });
  };
  let em = 0;
  let solid = 0;
  for (let i = from; i < to; i += 1) {
    const { char, run, em: own } = at(chars, i);
    if (run !== last) {
      close();
      last = run;
      text = "";
    }
    text += char;
    em += own;
    if (char !== " " && char !== "\n") solid = em;
  }
  close();
  return { runs: pieces, widthPt: solid * fontPt * margin };
}

function advanceEm(char: string, weight: Weight, before: string | undefined, after: string | undefined): number {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x20) return 0;
  if (code <= 0x7e) return widths[weight][code - 0x20] ?? 1;
  if (squareBesideHan.has(char) && ((before !== undefined && wide.test(before)) || (after !== undefined && wide.test(after)))) return 1;
  const known = widthOfOther[char];
  if (known !== undefined) return known;
  if (glued.test(char)) return 0;
  // Emoji are drawn wider than Han.
  if (code >= 0x1_f000 && code <= 0x1_faff) return 1.4;
  const base = char.normalize("NFD");
  const plain = base.codePointAt(0) ?? code;
  // A marked letter is as wide as its base; Í and ď are a little wider.
  if (base !== char && plain <= 0x7e) return (widths[weight][plain - 0x20] ?? 1) + 0.1;
  return 1;
}

function hundredths(list: string): readonly number[] {
  return list.split(" ").map((width) => Number(width) / 100);
}
