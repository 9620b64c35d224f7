import { open, readFile } from "node:fs/promises";
import { z } from "zod";
import { writeFileAtomic } from "./atomic-file.ts";
import { randomBytesOf } from "./vault-crypto.ts";
import { vaultClock } from "./vault-clock.ts";
import { passcodeFailures } from "./vault-throttle.ts";

const base64 = z.base64().max(4000);

/** A data key, sealed under the master key. */
const sealedKey = z.object({ id: z.string().regex(/^[a-z0-9]{1,24}$/), createdMs: z.number(), sealed: base64 });
export type SealedKey = z.infer<typeof sealedKey>;

/** What stands between a reader of the file and the master key: the system's keystore, a passcode, both (passcode inside), or nothing. */
const master = z.object({
  keystore: z.boolean(),
  passcode: z
    .object({
      salt: base64,
      // Bounded, so that an altered file cannot make the desktop reserve all memory.
      n: z
        .number()
        .int()
        .min(2)
        .max(2 ** 20),
      r: z.number().int().min(1).max(32),
      p: z.number().int().min(1).max(16),
    })
    .nullable(),
  sealed: base64,
});
export type SealedMaster = z.infer<typeof master>;

const kept = z.object({
  version: z.literal(1),
  state: z.literal("kept"),
  profile: z.string(),
  master,
  /** Newest last. The copy's ring is empty after its keys were destroyed for want of contact. */
  rings: z.object({ copy: z.array(sealedKey).max(8), edits: z.array(sealedKey).min(1).max(8) }),
  clock: vaultClock,
  failures: passcodeFailures,
});
export type KeptVault = z.infer<typeof kept>;

const wiped = z.object({
  version: z.literal(1),
  state: z.literal("wiped"),
  profile: z.string(),
  by: z.enum(["server", "user"]),
  atMs: z.number(),
});
export type WipedVault = z.infer<typeof wiped>;

const vaultFile = z.discriminatedUnion("state", [kept, wiped]);
export type VaultFile = z.infer<typeof vaultFile>;

/** `damaged` = there is a file, and it is not a vault of this profile: nothing may be put in its place unasked. */
export type ReadVault = VaultFile | { readonly state: "none" } | { readonly state: "damaged" };

/** Throws what the disk throws, but for a file that is not there. */
export async function readVault(path: string, profile: string): Promise<ReadVault> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return { state: "none" };
    throw error;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { state: "damaged" };
  }
  const parsed = vaultFile.safeParse(value);
  return parsed.success && parsed.data.profile === profile ? parsed.data : { state: "damaged" };
}

export async function writeVault(path: string, vault: VaultFile): Promise<void> {
  await writeFileAtomic(path, `${JSON.stringify(vault)}\n`);
}

/**
 * Replaces the file and overwrites the bytes that it held, so that keys do not lie about in free blocks. The new file is in place before that:
 * a kill in the middle leaves no key that is still in use. What a flash disk or a backup kept of the old bytes is beyond a program's reach.
 */
export async function replaceVault(path: string, vault: VaultFile): Promise<void> {
  // Windows refuses to replace a file that is open.
  const old = process.platform === "win32" ? null : await open(path, "r+").catch(() => null);
  try {
    await writeVault(path, vault);
    if (old === null) return;
    const { size } = await old.stat();
    await old.write(randomBytesOf(size), 0, size, 0);
    await old.sync();
  } finally {
    await old?.close();
  }
}
