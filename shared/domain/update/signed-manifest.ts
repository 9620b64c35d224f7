import { z } from "zod";
import { fromBase64Text, toBase64Text } from "../../kernel/base64.ts";
import { type Result, err, ok } from "../../kernel/result.ts";
import { type UpdateManifest, updateManifest } from "./update-manifest.ts";
import { publicKey } from "./update-source.ts";

const envelope = z.object({
  /** The manifest's JSON, base64: what is signed is bytes, so that nobody has to write JSON twice in the same way. */
  payload: z.string().max(400_000),
  signatures: z
    .array(z.object({ key: publicKey, signature: z.string().max(100) }))
    .min(1)
    .max(8),
});

const payloadType = "application/vnd.headroom.update+json";

/** What is signed: type and payload with their lengths (the pre-authentication encoding of DSSE 1.0), so that no other text of the key can stand for it. */
export function signedBytes(payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const head = encoder.encode(`DSSEv1 ${encoder.encode(payloadType).length} ${payloadType} ${payload.length} `);
  const all = new Uint8Array(head.length + payload.length);
  all.set(head);
  all.set(payload, head.length);
  return all;
}

/** Signs with each key; `sign` makes an Ed25519 signature (64 bytes). */
export function sealManifest(
  manifest: UpdateManifest,
  keys: readonly { readonly key: string; readonly sign: (bytes: Uint8Array) => Uint8Array }[],
): string {
  const payload = new TextEncoder().encode(JSON.stringify(manifest));
  const signatures = keys.map(({ key, sign }) => ({ key, signature: toBase64Text(sign(signedBytes(payload))) }));
  return `${JSON.stringify({ payload: toBase64Text(payload), signatures }, null, 2)}\n`;
}

export type ManifestFault = "not-a-manifest" | "wrong-signature";

/**
 * Reads a signed manifest. Nothing of the payload is looked at before one of the `pinned` keys has signed it; `verify` checks an Ed25519 signature and
 * answers false for whatever is not one.
 */
export function openManifest(
  text: string,
  pinned: readonly string[],
  verify: (key: string, bytes: Uint8Array, signature: Uint8Array) => boolean,
): Result<UpdateManifest, { readonly code: ManifestFault }> {
  const read = envelope.safeParse(jsonOf(text));
  if (!read.success) return err({ code: "not-a-manifest" });
  const payload = fromBase64Text(read.data.payload);
  if (payload === null) return err({ code: "not-a-manifest" });
  const bytes = signedBytes(payload);
  const isSigned = read.data.signatures.some(({ key, signature }) => {
    const raw = fromBase64Text(signature);
    return raw !== null && raw.length === 64 && pinned.includes(key) && verify(key, bytes, raw);
  });
  if (!isSigned) return err({ code: "wrong-signature" });
  const manifest = updateManifest.safeParse(jsonOf(new TextDecoder().decode(payload)));
  return manifest.success ? ok(manifest.data) : err({ code: "not-a-manifest" });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
