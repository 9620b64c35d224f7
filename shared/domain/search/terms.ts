import { foldText } from "./search-key.ts";

const tokens = /\p{Script=Han}+|[\p{L}\p{N}]+(?:\.[\p{N}]+)*/gu;
const hanRun = /^\p{Script=Han}/u;
const onlyDigits = /^[\d.]+$/;

/** English words that say nothing of a fault. */
const stopWords = new Set(
  "a an and are as at be been but by can do for from had has have in is it its no not now of on or our so some than that the their them then there they this to too up was we were what when which who will with you your".split(
    " ",
  ),
);

/** The plural's ending taken off (Harman's S stemmer, 1991): mild enough that no two words of the field fall together. */
export function stem(word: string): string {
  if (word.length > 4 && word.endsWith("ies") && !/[ae]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (word.length > 3 && word.endsWith("es") && !/[aeo]es$/.test(word)) return word.slice(0, -1);
  if (word.length > 3 && word.endsWith("s") && !/[us]s$/.test(word)) return word.slice(0, -1);
  return word;
}

/** A word as it is looked for, and where it stood among the words of its text: neighbours have neighbouring places. */
export interface Term {
  readonly term: string;
  readonly place: number;
}

/**
 * The words of a text as they are indexed, with repeats: Latin ones folded and without the plural's ending, Chinese ones as pairs of neighbouring
 * characters, because where a word of the trade ends no dictionary knows. Numbers below four digits are left out: they are measurements; longer
 * ones are codes.
 */
export function termsOf(text: string): readonly Term[] {
  return termsOfFolded(foldText(text));
}

/** The same of a text that is folded already (see `foldText`). */
export function termsOfFolded(folded: string): readonly Term[] {
  const found: Term[] = [];
  let place = 0;
  for (const [token] of folded.matchAll(tokens)) {
    place += 2;
    if (hanRun.test(token)) {
      const characters = Array.from(token);
      if (characters.length === 1) found.push({ term: token, place });
      for (let i = 0; i + 1 < characters.length; i += 1) found.push({ term: `${characters[i]}${characters[i + 1]}`, place: place + i });
      place += characters.length;
    } else if (token.length > 1 && !stopWords.has(token) && (!onlyDigits.test(token) || token.length > 3)) {
      found.push({ term: onlyDigits.test(token) ? token : stem(token), place });
    }
  }
  return found;
}
