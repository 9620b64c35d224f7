import type { KeyRing } from "../../../shared/bridge/vault.ts";
import type { Keystore } from "./secret-box.ts";
import { type KdfCost, derivedKey, freshIv, keyBytes, keyOfPasscode, seal, unseal } from "./vault-crypto.ts";
import type { KeptVault, SealedKey, SealedMaster } from "./vault-file.ts";

export interface KeyTools {
  readonly keystore: Keystore;
  readonly random: (length: number) => Buffer;
  readonly cost: KdfCost;
}

export type RingName = "copy" | "edits";
/** A ring takes no more keys than the window accepts. */
const mostKeys = 8;

function masterPlace(profile: string) {
  return { profile, ring: "master", keyId: "master" } as const;
}

/** Seals the master key: with the passcode inside, if there is one, and the system's keystore around it, if it hides anything. */
export async function sealMaster(tools: KeyTools, profile: string, key: Buffer, passcode: string | null): Promise<SealedMaster> {
  let inner = key;
  let derivation: SealedMaster["passcode"] = null;
  if (passcode !== null) {
    const salt = tools.random(16);
    const derived = await keyOfPasscode(passcode, salt, tools.cost);
    inner = seal(derived, key, masterPlace(profile), freshIv(tools.random));
    derivation = { salt: salt.toString("base64"), ...tools.cost };
  }
  const text = inner.toString("base64");
  const sealed = (await tools.keystore.isStrong()) ? await tools.keystore.seal(text) : null;
  // Base64 either way: the file's schema holds both.
  return { keystore: sealed !== null, passcode: derivation, sealed: sealed ?? text };
}

export type OpenedMaster = { readonly state: "open"; readonly key: Buffer } | { readonly state: "wrong" } | { readonly state: "lost" };

/** `passcode` is null for a vault without one. `lost` = the keystore does not open what it once sealed, or the bytes are damaged. */
export async function openMaster(tools: KeyTools, profile: string, sealed: SealedMaster, passcode: string | null): Promise<OpenedMaster> {
  const text = sealed.keystore ? await tools.keystore.open(sealed.sealed) : sealed.sealed;
  if (text === null) return { state: "lost" };
  const inner = Buffer.from(text, "base64");
  if (sealed.passcode === null) return inner.length === keyBytes ? { state: "open", key: inner } : { state: "lost" };
  if (passcode === null) return { state: "wrong" };
  const derived = await keyOfPasscode(passcode, Buffer.from(sealed.passcode.salt, "base64"), sealed.passcode);
  const key = unseal(derived, inner, masterPlace(profile));
  return key === null ? { state: "wrong" } : { state: "open", key };
}

/** Whether the keystore still opens what it sealed; asked before a passcode is, which would be typed for nothing. */
export async function keystoreOpens(tools: KeyTools, sealed: SealedMaster): Promise<boolean> {
  return !sealed.keystore || (await tools.keystore.open(sealed.sealed)) !== null;
}

/** A new data key for a ring. */
export function newKey(tools: KeyTools, profile: string, master: Buffer, ring: RingName, nowMs: number): SealedKey {
  const id = tools.random(8).toString("hex");
  const sealed = seal(master, tools.random(keyBytes), { profile, ring, keyId: id }, freshIv(tools.random));
  return { id, createdMs: nowMs, sealed: sealed.toString("base64") };
}

/**
 * Both rings with one key more. A full ring stays as it is: its newest key is one that an earlier change made and did not finish with,
 * and finishing with that one frees the ring.
 */
export function rotated(tools: KeyTools, vault: KeptVault, master: Buffer, nowMs: number): KeptVault["rings"] {
  const add = (ring: RingName): SealedKey[] => {
    const keys = vault.rings[ring];
    return keys.length >= mostKeys ? keys : [...keys, newKey(tools, vault.profile, master, ring, nowMs)];
  };
  return { copy: add("copy"), edits: add("edits") };
}

/** Text sealed under the master key for one purpose, in base64. */
export function sealText(tools: KeyTools, profile: string, master: Buffer, ring: "sign-in" | "drafts", text: string): string {
  return seal(master, Buffer.from(text, "utf8"), { profile, ring, keyId: ring }, freshIv(tools.random)).toString("base64");
}

/** null = it was sealed under another master key or for another purpose, or is damaged. */
export function openText(profile: string, master: Buffer, ring: "sign-in" | "drafts", sealed: string): string | null {
  return unseal(master, Buffer.from(sealed, "base64"), { profile, ring, keyId: ring })?.toString("utf8") ?? null;
}

/** Seals texts of one purpose, each under a name that it opens under alone. It goes on working after a lock: see `derivedKey`. */
export interface NamedSealer {
  seal(name: string, text: string): string;
  /** null = sealed under another key or name, or damaged. */
  open(name: string, sealed: string): string | null;
}

export function sealerOf(tools: KeyTools, profile: string, master: Buffer, ring: "senders" | "messages"): NamedSealer {
  const key = derivedKey(master, ring);
  return {
    seal: (name, text) => seal(key, Buffer.from(text, "utf8"), { profile, ring, keyId: name }, freshIv(tools.random)).toString("base64"),
    open: (name, sealed) => unseal(key, Buffer.from(sealed, "base64"), { profile, ring, keyId: name })?.toString("utf8") ?? null,
  };
}

/** null = a key does not open under this master key: the file is damaged. */
export function openRing(profile: string, master: Buffer, ring: RingName, keys: readonly SealedKey[]): KeyRing | null {
  const opened: KeyRing = [];
  for (const { id, sealed } of keys) {
    const bytes = unseal(master, Buffer.from(sealed, "base64"), { profile, ring, keyId: id });
    if (bytes === null) return null;
    opened.push({ id, bytes: new Uint8Array(bytes) });
  }
  return opened;
}
