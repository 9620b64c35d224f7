import { safeStorage } from "electron";
import type { SecretBox } from "./connection-store.ts";

/** The system's keystore: only this user of this machine opens what it sealed. null = it does neither. */
export interface Keystore {
  seal(text: string): Promise<string | null>;
  open(sealed: string): Promise<string | null>;
  /** It hides secrets from other users of the machine. */
  isStrong(): Promise<boolean>;
}

/** What the vaults can do for secrets of a profile while it is open. */
export interface SealingVaults {
  sealSecret(profile: string, text: string): Promise<string | null>;
  openSecret(profile: string, sealed: string): Promise<string | null>;
}

/** Without a keystore Linux offers a fixed password: that hides nothing, so nothing is written then. */
async function hasKeystore(): Promise<boolean> {
  if (process.platform === "linux" && safeStorage.getSelectedStorageBackend() === "basic_text") return false;
  return await safeStorage.isAsyncEncryptionAvailable();
}

/** The system's keystore (Keychain, DPAPI, Secret Service). */
export const systemKeystore: Keystore = {
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

/** Marks what a vault sealed. No base64 holds it. */
const byVault = "vault:";

/** Seals with the system's keystore; where there is none, with the vault of the profile. */
export function secretBoxOf(keystore: Keystore, vaults: SealingVaults): SecretBox {
  return {
    needsVault: async () => !(await keystore.isStrong()),
    seal: async (text, profile) => {
      if (await keystore.isStrong()) return await keystore.seal(text);
      const sealed = await vaults.sealSecret(profile, text);
      return sealed === null ? null : `${byVault}${sealed}`;
    },
    open: async (sealed, profile) =>
      sealed.startsWith(byVault) ? await vaults.openSecret(profile, sealed.slice(byVault.length)) : await keystore.open(sealed),
  };
}
