import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { app } from "./app.ts";
import { MisuseError } from "./errors.ts";
import { host } from "./host.ts";
import { strictModule } from "./strict.ts";

const prefix = Buffer.from("v11");

/** The system's keystore is played by a key beside the profile: it shows that secrets are encrypted, not that the key is safe. */
function key(): Buffer {
  const folder = app.getPath("userData");
  const file = join(folder, "electron-host.key");
  try {
    return readFileSync(file);
  } catch {
    const made = randomBytes(32);
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, made, { mode: 0o600 });
    return made;
  }
}

/** `ELECTRON_HOST_KEYSTORE=basic_text` plays a Linux without a keystore, `locked` one that has lost its key. */
const played = (): string => process.env["ELECTRON_HOST_KEYSTORE"] ?? "gnome_libsecret";

export const safeStorage = strictModule("safeStorage", {
  getSelectedStorageBackend: (): string => (played() === "basic_text" ? "basic_text" : "gnome_libsecret"),
  isAsyncEncryptionAvailable: async (): Promise<boolean> => host.ready,
  async encryptStringAsync(text: string): Promise<Buffer> {
    const iv = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", key(), iv);
    const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
    return Buffer.concat([prefix, iv, cipher.getAuthTag(), body]);
  },
  async decryptStringAsync(bytes: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    if (played() === "locked" || !bytes.subarray(0, 3).equals(prefix)) throw new MisuseError("Error while decrypting the ciphertext.");
    const decipher = createDecipheriv("aes-256-gcm", key(), bytes.subarray(3, 15));
    decipher.setAuthTag(bytes.subarray(15, 31));
    const result = Buffer.concat([decipher.update(bytes.subarray(31)), decipher.final()]).toString("utf8");
    return { result, shouldReEncrypt: false };
  },
});
