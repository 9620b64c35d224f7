import { createCipheriv, createDecipheriv, randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { BackupError } from "./backup-error.ts";

/**
 * The envelope of a backup file: `HRBK`, one byte of format version, 32 bytes of salt, 16 bytes that tell a wrong passphrase, then frames. A
 * frame is `u32` length, AES-256-GCM ciphertext of up to a mebibyte, 16 bytes of tag. The associated data of a frame are the beginning of the
 * file, the frame's number and whether it is the last one: a frame that is left out, moved, repeated or taken from another file fails its tag,
 * and a file that ends before its last frame is known to be cut.
 *
 * The key is scrypt of the passphrase with the file's own salt (N = 2^17, r = 8, p = 1: 128 MiB and some tenths of a second a guess), so no two
 * files share a key and the frame's number can be the nonce.
 */
const magic = Buffer.from("HRBK", "latin1");
export const envelopeVersion = 1;
const saltBytes = 32;
const tagBytes = 16;
const beginBytes = magic.length + 1 + saltBytes;
const frameBytes = 1024 * 1024;
const cipherName = "aes-256-gcm";
const scryptCost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 } as const;

function deriveKey(passphrase: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // The same characters typed on another system must give the same bytes.
    scrypt(passphrase.normalize("NFC"), salt, 32, scryptCost, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

function nonce(counter: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeBigUInt64BE(BigInt(counter), 4);
  return bytes;
}

/** Its number is no frame's. */
const checkNonce = Buffer.alloc(12, 0xff);

function associated(begin: Buffer, counter: number, last: boolean): Buffer {
  const numbered = Buffer.alloc(9);
  numbered.writeBigUInt64BE(BigInt(counter), 0);
  numbered.writeUInt8(last ? 1 : 0, 8);
  return Buffer.concat([begin, numbered]);
}

function checkValue(key: Buffer, begin: Buffer): Buffer {
  const cipher = createCipheriv(cipherName, key, checkNonce).setAAD(begin);
  cipher.final();
  return cipher.getAuthTag();
}

function seal(key: Buffer, begin: Buffer, counter: number, last: boolean, plain: Buffer): Buffer {
  const cipher = createCipheriv(cipherName, key, nonce(counter)).setAAD(associated(begin, counter, last));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(sealed.length);
  return Buffer.concat([length, sealed, cipher.getAuthTag()]);
}

function open(key: Buffer, begin: Buffer, counter: number, last: boolean, sealed: Buffer): Buffer | null {
  try {
    const decipher = createDecipheriv(cipherName, key, nonce(counter), { authTagLength: tagBytes })
      .setAAD(associated(begin, counter, last))
      .setAuthTag(sealed.subarray(sealed.length - tagBytes));
    return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - tagBytes)), decipher.final()]);
  } catch {
    return null;
  }
}

/** The bytes of a source in pieces of a wanted length. */
class Pieces {
  readonly #source: AsyncIterator<Buffer>;
  #held: Buffer[] = [];
  #bytes = 0;

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Fewer bytes only at the end of the source. */
  async take(length: number): Promise<Buffer> {
    while (this.#bytes < length) {
      const next = await this.#source.next();
      if (next.done === true) break;
      this.#held.push(next.value);
      this.#bytes += next.value.length;
    }
    const all = Buffer.concat(this.#held);
    const rest = all.subarray(length);
    this.#held = rest.length === 0 ? [] : [rest];
    this.#bytes = rest.length;
    return all.subarray(0, length);
  }
}

/** Encrypts a stream of bytes into the bytes of a file. */
export async function* sealFrames(source: AsyncIterable<Buffer>, passphrase: string): AsyncGenerator<Buffer> {
  const salt = randomBytes(saltBytes);
  const begin = Buffer.concat([magic, Buffer.from([envelopeVersion]), salt]);
  const key = await deriveKey(passphrase, salt);
  yield Buffer.concat([begin, checkValue(key, begin)]);
  const pieces = new Pieces(source);
  let held = await pieces.take(frameBytes);
  for (let counter = 0; ; counter += 1) {
    const next = held.length < frameBytes ? Buffer.alloc(0) : await pieces.take(frameBytes);
    const last = next.length === 0;
    yield seal(key, begin, counter, last, held);
    if (last) return;
    held = next;
  }
}

async function openBegin(pieces: Pieces, passphrase: string): Promise<{ readonly key: Buffer; readonly begin: Buffer }> {
  const begin = await pieces.take(beginBytes);
  if (!begin.subarray(0, magic.length).equals(magic)) throw new BackupError("not-a-backup", "the file is not a backup of Headroom");
  const version = begin[magic.length];
  if (version !== undefined && version > envelopeVersion)
    throw new BackupError("newer-format", "the backup was made by a newer Headroom: restore it with that version");
  const check = await pieces.take(tagBytes);
  if (check.length < tagBytes) throw cut();
  const key = await deriveKey(passphrase, begin.subarray(magic.length + 1));
  if (!timingSafeEqual(checkValue(key, begin), check)) {
    throw new BackupError("wrong-passphrase", "the passphrase or key file is not the one that the backup was made with");
  }
  return { key, begin };
}

function cut(): BackupError {
  return new BackupError("truncated", "the backup is cut: its end is missing, use another copy of it");
}

function damaged(): BackupError {
  return new BackupError("damaged", "the backup is damaged: its content was changed after it was made, use another copy of it");
}

/** Decrypts the bytes of a file. Throws BackupError; what it has yielded until then is authentic, but the end of it is only known at the end. */
export async function* openFrames(source: AsyncIterable<Buffer>, passphrase: string): AsyncGenerator<Buffer> {
  const pieces = new Pieces(source);
  const { key, begin } = await openBegin(pieces, passphrase);
  for (let counter = 0; ; counter += 1) {
    const head = await pieces.take(4);
    if (head.length < 4) throw cut();
    const length = head.readUInt32BE();
    if (length > frameBytes) throw damaged();
    const sealed = await pieces.take(length + tagBytes);
    if (sealed.length < length + tagBytes) throw cut();
    const middle = open(key, begin, counter, false, sealed);
    if (middle !== null) {
      yield middle;
      continue;
    }
    const last = open(key, begin, counter, true, sealed);
    if (last === null) throw damaged();
    if ((await pieces.take(1)).length > 0) throw damaged();
    yield last;
    return;
  }
}
