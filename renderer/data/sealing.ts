import type { KeyRing } from "../../shared/bridge/vault.ts";

/**
 * Sealed bytes, the only form in which customer text is on the disk:
 *
 * | bytes | what |
 * |---|---|
 * | 1 | format, `1`; another number = what is sealed has another shape |
 * | 1 | length `n` of the key's name |
 * | n | the key's name, ASCII |
 * | 12 | nonce, random, never used twice with one key |
 * | rest | AES-256-GCM of the payload, with its tag of 16 bytes |
 *
 * Associated data: JSON of `["headroom", format, key name, ...place]`, place = table and row key. Bytes that were moved to another row, table or
 * key do not open. With random nonces a key is good for 2^32 sealings (NIST SP 800-38D, 8.3); it is changed long before.
 */
const sealFormat = 1;
const nonceBytes = 12;
const tagBytes = 16;

export type Sealed = Uint8Array<ArrayBuffer>;

/** Where sealed bytes belong: table, then what names the row in it. */
export type Place = readonly [table: string, ...key: (string | number)[]];

/** `unknown-key`: sealed with a key that the vault does not hand out; `damaged`: anything else that does not open. */
export class SealError extends Error {
  readonly code: "unknown-key" | "damaged";
  constructor(code: SealError["code"]) {
    super(code === "damaged" ? "sealed bytes do not open" : "sealed with an unknown key");
    this.code = code;
  }
}

/** The part of `Crypto` that is used. */
export interface SealingCrypto {
  readonly subtle: {
    importKey(
      format: "raw",
      bytes: Uint8Array<ArrayBuffer>,
      algorithm: "AES-GCM",
      extractable: false,
      uses: KeyUsage[],
    ): Promise<CryptoKey>;
    encrypt(algorithm: AesGcmParams, key: CryptoKey, payload: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>;
    decrypt(algorithm: AesGcmParams, key: CryptoKey, box: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>;
  };
  readonly getRandomValues: (array: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Seals with the newest key of a ring and opens with any. Never await it inside an IndexedDB transaction, which would commit: seal before,
 * open after.
 */
export class Sealer {
  readonly #crypto: SealingCrypto;
  readonly #renew: () => Promise<KeyRing | null>;
  readonly #keys = new Map<string, Promise<CryptoKey>>();
  #newest = "";
  #renewing: Promise<void> | null = null;

  /** `renew` asks for the ring as it is now, when bytes turn up that were sealed with a key of which this window has not heard; null = not to be had. */
  constructor(ring: KeyRing, crypto: SealingCrypto, renew: () => Promise<KeyRing | null> = () => Promise.resolve(null)) {
    this.#crypto = crypto;
    this.#renew = renew;
    this.adopt(ring);
  }

  /** Takes a ring. Its bytes are overwritten: from here on the keys cannot be read back. */
  adopt(ring: KeyRing): void {
    for (const { id, bytes } of ring) {
      if (this.#keys.has(id)) bytes.fill(0);
      else this.#keys.set(id, this.#import(bytes));
      this.#newest = id;
    }
  }

  /** Name of the key that seals. */
  get newest(): string {
    return this.#newest;
  }

  /** Names of the keys that open. */
  get names(): readonly string[] {
    return [...this.#keys.keys()];
  }

  /** Forgets every key but the newest. */
  retire(): void {
    for (const name of this.#keys.keys()) if (name !== this.#newest) this.#keys.delete(name);
  }

  async seal(place: Place, payload: Uint8Array<ArrayBuffer>): Promise<Sealed> {
    const name = this.#newest;
    const nonce = this.#crypto.getRandomValues(new Uint8Array(nonceBytes));
    const additionalData = associated(name, place);
    const key = await this.#key(name);
    const box = await this.#crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData }, key, payload);
    const sealed = new Uint8Array(2 + name.length + nonceBytes + box.byteLength);
    sealed[0] = sealFormat;
    sealed[1] = name.length;
    encoder.encodeInto(name, sealed.subarray(2));
    sealed.set(nonce, 2 + name.length);
    sealed.set(new Uint8Array(box), 2 + name.length + nonceBytes);
    return sealed;
  }

  /** Throws SealError. */
  async open(place: Place, sealed: Uint8Array<ArrayBuffer> | undefined): Promise<Uint8Array<ArrayBuffer>> {
    const { name, nonce, box } = partsOf(sealed);
    const key = await this.#key(name);
    try {
      return new Uint8Array(
        await this.#crypto.subtle.decrypt({ name: "AES-GCM", iv: nonce, additionalData: associated(name, place) }, key, box),
      );
    } catch {
      throw new SealError("damaged");
    }
  }

  sealJson(place: Place, value: unknown): Promise<Sealed> {
    return this.seal(place, encoder.encode(JSON.stringify(value)));
  }

  /** What `sealJson` sealed. Throws SealError; the tag vouches for the shape. */
  async openJson(place: Place, sealed: Uint8Array<ArrayBuffer> | undefined): Promise<unknown> {
    return JSON.parse(decoder.decode(await this.open(place, sealed)));
  }

  /** Whether the bytes were sealed with the newest key. Bytes that are not sealed at all are nothing to seal again. */
  isNewest(sealed: Uint8Array<ArrayBuffer>): boolean {
    try {
      return partsOf(sealed).name === this.#newest;
    } catch {
      return true;
    }
  }

  async #import(bytes: Uint8Array): Promise<CryptoKey> {
    try {
      return await this.#crypto.subtle.importKey("raw", new Uint8Array(bytes), "AES-GCM", false, ["encrypt", "decrypt"]);
    } finally {
      bytes.fill(0);
    }
  }

  async #key(name: string): Promise<CryptoKey> {
    if (!this.#keys.has(name)) await this.#askAnew();
    const key = this.#keys.get(name);
    if (key === undefined) throw new SealError("unknown-key");
    return key;
  }

  async #askAnew(): Promise<void> {
    this.#renewing ??= this.#renew()
      .then((ring) => ring !== null && this.adopt(ring))
      .catch(() => undefined)
      .then(() => {
        this.#renewing = null;
      });
    await this.#renewing;
  }
}

/** Whether two rows hold the same sealing: every sealing has a nonce of its own. */
export function sameSeal(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  const head = 2 + (a[1] ?? 0) + nonceBytes;
  if (a.byteLength !== b.byteLength) return false;
  for (let at = 0; at < head; at += 1) if (a[at] !== b[at]) return false;
  return true;
}

function partsOf(sealed: Uint8Array<ArrayBuffer> | undefined): {
  readonly name: string;
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly box: Uint8Array<ArrayBuffer>;
} {
  const length = sealed?.[1] ?? 0;
  const head = 2 + length + nonceBytes;
  if (!(sealed instanceof Uint8Array) || sealed[0] !== sealFormat || sealed.byteLength < head + tagBytes) throw new SealError("damaged");
  return {
    name: decoder.decode(sealed.subarray(2, 2 + length)),
    nonce: sealed.subarray(2 + length, head),
    box: sealed.subarray(head),
  };
}

function associated(key: string, place: Place): Uint8Array<ArrayBuffer> {
  return encoder.encode(JSON.stringify(["headroom", sealFormat, key, ...place]));
}
