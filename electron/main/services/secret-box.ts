import { safeStorage } from "electron";
import type { SecretBox } from "./connection-store.ts";

/** A secret box that says beforehand whether there is a keystore behind it. */
export interface Keystore extends SecretBox {
  /** The system's keystore hides secrets from other users of the machine. */
  isStrong(): Promise<boolean>;
}

/** Without a keystore Linux offers a fixed password: that hides nothing, so nothing is written then. */
async function hasKeystore(): Promise<boolean> {
  if (process.platform === "linux" && safeStorage.getSelectedStorageBackend() === "basic_text") return false;
  return await safeStorage.isAsyncEncryptionAvailable();
}

/** The system's keystore (Keychain, DPAPI, Secret Service). */
export const systemSecretBox: Keystore = {
  isStrong: hasKeystore,
  seal: async (text) => ((await hasKeystore()) ? (await safeStorage.encryptStringAsync(text)).toString("base64") : null),
  open: async (sealed) => {
    try {
      return (await safeStorage.decryptStringAsync(Buffer.from(sealed, "base64"))).result;
    } catch {
      // Another user, machine or keystore sealed it: the user signs in again.
      return null;
    }
  },
};
