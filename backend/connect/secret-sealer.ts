import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** The key cannot be had, or does not open what is sealed; one line with the remedy. */
export class SealError extends Error {
  override readonly name = "SealError";
}

/** Seals secrets for the database: a copy of it, or a backup, is worth nothing without the key, which is elsewhere. */
export interface SecretSealer {
  /** `place` names the one row in which it opens again. */
  seal(secrets: readonly string[], place: string): string;
  /** Throws SealError. */
  open(sealed: string, place: string): readonly string[];
}

const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const version = "1:";
const secretList = z.array(z.string());

export function createSecretSealer(key: Uint8Array): SecretSealer {
  if (key.byteLength !== keyBytes)
    throw new SealError("the key of the secrets has 32 bytes, written in base64: make one with `openssl rand -base64 32`");
  return {
    seal: (secrets, place) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(place));
      const sealed = Buffer.concat([cipher.update(JSON.stringify(secrets), "utf8"), cipher.final()]);
      return version + Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString("base64");
    },
    open: (sealed, place) => {
      try {
        const bytes = Buffer.from(sealed.startsWith(version) ? sealed.slice(version.length) : "", "base64");
        const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
          .setAAD(Buffer.from(place))
          .setAuthTag(bytes.subarray(-tagBytes));
        const text = Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]).toString("utf8");
        return secretList.parse(JSON.parse(text));
      } catch {
        throw new SealError(
          "the secrets were sealed under another key: give this backend the same HEADROOM_SECRET_KEY, or set the secrets again",
        );
      }
    },
  };
}

/** Where an embedded database's key lies: beside it, for who may read the folder may read everything. */
const keyFile = "secret-key";

async function embeddedKey(dataDir: string): Promise<string> {
  const path = join(dataDir, keyFile);
  try {
    // Only where there is none: two programs that start at once must not replace each other's.
    await writeFile(path, `${randomBytes(keyBytes).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  return await readFile(path, "utf8");
}

/**
 * The sealer of HEADROOM_SECRET_KEY (32 bytes in base64) or HEADROOM_SECRET_KEY_FILE; of a key in the folder of an embedded database (`dataDir`)
 * otherwise. null = there is no key, and secrets can only come from the environment or files. Throws SealError.
 */
export async function openSecretSealer(
  environment: Readonly<Record<string, string | undefined>>,
  dataDir: string | null,
): Promise<SecretSealer | null> {
  const { HEADROOM_SECRET_KEY: key, HEADROOM_SECRET_KEY_FILE: file } = environment;
  let text = key ?? "";
  if (text === "" && file !== undefined && file !== "") {
    text = await readFile(file, "utf8").catch(() => {
      throw new SealError(`cannot read ${file}: correct HEADROOM_SECRET_KEY_FILE`);
    });
  } else if (text === "") {
    if (dataDir === null) return null;
    text = await embeddedKey(dataDir);
  }
  return createSecretSealer(Buffer.from(text.trim(), "base64"));
}
