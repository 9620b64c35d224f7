/** Shortest passcode. NIST SP 800-63B, 5.1.1.1: at least 8 characters, no rules of composition, and none that are commonly used. */
export const shortestPasscode = 8;

/** The commonest of eight characters and more that the other rules let through (SecLists, "10k most common"). */
const common = new Set([
  "password",
  "password1",
  "passw0rd",
  "qwertyui",
  "qwertyuiop",
  "1q2w3e4r",
  "iloveyou",
  "football",
  "baseball",
  "headroom",
]);

/** Every character follows the one before at the same small distance: 12345678, hgfedcba, 13579…, aaaaaaaa. */
function isRun(text: string): boolean {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const step = (codes[1] ?? 0) - (codes[0] ?? 0);
  return Math.abs(step) <= 2 && codes.every((code, at) => at === 0 || code - (codes[at - 1] ?? 0) === step);
}

/** What speaks against a passcode; null = nothing. */
export function passcodeFault(passcode: string): "short" | "simple" | null {
  if (Array.from(passcode).length < shortestPasscode) return "short";
  const plain = passcode.toLowerCase();
  return common.has(plain) || isRun(plain) || new Set(plain).size < 4 ? "simple" : null;
}
