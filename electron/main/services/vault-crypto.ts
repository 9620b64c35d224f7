import { createCipheriv, createDecipheriv, hkdfSync, randomFillSync, scrypt } from "node:crypto";

/** How much work a guess at a passcode costs. */
export interface KdfCost {
  /** A power of two; memory is 128 · n · r bytes. */
  readonly n: number;
  readonly r: number;
  readonly p: number;
}
/** OWASP Password Storage Cheat Sheet, section scrypt: N = 2^17 (128 MiB), r = 8, p = 1. */
export const passcodeCost: KdfCost = { n: 2 ** 17, r: 8, p: 1 };

export const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;

/** What a sealed key is for: it opens only in its own place. */
export interface Place {
  readonly profile: string;
  readonly ring: "copy" | "edits" | "master" | "sign-in" | "drafts" | "senders" | "messages";
  readonly keyId: string;
}

function associatedData(place: Place): Buffer {
  return Buffer.from(JSON.stringify(["headroom vault 1", place.profile, place.ring, place.keyId]), "utf8");
}

/** Fills with the system's random bytes. */
export function randomBytesOf(length: number): Buffer {
  return randomFillSync(Buffer.alloc(length));
}

/** AES-256-GCM: initialisation vector, tag, ciphertext. `iv` must be fresh for every call with a key. */
export function seal(key: Buffer, plain: Buffer, place: Place, iv: Buffer): Buffer {
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  cipher.setAAD(associatedData(place));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

/** null = another key, another place, or damage: the three cannot be told apart. */
export function unseal(key: Buffer, sealed: Buffer, place: Place): Buffer | null {
  if (sealed.length < ivBytes + tagBytes) return null;
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, ivBytes));
  decipher.setAAD(associatedData(place));
  decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]);
  } catch {
    return null;
  }
}

export function freshIv(random: (length: number) => Buffer): Buffer {
  return random(ivBytes);
}

/** A key of its own for one purpose: whoever holds it while a message is under way cannot open what else the master key seals. */
export function derivedKey(master: Buffer, purpose: Place["ring"]): Buffer {
  return Buffer.from(hkdfSync("sha256", master, Buffer.alloc(0), `headroom ${purpose} 1`, keyBytes));
}

/** The key that a passcode makes, in a thread of its own: the main process goes on. Ways of typing the same characters make the same key. */
export async function keyOfPasscode(passcode: string, salt: Buffer, cost: KdfCost): Promise<Buffer> {
  const text = passcode.normalize("NFKC");
  const options = { N: cost.n, r: cost.r, p: cost.p, maxmem: 2 * 128 * cost.n * cost.r };
  return await new Promise((resolve, reject) => {
    scrypt(text, salt, keyBytes, options, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}
