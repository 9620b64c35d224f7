import { type KeyObject, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { CommandError } from "../cli/report-fault.ts";

/** An Ed25519 key that releases are signed with. `key` is its public half: 32 bytes, base64url. */
export interface SigningKey {
  readonly key: string;
  readonly sign: (bytes: Uint8Array) => Uint8Array;
}

function publicHalf(key: KeyObject): string {
  return String(createPublicKey(key).export({ format: "jwk" }).x);
}

/** Writes a new private key (PKCS #8, PEM, for its owner alone) and answers its public half. Never writes over a file. */
export async function makeSigningKey(file: string): Promise<string> {
  const { privateKey } = generateKeyPairSync("ed25519");
  try {
    await writeFile(file, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600, flag: "wx" });
  } catch (error) {
    throw new CommandError(`cannot make ${file}: it is there already, or the folder cannot be written to`, { cause: error });
  }
  return publicHalf(privateKey);
}

export async function readSigningKey(file: string): Promise<SigningKey> {
  try {
    const privateKey = createPrivateKey(await readFile(file));
    if (privateKey.asymmetricKeyType !== "ed25519") throw new Error("another kind of key");
    return { key: publicHalf(privateKey), sign: (bytes) => sign(null, bytes, privateKey) };
  } catch (error) {
    throw new CommandError(`${file} is not a private key as "headroom release keys" makes it`, { cause: error });
  }
}

/** Whether `key` has signed `bytes` with Ed25519. */
export function verifiesWith(key: string, bytes: Uint8Array, signature: Uint8Array): boolean {
  try {
    return verify(null, bytes, createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: key }, format: "jwk" }), signature);
  } catch {
    return false;
  }
}
