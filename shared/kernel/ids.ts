import type { Random } from "./random.ts";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/**
 * A sortable identifier: 9 characters of time (ms, base 32) and 12 of randomness, e.g. `note_01jd…`.
 * Ids made offline on two laptops collide with probability 2^-60 per pair within one millisecond.
 */
export function newId(prefix: string, nowMs: number, random: Random): string {
  let time = "";
  let rest = Math.max(0, Math.floor(nowMs));
  for (let i = 0; i < 9; i += 1) {
    time = alphabet[rest % 32] + time;
    rest = Math.floor(rest / 32);
  }
  let tail = "";
  for (let i = 0; i < 12; i += 1) tail += alphabet[Math.floor(random() * 32)];
  return `${prefix}_${time}${tail}`;
}

/** What an id may look like anywhere in the product: it is used in file names, URLs and keys. */
export const idPattern = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/;
