const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const values = new Map(Array.from(alphabet, (char, value) => [char.charCodeAt(0), value]));

/** Base64 with padding (RFC 4648 §4), on every platform alike. */
export function toBase64Text(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = [bytes[at], bytes[at + 1], bytes[at + 2]];
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    parts.push(
      `${alphabet.charAt(bits >> 18)}${alphabet.charAt((bits >> 12) & 63)}${b === undefined ? "=" : alphabet.charAt((bits >> 6) & 63)}${c === undefined ? "=" : alphabet.charAt(bits & 63)}`,
    );
  }
  return parts.join("");
}

/** null = the text is not base64. */
export function fromBase64Text(text: string): Uint8Array<ArrayBuffer> | null {
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  if (text.length % 4 !== 0) return null;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let [bits, held, out] = [0, 0, 0];
  for (let at = 0; at < text.length - padding; at += 1) {
    const value = values.get(text.charCodeAt(at));
    if (value === undefined) return null;
    bits = ((bits << 6) | value) & 0xffffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[out] = (bits >> held) & 255;
    out += 1;
  }
  return bytes;
}
