import { pushAnswer, pushRequest } from "../../shared/sync/protocol.ts";
import { tokensOf, typist } from "./typed-values.ts";
import { must } from "./violation.ts";
import { type Answer, routeOf, type WireRequest } from "./network.ts";

/** Who sends a request. */
export interface Sender {
  readonly tenantId: string;
  readonly userId: string;
}

/**
 * Looks at everything that goes over the wire, lost or not, and holds it to what must never happen there: a mutation number used twice, an
 * edit applied twice, another user's edit under this user's name, another company's text.
 */
export class WireWatch {
  /** What was sent under a number, for ever: a number means one edit. */
  readonly #sent = new Map<string, string>();
  /** Numbers whose effect the backend has committed in its present history. */
  readonly #applied = new Set<string>();
  readonly #tenants = new Map<string, string>();
  /** Values that somebody else than their typist may send: a lost value that was put back. */
  readonly putBack = new Set<string>();
  /** Clients that were ordered to destroy what they hold. */
  readonly #wiped = new Set<string>();
  /** Requests that were on their way when the order came: what answers them may be from before it. */
  readonly #underWay = new Set<WireRequest>();
  readonly #askedBefore = new WeakSet<WireRequest>();
  readonly #trace: ((line: string) => void) | null;

  /** `trace` hears of every request with its answer; null = nobody listens. */
  constructor(trace: ((line: string) => void) | null) {
    this.#trace = trace;
  }

  /** Notes to which company a typist belongs. */
  addUser(userId: string, tenantId: string): void {
    this.#tenants.set(userId, tenantId);
  }

  /** The backend was restored: what it had applied since may be applied again, and what it was ordered since is forgotten. */
  forgetApplied(): void {
    this.#applied.clear();
    this.#wiped.clear();
  }

  /** From now on the client is told nothing but that. */
  addWiped(clientId: string): void {
    this.#wiped.add(clientId);
    for (const request of this.#underWay) this.#askedBefore.add(request);
  }

  request(sender: Sender, request: WireRequest): void {
    this.#underWay.add(request);
    if (routeOf(request.path) === "push") this.#push(sender, request.body ?? "");
  }

  answer(sender: Sender, request: WireRequest, answer: Answer): void {
    this.#underWay.delete(request);
    this.#trace?.(
      `${sender.userId} ${request.method} ${request.path} ${(request.body ?? "").slice(0, 400)} -> ${answer.status} ${summaryOf(answer)}`,
    );
    if (answer.status !== 200) return;
    const asking = clientOf(request);
    const isOrdered = asking !== null && this.#wiped.has(asking) && !this.#askedBefore.has(request);
    must(!isOrdered, "a wiped laptop is told nothing", `${request.path} of ${sender.userId}`);
    const text = Buffer.from(answer.bytes).toString("latin1");
    for (const token of tokensOf(text)) {
      const tenantId = this.#tenants.get(typist(token));
      must(tenantId === undefined || tenantId === sender.tenantId, "no tenant sees another", `${sender.userId} was sent ${token}`);
    }
    if (routeOf(request.path) !== "push" || request.body === null) return;
    const { clientId } = pushRequest.parse(JSON.parse(request.body));
    const { results } = pushAnswer.parse(JSON.parse(text));
    this.applied(
      clientId,
      results.filter((result) => result.status === "applied" || result.status === "conflict").map((result) => result.mutationId),
    );
  }

  /** The backend has committed the effect of these mutations. */
  applied(clientId: string, mutationIds: readonly number[]): void {
    for (const mutationId of mutationIds) {
      const key = `${clientId}:${mutationId}`;
      must(!this.#applied.has(key), "an edit is applied once", key);
      this.#applied.add(key);
    }
  }

  #push(sender: Sender, body: string): void {
    const { clientId, mutations } = pushRequest.parse(JSON.parse(body));
    for (const mutation of mutations) {
      const key = `${clientId}:${mutation.mutationId}`;
      const text = JSON.stringify(mutation);
      must((this.#sent.get(key) ?? text) === text, "a mutation number means one edit", `${key}: ${this.#sent.get(key)} then ${text}`);
      this.#sent.set(key, text);
      for (const { base, new: next } of Object.values(mutation.fields)) {
        const before = new Set(tokensOf(JSON.stringify(base ?? null)));
        for (const token of tokensOf(JSON.stringify(next))) {
          const own = before.has(token) || typist(token) === sender.userId || this.putBack.has(token);
          must(own, "nobody sends another's edits", `${sender.userId} sent ${token}`);
        }
      }
    }
  }
}

/** The client that a request names. */
export function clientOf({ path, body }: WireRequest): string | null {
  const inBody = body === null ? null : (JSON.parse(body) as { readonly clientId?: unknown }).clientId;
  return typeof inBody === "string" ? inBody : new URL(path, "http://backend").searchParams.get("clientId");
}

function summaryOf({ headers, bytes }: Answer): string {
  return (headers["content-type"] ?? "").startsWith("application/json")
    ? Buffer.from(bytes).toString("utf8").slice(0, 300)
    : `${bytes.length} B`;
}
