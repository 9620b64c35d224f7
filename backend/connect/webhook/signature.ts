import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";

/** How far a sender's clock may be from ours, either way; after it a caught message cannot be sent again. */
export const toleranceMs = 5 * 60_000;
/** Signatures that are looked at: a sender that changes keys sends two. */
const mostSignatures = 8;
const secretPrefix = "whsec_";
const secretBytes = 32;
const idPattern = /^[\x21-\x2d\x2f-\x7e]{1,128}$/;

/** Headers of a request; a delivery names three, as the specification of Standard Webhooks has them. */
type DeliveryHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface SignedDelivery {
  readonly messageId: string;
}

/** A secret that nobody has had: `whsec_` and 32 bytes in base64. */
export function newWebhookSecret(): string {
  return secretPrefix + randomBytes(secretBytes).toString("base64");
}

/** `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64. `timestampS` is in seconds. */
export function signDelivery(secret: string, messageId: string, timestampS: number, body: Uint8Array): string {
  return `v1,${macOf(secret, messageId, String(timestampS), body).toString("base64")}`;
}

function macOf(secret: string, messageId: string, timestamp: string, body: Uint8Array): Buffer {
  const key = Buffer.from(secret.startsWith(secretPrefix) ? secret.slice(secretPrefix.length) : secret, "base64");
  return createHmac("sha256", key).update(`${messageId}.${timestamp}.`).update(body).digest();
}

/**
 * Whether one of the secrets signed the delivery within the tolerance of `nowMs`. Every secret is tried on every signature, each in constant time, so the
 * time it takes tells nothing; nor does the error.
 */
export function checkDelivery(
  headers: DeliveryHeaders,
  body: Uint8Array,
  secrets: readonly string[],
  nowMs: number,
): Result<SignedDelivery, { readonly code: "not-signed" }> {
  const { "webhook-id": messageId, "webhook-timestamp": timestamp, "webhook-signature": signature } = headers;
  const refused = err({ code: "not-signed" });
  if (typeof messageId !== "string" || typeof timestamp !== "string" || typeof signature !== "string") return refused;
  if (!idPattern.test(messageId) || !/^\d{1,12}$/.test(timestamp)) return refused;
  const given = signature
    .split(" ")
    .slice(0, mostSignatures)
    .flatMap((one) => (one.startsWith("v1,") ? [Buffer.from(one.slice(3), "base64")] : []));
  let good = false;
  for (const secret of secrets) {
    const wanted = macOf(secret, messageId, timestamp, body);
    for (const mac of given) if (mac.length === wanted.length && timingSafeEqual(mac, wanted)) good = true;
  }
  if (!good || Math.abs(nowMs - Number(timestamp) * 1_000) > toleranceMs) return refused;
  return ok({ messageId });
}
