import { generateKeyPairSync, sign } from "node:crypto";

/** A fresh Ed25519 key as releases are signed with. */
export interface ReleaseKey {
  /** Public, as it is built in. */
  readonly key: string;
  readonly sign: (bytes: Uint8Array) => Uint8Array;
}

export function newReleaseKey(): ReleaseKey {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  return { key: String(publicKey.export({ format: "jwk" }).x), sign: (bytes) => sign(null, bytes, privateKey) };
}
