import type { z } from "zod";
import type { MetricGroup } from "../../shared/domain/metrics/metrics.ts";
import { groupOf } from "../../shared/domain/metrics/series.ts";
import { newId } from "../../shared/kernel/ids.ts";
import type { Random } from "../../shared/kernel/random.ts";
import { decodeChunks, type PackedChunk } from "../../shared/sync/chunks.ts";
import { PageFormatError, PageReader } from "../../shared/sync/columnar.ts";
import {
  type ChunksMeta,
  chunksMeta,
  type DigestAnswer,
  digestAnswer,
  errorBody,
  hello,
  type Hello,
  pullAnswer,
  type PullAnswer,
  pushAnswer,
  type PushAnswer,
  schemaHash,
  type SnapshotMeta,
  snapshotMeta,
} from "../../shared/sync/protocol.ts";
import type { CopyState, PushBatch } from "./sync-store.ts";
import { SyncFault } from "./sync-fault.ts";
import type { Timers } from "./timers.ts";

/** The `fetch` of the platform, or a stand-in. Paths begin with `/api/sync/`. */
export type Fetch = (path: string, init: RequestInit) => Promise<Response>;

/** An open connection proves nothing: a request without an answer for this long is given up. */
const requestTimeoutMs = 60_000;
export const pullLimit = 2000;
const chunkAccounts = 50;

/** The requests of the protocol. An answer is validated or refused as a SyncFault; nothing else comes back. */
export class SyncRequests {
  readonly #fetch: Fetch;
  readonly #timers: Timers;
  readonly #now: () => number;
  readonly #random: Random;

  constructor(fetch: Fetch, timers: Timers, now: () => number, random: Random) {
    this.#fetch = fetch;
    this.#timers = timers;
    this.#now = now;
    this.#random = random;
  }

  /** Whose session this is follows from the answer: one that a cache kept from another question may be the user's who was here before. */
  async hello(clientId: string, signal: AbortSignal): Promise<Hello> {
    const ask = newId("ask", this.#now(), this.#random);
    const answer = await this.#json(`hello?${params({ clientId, ask })}`, hello, signal);
    if (answer.ask !== undefined && answer.ask !== ask) throw new SyncFault("foreign", "an answer to another hello");
    return answer;
  }

  async snapshot(
    kind: string,
    after: string | null,
    signal: AbortSignal,
  ): Promise<{ readonly page: PageReader; readonly meta: SnapshotMeta }> {
    const bytes = await this.#bytes(`snapshot?${params({ kind, after })}`, signal);
    return read(() => {
      const page = new PageReader(bytes);
      if (page.header.kind !== kind) throw new PageFormatError("a page of another kind");
      return { page, meta: parse(snapshotMeta, page.meta) };
    });
  }

  async pull(clientId: string, copy: CopyState, signal: AbortSignal): Promise<PullAnswer> {
    const { epoch, seq, scopeVersion } = copy;
    const answer = await this.#json(
      `pull?${params({ clientId, epoch, seq, scopeVersion, schemaHash, limit: pullLimit })}`,
      pullAnswer,
      signal,
    );
    if (answer.status !== "changes") return answer;
    // A cached or reordered answer must not move the cursor back, nor hold changes from outside its window.
    const inWindow = answer.changes.every((change) => change.seq > seq && change.seq <= answer.seq);
    const stuck = answer.seq === seq && answer.seq < answer.head;
    if (answer.seq < seq || answer.seq > answer.head || !inWindow || stuck) throw new SyncFault("foreign", "an answer to another pull");
    return answer;
  }

  async push({ clientId, mutations }: PushBatch, signal: AbortSignal): Promise<PushAnswer> {
    const body = JSON.stringify({ clientId, schemaHash, mutations });
    const answer = await this.#json("push", pushAnswer, signal, { method: "POST", body, headers: { "content-type": "application/json" } });
    const sent = new Set(mutations.map((mutation) => mutation.mutationId));
    if (!answer.results.every((result) => sent.has(result.mutationId))) throw new SyncFault("foreign", "an answer to another push");
    return answer;
  }

  async chunks(
    group: MetricGroup,
    wanted: { readonly since: number; readonly after?: string | null; readonly accounts?: readonly string[] },
    signal: AbortSignal,
  ): Promise<{ readonly chunks: readonly PackedChunk[]; readonly meta: ChunksMeta }> {
    const query = params({
      group,
      since: wanted.since,
      after: wanted.after ?? null,
      // A backend that is older knows one account only; of several it answers everybody's, and what was not asked for is left aside.
      account: wanted.accounts?.length === 1 ? (wanted.accounts[0] ?? null) : null,
      accounts: wanted.accounts !== undefined && wanted.accounts.length > 1 ? wanted.accounts.join(",") : null,
      limit: chunkAccounts,
    });
    const bytes = await this.#bytes(`chunks?${query}`, signal);
    return read(() => {
      const { chunks, meta } = decodeChunks(bytes);
      // What was not asked for is left aside: a part that came among wholes would be taken for one of them.
      return { chunks: chunks.filter((chunk) => groupOf(chunk) === group), meta: parse(chunksMeta, meta) };
    });
  }

  /** Digest of the book at the copy's cursor; null = the backend is older than digests. */
  async digest(clientId: string, { epoch, seq, scopeVersion }: CopyState, signal: AbortSignal): Promise<DigestAnswer | null> {
    try {
      return await this.#json(`digest?${params({ clientId, epoch, seq, scopeVersion })}`, digestAnswer, signal);
    } catch (error) {
      if (error instanceof SyncFault && error.code === "missing") return null;
      throw error;
    }
  }

  /** Opens the stream of pokes. */
  async events(signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const response = await this.#send("events", { headers: { accept: "text/event-stream" }, signal });
    const stream = response.body;
    if (stream === null || !(response.headers.get("content-type") ?? "").startsWith("text/event-stream")) {
      throw new SyncFault("foreign", "not a stream of events");
    }
    return stream;
  }

  async #json<S extends z.ZodType>(path: string, schema: S, signal: AbortSignal, init: RequestInit = {}): Promise<z.infer<S>> {
    return this.#limited(signal, async (limited) => {
      const response = await this.#send(path, { ...init, signal: limited });
      let body: unknown;
      try {
        body = await response.json();
      } catch (error) {
        throw limited.aborted ? new SyncFault("offline", "the answer broke off") : new SyncFault("foreign", `not JSON: ${nameOf(error)}`);
      }
      return parse(schema, body);
    });
  }

  #bytes(path: string, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    return this.#limited(signal, async (limited) => {
      const response = await this.#send(path, { signal: limited });
      try {
        return new Uint8Array(await response.arrayBuffer());
      } catch {
        throw new SyncFault("offline", "the answer broke off");
      }
    });
  }

  async #limited<T>(signal: AbortSignal, run: (limited: AbortSignal) => Promise<T>): Promise<T> {
    const late = new AbortController();
    const forget = this.#timers.after(requestTimeoutMs, () => late.abort());
    try {
      signal.throwIfAborted();
      return await run(AbortSignal.any([signal, late.signal]));
    } finally {
      forget();
    }
  }

  async #send(path: string, init: RequestInit): Promise<Response> {
    let response: Response;
    try {
      response = await this.#fetch(`/api/sync/${path}`, { cache: "no-store", ...init });
    } catch (error) {
      throw new SyncFault("offline", nameOf(error));
    }
    if (response.ok) return response;
    throw await this.#faultOf(response);
  }

  async #faultOf(response: Response): Promise<SyncFault> {
    const { status } = response;
    const body = errorBody.safeParse(await response.json().catch(() => null));
    const code = body.success ? body.data.error.code : null;
    const message = `${status} ${code ?? ""}`.trim();
    if (status === 401) return new SyncFault("unauthorized", message);
    if (status === 403) return new SyncFault("forbidden", message);
    if (code === "mutation-gap" || code === "conflict") return new SyncFault("gap", message);
    if (status === 429 || status >= 500) return new SyncFault("busy", message, retryAfterMs(response.headers, this.#now()));
    return new SyncFault(
      (status === 404 && code === "not-found") || (status === 400 && code === "bad-request") ? "missing" : "foreign",
      message,
    );
  }
}

function params(values: Readonly<Record<string, string | number | null>>): string {
  const present = Object.entries(values).filter(([, value]) => value !== null);
  return new URLSearchParams(present.map(([name, value]) => [name, String(value)])).toString();
}

function parse<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new SyncFault("foreign", "an answer of another shape");
  return parsed.data;
}

function read<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof PageFormatError) throw new SyncFault("foreign", error.message);
    throw error;
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "error";
}

/** Seconds or an HTTP date; at most an hour is believed. A date is measured by the clock that wrote it: the laptop's may be wrong by years. */
function retryAfterMs(headers: Headers, nowMs: number): number | null {
  const header = headers.get("retry-after");
  if (header === null) return null;
  const sentMs = Date.parse(headers.get("date") ?? "");
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - (Number.isFinite(sentMs) ? sentMs : nowMs);
  return Number.isFinite(ms) ? Math.min(3_600_000, Math.max(0, ms)) : null;
}
