import { z } from "zod";

/** An Ed25519 public key: its 32 bytes as base64url without padding. */
export const publicKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/**
 * Where a packed application looks for updates, and whose signature it takes. Built into the archive, never read from the profile. Two keys, so that one can
 * be replaced: the next key is built in before anything is signed with it alone.
 */
export const updateSource = z.object({
  /** Folder of the manifests and files; https, or http within this machine. */
  url: z
    .url()
    .max(300)
    .regex(/^(?:https:\/\/|http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?(?:\/|$))/),
  keys: z.array(publicKey).min(1).max(2),
});
export type UpdateSource = z.infer<typeof updateSource>;
