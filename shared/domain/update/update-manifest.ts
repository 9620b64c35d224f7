import { z } from "zod";
import { version } from "./version-order.ts";

export const updateChannels = ["stable", "beta"] as const;
export type UpdateChannel = (typeof updateChannels)[number];

/** What an installed application can be replaced by: system, processor and, on Linux, the form of the package. */
export const updateTargets = [
  "win32-x64",
  "win32-arm64",
  "darwin-x64",
  "darwin-arm64",
  "linux-x64-appimage",
  "linux-arm64-appimage",
  "linux-x64-deb",
  "linux-arm64-deb",
] as const;
export type UpdateTarget = (typeof updateTargets)[number];

const releaseFile = z.object({
  target: z.enum(updateTargets),
  /** Beside the manifest. */
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/),
  sizeBytes: z.number().int().positive().max(2_000_000_000),
  /** SHA-512 of the whole file, base64 with padding. */
  sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
});
export type ReleaseFile = z.infer<typeof releaseFile>;

const words = z.object({ "zh-CN": z.string().max(4_000), en: z.string().max(4_000) });

/** What a channel offers, as it is signed. One a channel: a later one, with a higher sequence number, takes its place. */
export const updateManifest = z.object({
  format: z.literal(1),
  channel: z.enum(updateChannels),
  /** Rises with every manifest of the channel, also when only the share or the order to go back changes: an older one is never taken again. */
  sequence: z.number().int().positive(),
  version,
  issuedAtMs: z.number().int().nonnegative(),
  /** After it the manifest counts for nothing: whoever holds back newer ones cannot do so for long. */
  expiresAtMs: z.number().int().positive(),
  /** Installed versions below it are offered the update whatever the share, and told that they need it; null = none. */
  minimumVersion: version.nullable(),
  /** Version of the local database that the release reads: going back below the one in use would leave edits that cannot be read. */
  storeVersion: z.number().int().positive(),
  /** Share of the laptops that are offered the update, in percent. */
  rolloutPercent: z.number().min(0).max(100),
  /** An order to go back: which installed versions leave for the older `version`; null = `version` is for those that are older. */
  rollback: z.object({ from: z.array(version).min(1).max(100), reason: words }).nullable(),
  notes: words,
  files: z
    .array(releaseFile)
    .min(1)
    .max(updateTargets.length)
    .refine((files) => new Set(files.map(({ target }) => target)).size === files.length, "a target may have one file"),
});
export type UpdateManifest = z.infer<typeof updateManifest>;
