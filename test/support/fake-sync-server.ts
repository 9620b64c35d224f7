import { isKind, type Kind, kindNames, kinds } from "../../shared/domain/kinds.ts";
import { groupOf } from "../../shared/domain/metrics/series.ts";
import type { JsonObject } from "../../shared/kernel/json.ts";
import { encodeChunks, type PackedChunk } from "../../shared/sync/chunks.ts";
import { encodePage } from "../../shared/sync/columnar.ts";
import { DigestSum } from "../../shared/sync/digest.ts";
import { mergeEdit } from "../../shared/sync/merge.ts";
import {
  type Change,
  type Mutation,
  type MutationResult,
  protocolVersion,
  pushRequest,
  type RefusalCode,
  schemaHash,
} from "../../shared/sync/protocol.ts";
import type { Fetch } from "../../renderer/sync/sync-requests.ts";

type Doc = JsonObject & { readonly id: string; readonly rev: number };

/**
 * The smallest backend that speaks the protocol, in memory, for tests of the client that need small pages and faults at chosen places. The
 * real backend is tested, and simulated, elsewhere.
 */
export class FakeSyncServer {
  epoch = "e1";
  seq = 0;
  floor = 0;
  scopeVersion = 1;
  pageRows = 3;
  chunkHead = 0;
  /** Whether it answers chunks of several accounts, as a backend of today. */
  knowsAccounts = true;
  /** Whether it knows series that are split by SDK and platform, as a backend of today. */
  knowsDetail = true;
  chunks: PackedChunk[] = [];
  user = { id: "user_1", name: "Lin", role: "csm", locale: "en" };
  readonly requests: string[] = [];
  /** Stands between the client and the server: may refuse, replace or lose an answer. */
  intercept: ((path: string, answer: () => Promise<Response>) => Promise<Response>) | null = null;
  /** Answers a mutation as refused when it says so. */
  refuse: ((mutation: Mutation) => { readonly code: RefusalCode; readonly message: string } | null) | null = null;
  readonly #records = new Map<Kind, Map<string, Doc>>(kindNames.map((kind) => [kind, new Map()]));
  #log: Change[] = [];
  readonly #clients = new Map<string, number>();

  put(kind: Kind, doc: JsonObject & { readonly id: string }): void {
    this.seq += 1;
    const stored: Doc = { ...doc, rev: this.seq };
    this.#records.get(kind)?.set(doc.id, stored);
    this.#change({ op: "put", seq: this.seq, kind, id: doc.id, doc: stored as never });
  }

  remove(kind: Kind, id: string): void {
    this.seq += 1;
    this.#records.get(kind)?.delete(id);
    this.#change({ op: "delete", seq: this.seq, kind, id });
  }

  /** Changes a record without a word in the log: as if the laptop had lost the change. */
  withhold(kind: Kind, change: { readonly put: JsonObject & { readonly id: string } } | { readonly remove: string }): void {
    if ("put" in change) this.put(kind, change.put);
    else this.remove(kind, change.remove);
    const id = "put" in change ? change.put.id : change.remove;
    this.#log = this.#log.filter((logged) => logged.kind !== kind || logged.id !== id);
  }

  get(kind: Kind, id: string): Doc | undefined {
    return this.#records.get(kind)?.get(id);
  }

  all(kind: Kind): readonly Doc[] {
    return [...(this.#records.get(kind)?.values() ?? [])];
  }

  lastMutationId(clientId: string): number {
    return this.#clients.get(clientId) ?? 0;
  }

  /** As after restoring an older backup: what came after `seq` is gone, and with it the acknowledgements. */
  rewind(
    state: {
      readonly seq: number;
      readonly records: ReadonlyMap<Kind, ReadonlyMap<string, Doc>>;
      readonly clients: ReadonlyMap<string, number>;
    },
    epoch: string,
  ): void {
    this.seq = state.seq;
    this.epoch = epoch;
    this.#log = this.#log.filter((change) => change.seq <= state.seq);
    for (const kind of kindNames) this.#records.set(kind, new Map(state.records.get(kind)));
    this.#clients.clear();
    for (const [clientId, last] of state.clients) this.#clients.set(clientId, last);
  }

  backup(): Parameters<FakeSyncServer["rewind"]>[0] {
    return {
      seq: this.seq,
      records: new Map(Array.from(this.#records, ([kind, records]) => [kind, new Map(records)])),
      clients: new Map(this.#clients),
    };
  }

  readonly fetch: Fetch = async (path, init) => {
    this.requests.push(path);
    const answer = async (): Promise<Response> => this.#answer(new URL(path, "http://backend"), init);
    return this.intercept === null ? answer() : this.intercept(path, answer);
  };

  #change(change: Change): void {
    this.#log = [...this.#log.filter((other) => other.kind !== change.kind || other.id !== change.id), change];
  }

  #answer(url: URL, init: RequestInit): Response {
    const query = url.searchParams;
    switch (url.pathname) {
      case "/api/sync/hello":
        return Response.json({
          protocol: protocolVersion,
          ask: query.get("ask") ?? undefined,
          epoch: this.epoch,
          head: this.seq,
          floor: this.floor,
          schemaHash,
          scopeVersion: this.scopeVersion,
          lastMutationId: this.lastMutationId(query.get("clientId") ?? ""),
          tenant: { id: "t1", name: "Tenant" },
          user: this.user,
          rows: Object.fromEntries(Array.from(this.#records, ([kind, records]) => [kind, records.size])),
          now: "2026-10-29T08:00:00.000Z",
        });
      case "/api/sync/snapshot":
        return this.#page(query.get("kind") as Kind, query.get("after") ?? "");
      case "/api/sync/pull":
        return Response.json(this.#pull(query));
      case "/api/sync/digest":
        return Response.json(this.#digest(query));
      case "/api/sync/push":
        return this.#push(String(init.body));
      case "/api/sync/chunks":
        return this.#chunkPage(query);
      default:
        return Response.json({ error: { code: "not-found", message: "no such route" } }, { status: 404 });
    }
  }

  #page(kind: Kind, after: string): Response {
    const rest = this.all(kind)
      .filter((doc) => doc.id > after)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const rows = rest.slice(0, this.pageRows);
    const next = rest.length > rows.length ? (rows.at(-1)?.id ?? null) : null;
    return bytesResponse(encodePage(kind, rows, { epoch: this.epoch, asOf: this.seq, next }));
  }

  #pull(query: URLSearchParams): object {
    const seq = Number(query.get("seq"));
    if (query.get("epoch") !== this.epoch) return { status: "resnapshot", reason: "epoch" };
    if (seq > this.seq) return { status: "resnapshot", reason: "rewound" };
    if (seq < this.floor) return { status: "resnapshot", reason: "floor" };
    if (Number(query.get("scopeVersion")) !== this.scopeVersion) return { status: "resnapshot", reason: "scope" };
    const changes = this.#log.filter((change) => change.seq > seq);
    const lastMutationId = this.lastMutationId(query.get("clientId") ?? "");
    return {
      status: "changes",
      changes,
      seq: this.seq,
      head: this.seq,
      chunkHead: this.chunkHead,
      lastMutationId,
      scopeVersion: this.scopeVersion,
    };
  }

  #digest(query: URLSearchParams): object {
    if (query.get("epoch") !== this.epoch || Number(query.get("seq")) !== this.seq) return { status: "moved" };
    const digestOf = (kind: Kind): object => {
      const sum = new DigestSum();
      for (const doc of this.all(kind)) sum.add(doc.rev);
      return sum.value;
    };
    return { status: "digest", kinds: Object.fromEntries(kindNames.map((kind) => [kind, digestOf(kind)])) };
  }

  #push(body: string): Response {
    const { clientId, mutations } = pushRequest.parse(JSON.parse(body));
    const results: MutationResult[] = [];
    for (const mutation of mutations) {
      const last = this.lastMutationId(clientId);
      if (mutation.mutationId > last + 1) return Response.json({ error: { code: "mutation-gap", message: "a gap" } }, { status: 409 });
      results.push(mutation.mutationId <= last ? { mutationId: mutation.mutationId, status: "skipped" } : this.#apply(mutation));
      this.#clients.set(clientId, Math.max(last, mutation.mutationId));
    }
    return Response.json({ lastMutationId: this.lastMutationId(clientId), results, head: this.seq });
  }

  #apply(mutation: Mutation): MutationResult {
    const { mutationId, id } = mutation;
    const refusal = this.refuse?.(mutation) ?? null;
    if (refusal !== null) return { mutationId, status: "refused", ...refusal, server: null };
    if (!isKind(mutation.kind) || kinds[mutation.kind].clientWrites === "none")
      return { mutationId, status: "refused", code: "not-allowed", message: "not allowed", server: null };
    const current = this.get(mutation.kind, id);
    const fields = mutation.fields as Parameters<typeof mergeEdit>[2];
    if (mutation.op === "create") {
      if (current !== undefined) return { mutationId, status: "refused", code: "already-exists", message: "it exists", server: null };
      this.put(mutation.kind, { ...Object.fromEntries(Object.entries(fields).map(([name, patch]) => [name, patch.new])), id });
    } else if (current === undefined) return { mutationId, status: "refused", code: "not-found", message: "no such record", server: null };
    else if (mutation.op === "delete") this.remove(mutation.kind, id);
    else this.put(mutation.kind, mergeEdit(mutation.kind, current, fields).doc as Doc);
    return { mutationId, status: "applied", rev: this.seq };
  }

  #chunkPage(query: URLSearchParams): Response {
    if (query.get("group") === "detail" && !this.knowsDetail)
      return Response.json({ error: { code: "bad-request", message: "group" } }, { status: 400 });
    const account = query.get("account");
    const accounts = this.knowsAccounts ? query.get("accounts")?.split(",") : undefined;
    const chunks = this.chunks.filter(
      (chunk) =>
        chunk.rev > Number(query.get("since")) &&
        groupOf(chunk) === query.get("group") &&
        (account === null || chunk.accountId === account) &&
        (accounts === undefined || accounts.includes(chunk.accountId)),
    );
    return bytesResponse(encodeChunks(chunks, { epoch: this.epoch, asOf: this.chunkHead, next: null }));
  }
}

function bytesResponse(bytes: Uint8Array<ArrayBuffer>): Response {
  return new Response(bytes, { headers: { "content-type": "application/octet-stream" } });
}
