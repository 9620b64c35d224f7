import type { ReleaseFile, UpdateChannel, UpdateManifest, UpdateTarget } from "./update-manifest.ts";
import { rolloutPlace } from "./rollout-place.ts";
import { versionOrder } from "./version-order.ts";

/** What runs here. */
export interface Installed {
  readonly version: string;
  readonly storeVersion: number;
  /** null = nothing that can be replaced, e.g. a folder that somebody unpacked. */
  readonly target: UpdateTarget | null;
  readonly channel: UpdateChannel;
  readonly deviceId: string;
  /** The newest manifest of the channel that was ever taken here; null = none. `digest` tells two of the same number apart. */
  readonly seen: { readonly sequence: number; readonly digest: string } | null;
}

export type UpdateDecision =
  /** The manifest counts for nothing. */
  | { readonly kind: "refused"; readonly why: "wrong-channel" | "expired" | "replayed" | "store-too-old" | "not-for-this-system" }
  | { readonly kind: "current" }
  /** There is one, and this laptop's turn comes later. */
  | { readonly kind: "later"; readonly version: string }
  | {
      readonly kind: "update";
      readonly direction: "forward" | "back";
      readonly version: string;
      /** The installed version is below the least that is still supported. */
      readonly needed: boolean;
      readonly file: ReleaseFile;
    };

/** What a manifest with a good signature means for this laptop at this instant. `digest` is the manifest's own. */
export function decideUpdate(manifest: UpdateManifest, digest: string, installed: Installed, nowMs: number): UpdateDecision {
  if (manifest.channel !== installed.channel) return { kind: "refused", why: "wrong-channel" };
  if (isReplayed(manifest, digest, installed)) return { kind: "refused", why: "replayed" };
  if (manifest.expiresAtMs <= nowMs) return { kind: "refused", why: "expired" };
  const order = versionOrder(manifest.version, installed.version);
  const back = order < 0 && manifest.rollback?.from.includes(installed.version) === true;
  if (order === 0 || (order < 0 && !back)) return { kind: "current" };
  // An older database cannot read what this version has written: unsent edits would lie there unseen.
  if (manifest.storeVersion < installed.storeVersion) return { kind: "refused", why: "store-too-old" };
  const needed = manifest.minimumVersion !== null && versionOrder(installed.version, manifest.minimumVersion) < 0;
  const hasTurn = back || needed || rolloutPlace(installed.deviceId, manifest.version) < manifest.rolloutPercent;
  if (!hasTurn) return { kind: "later", version: manifest.version };
  const file = manifest.files.find(({ target }) => target === installed.target);
  if (file === undefined) return { kind: "refused", why: "not-for-this-system" };
  return { kind: "update", direction: back ? "back" : "forward", version: manifest.version, needed, file };
}

/** Older than what was taken before, or another of the same number. */
function isReplayed({ sequence }: UpdateManifest, digest: string, { seen }: Installed): boolean {
  if (seen === null) return false;
  return sequence < seen.sequence || (sequence === seen.sequence && digest !== seen.digest);
}
