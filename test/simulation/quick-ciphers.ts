import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from "node:crypto";
import type { SealingCrypto } from "../../renderer/data/sealing.ts";

const cipherName = "aes-256-gcm";
const tagBytes = 16;

/** Other work, of the database above all, goes on meanwhile: whoever waits for a cipher within a transaction finds it committed, as in a browser. */
async function aWhile(): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** The same cipher as the platform's, without its threads: their comings and goings took longer than the work. */
export const quickCiphers: SealingCrypto = {
  subtle: {
    importKey: (_format, bytes) => Promise.resolve(createSecretKey(bytes.slice()) as unknown as CryptoKey),
    encrypt: async ({ iv, additionalData }, key, payload) => {
      const cipher = createCipheriv(cipherName, key as unknown as KeyObject, iv as Uint8Array);
      cipher.setAAD(additionalData as Uint8Array);
      const box = Uint8Array.from(Buffer.concat([cipher.update(payload), cipher.final(), cipher.getAuthTag()]));
      await aWhile();
      return box.buffer;
    },
    decrypt: async ({ iv, additionalData }, key, box) => {
      const cipher = createDecipheriv(cipherName, key as unknown as KeyObject, iv as Uint8Array);
      cipher.setAAD(additionalData as Uint8Array);
      cipher.setAuthTag(box.subarray(Math.max(0, box.length - tagBytes)));
      await aWhile();
      return Uint8Array.from(Buffer.concat([cipher.update(box.subarray(0, -tagBytes)), cipher.final()])).buffer;
    },
  },
  getRandomValues: (array) => crypto.getRandomValues(array),
};
