import { z } from "zod";
import { id, instant } from "../domain/common.ts";
import { type Kind, kinds } from "../domain/kinds.ts";
import { seedOf } from "../kernel/random.ts";

/**
 * The sync protocol, version 1. All routes are below `/v1/sync/` on the backend and below `/api/sync/` in the window, where the desktop
 * adds the credential.
 *
 * | request | answer |
 * |---|---|
 * | `GET hello?clientId&ask` | `Hello` |
 * | `GET snapshot?kind&after&asOf` | a columnar page, `meta: SnapshotMeta` |
 * | `GET pull?clientId&epoch&seq&scopeVersion&schemaHash&limit` | `PullAnswer` |
 * | `POST push` `PushRequest` | `PushAnswer` |
 * | `GET chunks?group&since&after&limit&account&accounts` | a page of chunks, `meta: ChunksMeta` |
 * | `GET digest?clientId&epoch&seq&scopeVersion` | `DigestAnswer` |
 * | `GET events` | server-sent events `head` with data `Poke`, a comment every 15 s |
 *
 * Errors are `{ error: { code, message } }` with an HTTP status; codes are `ErrorCode`.
 */
export const protocolVersion = 1;

/** Rows in a snapshot page of small records. Pages of 500 cost three times as much as pages of 5,000. */
export const snapshotPageRows = 5000;

/** Kinds whose records are tens of kilobytes each: a page stays some megabytes. */
const fewRows: Readonly<Partial<Record<Kind, number>>> = { reviewSnapshot: 100, reviewVersion: 250, brandTemplate: 4 };

export function pageRowsOf(kind: Kind): number {
  return fewRows[kind] ?? snapshotPageRows;
}

/** Client id of a greeting that only asks whose a token is, at a sign-in: it stands for no laptop and is kept as none's. */
export const signInClientId = "sign-in";

/** Changes when a field or a kind is added; a difference alone never forces a new snapshot, it tells an old client to expect the unknown. */
export const schemaHash = seedOf(
  JSON.stringify(Object.entries(kinds).map(([name, definition]) => [name, Object.keys(definition.schema.shape)])),
).toString(16);

export const hello = z.object({
  protocol: z.literal(protocolVersion),
  /** What the question was named; a backend that is older names none. An answer to another question may be another user's. */
  ask: z.string().optional(),
  epoch: z.string(),
  head: z.number().int(),
  floor: z.number().int(),
  schemaHash: z.string(),
  scopeVersion: z.number().int(),
  /** What the server has applied of this client's mutations. */
  lastMutationId: z.number().int(),
  tenant: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), role: z.string(), locale: z.string() }),
  /** Rows of each kind in the user's scope, so that progress can be shown with counts. */
  rows: z.record(z.string(), z.number().int()),
  /** Server's time: the laptop's clock may be wrong by years. */
  now: instant,
});
export type Hello = z.infer<typeof hello>;

export const snapshotMeta = z.object({
  epoch: z.string(),
  /** The page shows the state at this sequence or later; the tail is pulled from the smallest of all pages. */
  asOf: z.number().int(),
  /** Last id of the page when more follow; null = this was the last page of the kind. */
  next: z.string().nullable(),
});
export type SnapshotMeta = z.infer<typeof snapshotMeta>;

/** One change. `put` carries the whole record as it is now; several changes of one record in a window come as one. */
export const change = z.discriminatedUnion("op", [
  z.object({ op: z.literal("put"), seq: z.number().int(), kind: z.string(), id, doc: z.record(z.string(), z.json()) }),
  z.object({ op: z.literal("delete"), seq: z.number().int(), kind: z.string(), id }),
]);
export type Change = z.infer<typeof change>;

export const pullAnswer = z.discriminatedUnion("status", [
  z.object({
    status: z.literal("changes"),
    changes: z.array(change),
    /** Where the next pull goes on. */
    seq: z.number().int(),
    head: z.number().int(),
    /** Sequence of the newest metric chunk: newer than the laptop's own means that chunks must be fetched. */
    chunkHead: z.number().int(),
    lastMutationId: z.number().int(),
    scopeVersion: z.number().int(),
  }),
  /** The cursor cannot be continued: take a new snapshot, keep the outbox. */
  z.object({ status: z.literal("resnapshot"), reason: z.enum(["epoch", "rewound", "floor", "scope"]) }),
]);
export type PullAnswer = z.infer<typeof pullAnswer>;

/** New and base value of one field. `base` absent = the field was not there. */
const fieldPatch = z.object({ base: z.json().optional(), new: z.json() });

export const mutation = z.object({
  /** 1, 2, 3 … per client, without gaps. */
  mutationId: z.number().int().positive(),
  /** The laptop's clock when it was made: shown, never trusted. */
  at: instant,
  kind: z.string(),
  id,
  op: z.enum(["create", "patch", "delete"]),
  /** Revision that the edit was made on; 0 for a creation. */
  baseRev: z.number().int().nonnegative(),
  /** For `create` every field (base absent unless `resurrect`), for `patch` the changed ones, for `delete` none. */
  fields: z.record(z.string(), fieldPatch),
  /**
   * Only with `create`: the record was deleted and the user wants it back. `base` is what he saw of a field before; where that is also the new
   * value, the backend's own stays.
   */
  resurrect: z.literal(true).optional(),
  /** Only with `delete`: one of very many; the user was asked and said yes. */
  confirmed: z.literal(true).optional(),
});
export type Mutation = z.infer<typeof mutation>;

export const pushRequest = z.object({
  clientId: id,
  schemaHash: z.string(),
  mutations: z.array(mutation).min(1).max(500),
});
export type PushRequest = z.infer<typeof pushRequest>;

export const refusalCodes = [
  "unknown-kind",
  "not-allowed",
  "invalid",
  "out-of-scope",
  "not-found",
  "deleted",
  "already-exists",
  "mass-delete",
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

export const mutationResult = z.discriminatedUnion("status", [
  z.object({ mutationId: z.number().int(), status: z.literal("applied"), rev: z.number().int() }),
  /** Applied, and another value of some field was kept as a conflict record. */
  z.object({ mutationId: z.number().int(), status: z.literal("conflict"), rev: z.number().int(), conflictIds: z.array(id) }),
  /** Applied earlier: the answer was lost. */
  z.object({ mutationId: z.number().int(), status: z.literal("skipped") }),
  /** Refused for good: it moves to "Needs attention" with the server's record, if there is one. */
  z.object({
    mutationId: z.number().int(),
    status: z.literal("refused"),
    // A newer backend may have reasons that this laptop does not know.
    code: z.enum(refusalCodes).catch("invalid"),
    message: z.string(),
    server: z.record(z.string(), z.json()).nullable(),
  }),
]);
export type MutationResult = z.infer<typeof mutationResult>;

export const pushAnswer = z.object({ lastMutationId: z.number().int(), results: z.array(mutationResult), head: z.number().int() });
export type PushAnswer = z.infer<typeof pushAnswer>;

export const chunksMeta = z.object({
  epoch: z.string(),
  /** Every chunk up to this sequence has been sent when `next` is null. */
  asOf: z.number().int(),
  /** Account to go on after; null = done. An account's chunks of a group always come in one page. */
  next: z.string().nullable(),
});
export type ChunksMeta = z.infer<typeof chunksMeta>;

/**
 * Digest of the live records of one kind in the user's scope, over their revisions: a revision is given once in a tenant, so equal sets of
 * revisions are equal sets of records. `sum` = sum of revisions, `mix` = sum of (rev mod 65,521) × (rev mod 32,749), both modulo 2^50.
 */
export const kindDigest = z.object({ rows: z.number().int(), sum: z.number().int(), mix: z.number().int() });
export type KindDigest = z.infer<typeof kindDigest>;

export const digestAnswer = z.discriminatedUnion("status", [
  z.object({ status: z.literal("digest"), kinds: z.record(z.string(), kindDigest) }),
  /** The backend stands elsewhere by now: compare after the next pull. */
  z.object({ status: z.literal("moved") }),
]);
export type DigestAnswer = z.infer<typeof digestAnswer>;

export const poke = z.object({ epoch: z.string(), head: z.number().int() });
export type Poke = z.infer<typeof poke>;

export const errorCodes = [
  "bad-request",
  "unauthorized",
  "forbidden",
  "not-found",
  "conflict",
  "too-large",
  "too-many-requests",
  "mutation-gap",
  "unavailable",
  "internal",
  /** The backend orders this laptop's local copy and unsent edits destroyed (a lost laptop). The desktop obeys before it answers the window. */
  "wipe",
] as const;
export type ErrorCode = (typeof errorCodes)[number];
export const errorBody = z.object({ error: z.object({ code: z.enum(errorCodes), message: z.string() }) });
export type ErrorBody = z.infer<typeof errorBody>;
