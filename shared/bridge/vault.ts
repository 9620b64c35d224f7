import { z } from "zod";
import { id } from "../domain/common.ts";
import { profileName } from "./profile-name.ts";

const none = z.undefined();

/** A secret key with its name. The window makes a key of it that cannot be read back, and forgets the bytes. */
export const vaultKey = z.object({ id: z.string().regex(/^[a-z0-9]{1,24}$/), bytes: z.instanceof(Uint8Array) });
export type VaultKey = z.infer<typeof vaultKey>;
/** Newest last: the last key seals, every one opens. */
export const keyRing = z.array(vaultKey).min(1).max(8);
export type KeyRing = z.infer<typeof keyRing>;

/** What the window last knew of its local database, kept outside it: a store that was lost or emptied is noticed by the difference. */
export const storeMark = z.object({
  clientId: id,
  nextMutationId: z.number().int().positive(),
  /** Generation that was complete, and its rows; null = none yet. */
  copy: z.object({ generation: z.number().int(), rows: z.number().int() }).nullable(),
  /** Edits that the backend did not have. */
  unsent: z.number().int().nonnegative(),
});
export type StoreMark = z.infer<typeof storeMark>;

/** What a profile's vault answers. Only `open` hands out keys: of the local copy, and of the unsent edits, which outlive the copy. */
export const vaultAnswer = z.discriminatedUnion("state", [
  z.object({ state: z.literal("open"), copy: keyRing, edits: keyRing, mark: storeMark.nullable() }),
  /** The system has no keystore worth the name: a passcode must be chosen before anything is stored. */
  z.object({ state: z.literal("setup") }),
  z.object({ state: z.literal("locked"), retryAtMs: z.number().nullable() }),
  /** Too long without contact: the backend must be reached first. `unsent` edits wait, sealed. */
  z.object({ state: z.literal("expired"), lastContactMs: z.number(), unsent: z.number().int() }),
  z.object({ state: z.literal("wiped"), by: z.enum(["server", "user"]), atMs: z.number() }),
  /** The system's keystore does not open the keys any more (another user, machine or keystore). */
  z.object({ state: z.literal("lost"), unsent: z.number().int() }),
]);
export type VaultAnswer = z.infer<typeof vaultAnswer>;

export const vaultInfo = z.object({
  /** The system's keystore hides the keys from other users of the machine. */
  keystore: z.boolean(),
  hasPasscode: z.boolean(),
  /** Minutes of idleness after which it locks; null = it never does (no passcode). */
  lockAfterMinutes: z.number().nullable(),
  /** The most minutes that the company's policy allows. */
  lockPolicyMinutes: z.number(),
  lastContactMs: z.number().nullable(),
  /** When the local copy will not be opened any more without contact; null = never (embedded and demonstration). */
  graceUntilMs: z.number().nullable(),
  keyCreatedMs: z.number().nullable(),
});
export type VaultInfo = z.infer<typeof vaultInfo>;
const passcode = z.string().min(8).max(200);

/** Texts in forms, as JSON, by a name of the form. */
export const drafts = z.record(z.string().max(200), z.string().max(200_000));
export type Drafts = z.infer<typeof drafts>;

/** What the window asks of the vault: keys, the mark of the store, and what was typed and not saved. */
export const vaultRequests = {
  /** Opens the keys of the profile in use, or says what is in the way. */
  "vault.open": { args: z.object({ profile: profileName }), value: vaultAnswer },
  "vault.unlock": { args: z.object({ profile: profileName, passcode: z.string().max(200) }), value: vaultAnswer },
  "vault.lock": { args: z.object({ profile: profileName }), value: none },
  /** Reaches the backend to renew the grace, then opens. */
  "vault.renew": { args: z.object({ profile: profileName }), value: vaultAnswer },
  /** Begins anew after `wiped` or `lost`, or `locked` with a forgotten passcode: new keys, nothing of the old copy and its unsent edits. */
  "vault.reset": { args: z.object({ profile: profileName }), value: vaultAnswer },
  /** `current` is needed once there is one; `next` null takes it away, which a weak keystore does not allow. */
  "vault.passcode": {
    args: z.object({ profile: profileName, current: z.string().max(200).nullable(), next: passcode.nullable() }),
    value: vaultInfo,
  },
  "vault.info": { args: z.object({ profile: profileName }), value: vaultInfo },
  /** Adds a new key to both rings and answers them; what is written from now on is sealed with it. */
  "vault.rotate": { args: z.object({ profile: profileName }), value: vaultAnswer },
  /** Forgets every key but these: nothing is sealed with the others any more. */
  "vault.retire": { args: z.object({ profile: profileName, keep: z.array(z.string().max(24)).min(1).max(16) }), value: none },
  /** What was typed in forms and not saved, by a name of the form; `forbidden` while the vault is shut. */
  "drafts.read": { args: z.object({ profile: profileName }), value: drafts },
  /** Replaces all of them. They are sealed on the disk, outlive a lock and the app's end, and go when the user leaves or the copy is wiped. */
  "drafts.write": { args: z.object({ profile: profileName, drafts }), value: none },
  "mark.write": { args: z.object({ profile: profileName, mark: storeMark }), value: none },
} as const;
