import type { Edit, SyncStatus } from "./data-client.ts";

/** What the window says to the data worker. Both come from one build, so the messages carry no version and are not validated. */
export type ToWorker =
  | { readonly type: "start"; readonly profile: string }
  | { readonly type: "watch"; readonly id: number; readonly name: string; readonly args: unknown }
  | { readonly type: "unwatch"; readonly id: number }
  /** A watch that nobody looks at: no results until it is woken, and then one only if something changed. */
  | { readonly type: "rest"; readonly id: number }
  | { readonly type: "wake"; readonly id: number }
  | { readonly type: "query"; readonly id: number; readonly name: string; readonly args: unknown }
  | { readonly type: "edit"; readonly id: number; readonly edits: readonly Edit[] }
  | { readonly type: "sync-now" }
  | { readonly type: "fetch-quality"; readonly id: number; readonly accountId: string }
  | {
      readonly type: "resolve-attention";
      readonly id: number;
      readonly clientId: string;
      readonly mutationId: number;
      readonly how: "retry" | "discard";
    }
  | { readonly type: "mirror"; readonly id: number; readonly answer: MirrorAnswer };

export type FromWorker =
  | { readonly type: "result"; readonly id: number; readonly result: unknown }
  | { readonly type: "watch-error"; readonly id: number; readonly message: string }
  | { readonly type: "answer"; readonly id: number; readonly value: unknown }
  | { readonly type: "answer-error"; readonly id: number; readonly message: string }
  | { readonly type: "status"; readonly status: SyncStatus }
  | { readonly type: "mirror"; readonly id: number; readonly request: MirrorRequest };

/** The outbox mirror is a file that only the window can reach, through the bridge. */
export type MirrorRequest =
  | { readonly op: "append"; readonly lines: readonly string[] }
  | { readonly op: "read" }
  | { readonly op: "trim"; readonly clientId: string; readonly upTo: number };

export type MirrorAnswer = { readonly ok: true; readonly lines: readonly string[] } | { readonly ok: false };
