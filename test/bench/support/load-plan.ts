import type { PushRequest } from "../../../shared/sync/protocol.ts";

export type LoadEdit = Omit<PushRequest["mutations"][number], "mutationId" | "at" | "baseRev">;

export interface LoadClientPlan {
  readonly clientId: string;
  readonly token: string;
  /** What it brings back from the road; none of a laptop that was there all the time. */
  readonly edits: readonly LoadEdit[];
}

export interface LoadPlan {
  readonly origin: string;
  /** How long it goes on; arrivals are spread over it. */
  readonly seconds: number;
  readonly polling: readonly LoadClientPlan[];
  readonly returning: readonly LoadClientPlan[];
  /** Token of somebody who sees everything. */
  readonly reader: string;
}

export type RequestKind = "hello" | "poll" | "poked" | "push" | "catch-up";

export interface LoadResult {
  /** Milliseconds from asking until the last byte, of every request. */
  readonly timesMs: Readonly<Record<RequestKind, readonly number[]>>;
  /** The same requests one after the other, on the same machine in the same run, when nothing else was asked. */
  readonly aloneMs: readonly number[];
  readonly pokes: number;
  /** Requests that were not answered with 200, by what happened instead. */
  readonly errors: Readonly<Record<string, number>>;
  /** Edits whose value is nowhere when everything is read back. */
  readonly lost: number;
  /** Edits whose value is there more than once, and laptops of whom more was applied than they sent. */
  readonly doubled: number;
  readonly conflicts: number;
}
