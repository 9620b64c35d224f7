import type { KeyRing, StoreMark } from "../../shared/bridge/vault.ts";
import type { PackManifest } from "../../shared/domain/site-pack/pack-contents.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { AttentionAnswer } from "./attention-answer.ts";
import type { Edit, SyncStatus } from "./data-client.ts";

/** What the window says to the data worker. Both come from one build, so the messages carry no version and are not validated. */
export type ToWorker =
  | { readonly type: "start"; readonly profile: string; readonly screenFirst: boolean; readonly vault: OpenedVault }
  /** A site pack in place of a profile: what was sealed in it. It is held in memory and nowhere else. */
  | { readonly type: "start-pack"; readonly content: Uint8Array<ArrayBuffer> }
  /** The first screen is drawn: from here on the backend may have the processor. */
  | { readonly type: "screen-shown" }
  | { readonly type: "watch"; readonly id: number; readonly name: string; readonly args: unknown }
  | { readonly type: "unwatch"; readonly id: number }
  /** A watch that nobody looks at: no results until it is woken, and then one only if something changed. */
  | { readonly type: "rest"; readonly id: number }
  | { readonly type: "wake"; readonly id: number }
  | { readonly type: "query"; readonly id: number; readonly name: string; readonly args: unknown }
  | { readonly type: "edit"; readonly id: number; readonly edits: readonly Edit[] }
  | { readonly type: "sync-now" }
  | { readonly type: "check-copy" }
  | { readonly type: "decide-removals"; readonly how: "accept" | "later" }
  | { readonly type: "rotate-keys"; readonly id: number }
  | { readonly type: "store-use"; readonly id: number }
  | { readonly type: "drop-packs"; readonly id: number }
  | { readonly type: "fetch-quality"; readonly id: number; readonly accountId: string }
  | {
      readonly type: "resolve-attention";
      readonly id: number;
      readonly clientId: string;
      readonly mutationId: number;
      readonly how: AttentionAnswer;
    }
  | { readonly type: "desktop"; readonly id: number; readonly answer: DesktopAnswer | null };

export type FromWorker =
  | { readonly type: "result"; readonly id: number; readonly result: unknown }
  | { readonly type: "watch-error"; readonly id: number; readonly message: string }
  | { readonly type: "answer"; readonly id: number; readonly value: unknown }
  | { readonly type: "answer-error"; readonly id: number; readonly message: string }
  | { readonly type: "status"; readonly status: SyncStatus }
  | { readonly type: "pack"; readonly opened: PackOpened }
  /** A newer version in another window has taken the store: this window must be loaded anew. */
  | { readonly type: "superseded" }
  | { readonly type: "desktop"; readonly id: number; readonly request: DesktopRequest };

/** What a site pack says of itself, once it has been read; or why it could not be. */
export type PackOpened = Result<
  Pick<PackManifest, "tenantName" | "maker" | "accounts" | "takenMs" | "asOfMs"> & { readonly unknownRows: number },
  { readonly code: "damaged" | "newer" }
>;

/** Keys of the local copy, and of the edits that the backend does not have: these outlive the copy. */
export interface KeyRings {
  readonly copy: KeyRing;
  readonly edits: KeyRing;
}

/** What the desktop hands out for a session: keys, and what it last heard of the store. */
export interface OpenedVault extends KeyRings {
  readonly mark: StoreMark | null;
}

/** What the worker wishes of the desktop, which only the window can reach, through the bridge. */
export type DesktopRequest =
  /** Lines for the outbox mirror: a file beside the browser's store. */
  | { readonly op: "append"; readonly lines: readonly string[] }
  | { readonly op: "read" }
  | { readonly op: "trim"; readonly clientId: string; readonly upTo: number }
  | { readonly op: "mark"; readonly mark: StoreMark }
  /** The keys as they are now: another window may have had new ones made. */
  | { readonly op: "keys" }
  | { readonly op: "rotate" }
  | { readonly op: "key-age" }
  | { readonly op: "retire"; readonly keep: readonly string[] };

/** Each request answers its own part; a part that is missing was not to be had. */
export interface DesktopAnswer {
  readonly lines?: readonly string[];
  readonly keys?: KeyRings;
  readonly keyCreatedMs?: number | null;
}

/** Asks the desktop; rejects when it cannot be reached or refuses. */
export type AskDesktop = (request: DesktopRequest) => Promise<DesktopAnswer>;
