/** Consonants and vowels that are told apart by ear and typed the same on every keyboard. */
const consonants = "bdfghjklmnprstvz";
const vowels = "aeiou";
const wordCount = 6;
const syllablesPerWord = 2;
const syllableCount = consonants.length * vowels.length;

/**
 * Six words that can be spoken but mean nothing, `bido-kafu-…`: each is one of 6,400, together 75.9 bits. At scrypt's price a guess that is far
 * more than the file is worth; words with a meaning would need a list of 6,400 of them in every language. The idea is proquints' (Wilkerson, 2009).
 *
 * `randomByte` gives 0 to 255, each as likely.
 */
export function newPackPassphrase(randomByte: () => number): string {
  const syllable = (): string => {
    // 240 is a multiple of 80: what lies above would make the first syllables likelier.
    let byte = randomByte();
    while (byte >= 3 * syllableCount) byte = randomByte();
    const chosen = byte % syllableCount;
    return `${consonants.charAt(Math.floor(chosen / vowels.length))}${vowels.charAt(chosen % vowels.length)}`;
  };
  return Array.from({ length: wordCount }, () => Array.from({ length: syllablesPerWord }, syllable).join("")).join("-");
}

/** Shortest passphrase of one's own: NIST SP 800-63B-4, 3.1.1.2, for a password that stands alone. A Chinese character counts as two. */
export const shortestPackPassphrase = 15;
const fewestCharacters = 8;

/**
 * What speaks against a passphrase of one's own; null = nothing. `short` = below fifteen characters; `simple` = too few different ones or a run;
 * `named` = little else than a name of the customer, which stands in the file's name.
 */
export function packPassphraseFault(passphrase: string, customerNames: readonly string[]): "short" | "simple" | "named" | null {
  const plain = passphrase.normalize("NFKC").toLowerCase().trim();
  if (lengthOf(plain) < shortestPackPassphrase) return "short";
  const codes = Array.from(plain, (character) => character.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, at) => code - (codes[at] ?? 0)));
  if (new Set(codes).size < Math.min(fewestCharacters, codes.length) || steps.size < 3) return "simple";
  let rest = plain;
  for (const name of customerNames) {
    const folded = name.normalize("NFKC").toLowerCase().trim();
    if (folded.length > 1) rest = rest.replaceAll(folded, "");
  }
  return rest !== plain && lengthOf(rest) < fewestCharacters ? "named" : null;
}

function lengthOf(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + (/\p{Script=Han}/u.test(character) ? 2 : 1), 0);
}
