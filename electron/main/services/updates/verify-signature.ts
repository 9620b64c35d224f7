import { createPublicKey, verify } from "node:crypto";

/** SubjectPublicKeyInfo of an Ed25519 key up to its 32 bytes (RFC 8410). */
const spkiHead = Buffer.from("302a300506032b6570032100", "hex");

/** Whether `key` (32 bytes, base64url) has signed `bytes` with Ed25519. What is not a key or not a signature has signed nothing. */
export function verifySignature(key: string, bytes: Uint8Array, signature: Uint8Array): boolean {
  try {
    const publicKey = createPublicKey({ key: Buffer.concat([spkiHead, Buffer.from(key, "base64url")]), format: "der", type: "spki" });
    return verify(null, bytes, publicKey, signature);
  } catch {
    return false;
  }
}
