import { createCipheriv, createDecipheriv, createHash, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { mostPackBytes } from "../../../shared/bridge/site-pack.ts";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { type KdfCost, keyOfPasscode, passcodeCost } from "./vault-crypto.ts";

/**
 * The file of a site pack: docs/site-pack.md has it byte by byte. A header in the clear, 16 bytes that tell a wrong passphrase, then frames of
 * AES-256-GCM. The associated data of a frame are the whole header, the frame's number and whether it is the last: a header that was edited, a
 * frame that is missing, moved, repeated or of another file fails its tag, and a file that ends before its last frame is known to be cut.
 *
 * The key is scrypt of the passphrase with a salt of the file's own, so no two files share a key and a frame's number can be its nonce.
 */
const magic = Buffer.from("HRSP", "latin1");
export const packVersion = 1;
const saltBytes = 32;
const tagBytes = 16;
export const headerBytes = 56;
/** The part of the header that the key is made from. */
const keyPartBytes = 40;
const frameBytes = 1024 * 1024;
const cipherName = "aes-256-gcm";
/** N = 2^15 to 2^18 with r = 8 (32 to 256 MiB), p up to 3: what OWASP recommends, and no more than an opening may cost. */
const costBounds = { leastLogN: 15, mostLogN: 18, r: 8, mostP: 3 } as const;
/** A clock that was set right a little between making and opening is no reason to refuse. */
const longestLifeMs = 31 * 86_400_000;

export interface PackHeader {
  readonly cost: KdfCost;
  readonly salt: Buffer;
  readonly madeAtMs: number;
  readonly expiresAtMs: number;
  /** Names the file to this machine: the beginning of the salt's SHA-256, hex. */
  readonly packId: string;
}

interface PackFault {
  readonly code: "not-a-pack" | "newer" | "truncated" | "damaged" | "too-large" | "wrong-passphrase";
}

/** Makes one scrypt step; handed in so that tests need not pay for it. */
export interface PackTools {
  readonly random: (length: number) => Buffer;
  readonly keyOf: (passphrase: string, salt: Buffer, cost: KdfCost) => Promise<Buffer>;
}

/** scrypt as passcodes have it: OWASP Password Storage Cheat Sheet, N = 2^17 (128 MiB), r = 8, p = 1; the passphrase in NFKC. */
export function packTools(random: PackTools["random"]): PackTools {
  return { random, keyOf: keyOfPasscode };
}

function headerOf(salt: Buffer, madeAtMs: number, expiresAtMs: number): Buffer {
  const header = Buffer.alloc(headerBytes);
  magic.copy(header, 0);
  header.writeUInt8(packVersion, 4);
  header.writeUInt8(Math.log2(passcodeCost.n), 5);
  header.writeUInt8(passcodeCost.r, 6);
  header.writeUInt8(passcodeCost.p, 7);
  salt.copy(header, 8);
  header.writeBigUInt64BE(BigInt(madeAtMs), 40);
  header.writeBigUInt64BE(BigInt(expiresAtMs), 48);
  return header;
}

/** What can be read of a file without its passphrase. What it says is believed only after a frame has opened. */
export function readHeader(file: Buffer): Result<PackHeader, PackFault> {
  if (file.length > mostPackBytes) return err({ code: "too-large" });
  const start = file.subarray(0, magic.length);
  if (!start.equals(magic.subarray(0, start.length)) || file.length === 0) return err({ code: "not-a-pack" });
  if (file.length < magic.length + 1) return err({ code: "truncated" });
  const version = file.readUInt8(4);
  if (version > packVersion) return err({ code: "newer" });
  if (version === 0) return err({ code: "damaged" });
  if (file.length < headerBytes + tagBytes) return err({ code: "truncated" });
  const [logN, r, p] = [file.readUInt8(5), file.readUInt8(6), file.readUInt8(7)];
  const [madeAtMs, expiresAtMs] = [Number(file.readBigUInt64BE(40)), Number(file.readBigUInt64BE(48))];
  const sound =
    logN >= costBounds.leastLogN &&
    logN <= costBounds.mostLogN &&
    r === costBounds.r &&
    p >= 1 &&
    p <= costBounds.mostP &&
    Number.isSafeInteger(madeAtMs) &&
    Number.isSafeInteger(expiresAtMs) &&
    expiresAtMs > madeAtMs &&
    expiresAtMs - madeAtMs <= longestLifeMs;
  if (!sound) return err({ code: "damaged" });
  const salt = Buffer.from(file.subarray(8, 8 + saltBytes));
  const packId = createHash("sha256").update(salt).digest("hex").slice(0, 24);
  return ok({ cost: { n: 2 ** logN, r, p }, salt, madeAtMs, expiresAtMs, packId });
}

function nonce(counter: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeBigUInt64BE(BigInt(counter), 4);
  return bytes;
}

/** Its number is no frame's. */
const checkNonce = Buffer.alloc(12, 0xff);

/** Depends on the passphrase and on what the key is made from, not on the dates: edited dates are told from a wrong passphrase. */
function checkValue(key: Buffer, header: Buffer): Buffer {
  const cipher = createCipheriv(cipherName, key, checkNonce).setAAD(header.subarray(0, keyPartBytes));
  cipher.final();
  return cipher.getAuthTag();
}

function associated(header: Buffer, counter: number, last: boolean): Buffer {
  const numbered = Buffer.alloc(9);
  numbered.writeBigUInt64BE(BigInt(counter), 0);
  numbered.writeUInt8(last ? 1 : 0, 8);
  return Buffer.concat([header, numbered]);
}

function sealFrame(key: Buffer, header: Buffer, counter: number, last: boolean, plain: Buffer): readonly Buffer[] {
  const cipher = createCipheriv(cipherName, key, nonce(counter)).setAAD(associated(header, counter, last));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(sealed.length);
  return [length, sealed, cipher.getAuthTag()];
}

function openFrame(key: Buffer, header: Buffer, counter: number, last: boolean, sealed: Buffer): Buffer | null {
  try {
    const decipher = createDecipheriv(cipherName, key, nonce(counter), { authTagLength: tagBytes })
      .setAAD(associated(header, counter, last))
      .setAuthTag(sealed.subarray(sealed.length - tagBytes));
    return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - tagBytes)), decipher.final()]);
  } catch {
    return null;
  }
}

/** The bytes of a pack's file. `content` is packed small first; it leaves no copy of itself. */
export async function sealPack(
  content: Uint8Array,
  passphrase: string,
  times: { readonly madeAtMs: number; readonly expiresAtMs: number },
  tools: PackTools,
): Promise<Buffer> {
  const salt = tools.random(saltBytes);
  const header = headerOf(salt, times.madeAtMs, times.expiresAtMs);
  const [key, small] = await Promise.all([tools.keyOf(passphrase, salt, passcodeCost), promisify(gzip)(content)]);
  const parts: Buffer[] = [header, checkValue(key, header)];
  for (let at = 0, counter = 0; counter === 0 || at < small.length; at += frameBytes, counter += 1) {
    parts.push(...sealFrame(key, header, counter, at + frameBytes >= small.length, small.subarray(at, at + frameBytes)));
  }
  key.fill(0);
  small.fill(0);
  return Buffer.concat(parts);
}

/** What was sealed, if the passphrase is the one and not a byte was changed; nothing of it otherwise. */
export async function openPack(file: Buffer, passphrase: string, tools: PackTools): Promise<Result<Buffer, PackFault>> {
  const read = readHeader(file);
  if (!read.ok) return read;
  const header = file.subarray(0, headerBytes);
  const key = await tools.keyOf(passphrase, read.value.salt, read.value.cost);
  try {
    if (!timingSafeEqual(checkValue(key, header), file.subarray(headerBytes, headerBytes + tagBytes)))
      return err({ code: "wrong-passphrase" });
    const small = openFrames(file, header, key);
    if (!small.ok) return small;
    // What opened is what was sealed; the bound is against who sealed it.
    return await promisify(gunzip)(small.value, { maxOutputLength: mostPackBytes }).then(
      (content) => ok(content),
      (error: unknown) =>
        err({ code: error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE" ? "too-large" : "damaged" }),
    );
  } finally {
    key.fill(0);
  }
}

function openFrames(file: Buffer, header: Buffer, key: Buffer): Result<Buffer, PackFault> {
  const opened: Buffer[] = [];
  let at = headerBytes + tagBytes;
  for (let counter = 0; ; counter += 1) {
    if (at + 4 > file.length) return err({ code: "truncated" });
    const length = file.readUInt32BE(at);
    if (length > frameBytes) return err({ code: "damaged" });
    const end = at + 4 + length + tagBytes;
    if (end > file.length) return err({ code: "truncated" });
    const sealed = file.subarray(at + 4, end);
    const last = end === file.length;
    const plain = openFrame(key, header, counter, last, sealed);
    if (plain !== null) {
      opened.push(plain);
      if (last) return ok(Buffer.concat(opened));
    } else {
      // A whole frame that says it is not the last, at the end of the file: what came after it is missing.
      return err({ code: last && openFrame(key, header, counter, false, sealed) !== null ? "truncated" : "damaged" });
    }
    at = end;
  }
}
