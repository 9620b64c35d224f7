import type { Fetch } from "../../renderer/sync/sync-requests.ts";
import type { Random } from "../../shared/kernel/random.ts";
import { type Listening, pokeLine } from "./poke-line.ts";
import type { VirtualTime } from "./virtual-time.ts";

/**
 * What can happen to a request.
 *
 * | fault | what happens |
 * |---|---|
 * | `lost-request` | it never arrives |
 * | `lost-answer` | the backend has worked, its answer is lost |
 * | `duplicated` | it arrives twice; the first answer is lost |
 * | `reset` | the connection breaks in the middle of the answer |
 * | `truncated` | the answer ends early and says nothing of it |
 * | `stale` | a cache gives the answer to the last request to the same route |
 * | `slow` | the answer takes 10 s |
 * | `frozen` | the answer takes 90 s, longer than anybody waits |
 * | `503`, `429`, `401`, `403` | something on the way says so; 429 with Retry-After |
 * | `captive-portal` | HTML of a hotel's network, status 200 |
 */
export const networkFaults = [
  "lost-request",
  "lost-answer",
  "duplicated",
  "reset",
  "truncated",
  "stale",
  "slow",
  "frozen",
  "503",
  "429",
  "401",
  "403",
  "captive-portal",
] as const;
export type NetworkFault = (typeof networkFaults)[number];

export const routes = ["any", "hello", "snapshot", "pull", "push", "digest"] as const;
export type Route = (typeof routes)[number];

/** What the backend answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** One request as it goes over the wire. */
export interface WireRequest {
  readonly path: string;
  readonly method: "GET" | "POST";
  readonly body: string | null;
}

export interface NetworkPorts {
  /** Hands a request to the backend. Throws when its process dies meanwhile. */
  readonly ask: (request: WireRequest) => Promise<Answer>;
  /** Opens the stream of pokes on the backend. */
  readonly listen: (request: WireRequest) => Promise<Listening>;
  readonly time: VirtualTime;
  readonly random: Random;
  /** Hears of every fault that happened. */
  readonly onFault: (fault: NetworkFault) => void;
}

const longestLatencyMs = 400;

/** A laptop's way to the backend. */
export class Network {
  online = true;
  /** So many pokes never arrive. */
  pokesLost = 0;
  readonly #ports: NetworkPorts;
  #planned: { readonly fault: NetworkFault; readonly route: Route; left: number }[] = [];
  readonly #cached = new Map<string, Answer>();
  #signIn = 0;

  constructor(ports: NetworkPorts) {
    this.#ports = ports;
  }

  /** The next `count` requests to the route suffer the fault. */
  plan(fault: NetworkFault, route: Route, count: number): void {
    this.#planned.push({ fault, route, left: count });
  }

  /** Somebody else is signed in: the desktop passes on nothing that was asked under the user before. */
  changeUser(): void {
    this.#signIn += 1;
  }

  heal(): void {
    this.online = true;
    this.pokesLost = 0;
    this.#planned = [];
  }

  readonly fetch: Fetch = async (path, init) => {
    const signal = init.signal ?? null;
    const signIn = this.#signIn;
    await this.#delay(Math.floor(this.#ports.random() * longestLatencyMs), signal);
    if (!this.online || signIn !== this.#signIn) throw new TypeError("no network");
    const request: WireRequest = {
      path,
      method: init.method === "POST" ? "POST" : "GET",
      body: typeof init.body === "string" ? init.body : null,
    };
    if (routeOf(path) === "events") return this.#listen(request, signal);
    const fault = this.#take(routeOf(path));
    if (fault === null) return responseOf(await this.#ask(request));
    this.#ports.onFault(fault);
    return this.#suffer(fault, request, signal);
  };

  async #listen(request: WireRequest, signal: AbortSignal | null): Promise<Response> {
    const listening = await this.#ports.listen(request);
    const { status, headers } = listening;
    const line = pokeLine(listening, {
      time: this.#ports.time,
      signal,
      isUp: () => this.online,
      loses: () => {
        if (this.pokesLost === 0) return false;
        this.pokesLost -= 1;
        return true;
      },
    });
    return new Response(line, { status, headers });
  }

  async #suffer(fault: NetworkFault, request: WireRequest, signal: AbortSignal | null): Promise<Response> {
    switch (fault) {
      case "lost-request":
        throw new TypeError("lost on the way there");
      case "lost-answer":
        await this.#ask(request);
        throw new TypeError("lost on the way back");
      case "duplicated":
        await this.#ask(request);
        return responseOf(await this.#ask(request));
      case "reset":
        return broken(await this.#ask(request), this.#ports.random());
      case "truncated": {
        const answer = await this.#ask(request);
        return responseOf({ ...answer, bytes: answer.bytes.slice(0, Math.floor(answer.bytes.length * this.#ports.random())) });
      }
      case "stale":
        return responseOf(this.#cached.get(routeOf(request.path)) ?? (await this.#ask(request)));
      case "slow":
      case "frozen": {
        const answer = await this.#ask(request);
        await this.#delay(fault === "slow" ? 10_000 : 90_000, signal);
        return responseOf(answer);
      }
      case "captive-portal":
        return new Response("<html>hotel network</html>", { headers: { "content-type": "text/html" } });
      case "429":
        return new Response("slow down", { status: 429, headers: { "retry-after": "20" } });
      case "503":
      case "401":
      case "403":
        return new Response("no", { status: Number(fault) });
    }
  }

  #take(route: string): NetworkFault | null {
    const planned = this.#planned.find((candidate) => candidate.route === "any" || candidate.route === route);
    if (planned === undefined) return null;
    planned.left -= 1;
    if (planned.left <= 0) this.#planned = this.#planned.filter((other) => other !== planned);
    return planned.fault;
  }

  async #ask(request: WireRequest): Promise<Answer> {
    const answer = await this.#ports.ask(request);
    if (answer.status === 200) this.#cached.set(routeOf(request.path), answer);
    return answer;
  }

  #delay(ms: number, signal: AbortSignal | null): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = (): void => reject(new TypeError("aborted"));
      if (signal?.aborted === true) return abort();
      signal?.addEventListener("abort", abort, { once: true });
      this.#ports.time.after(ms, resolve);
    });
  }
}

/** `/api/sync/pull?…` → `pull`. */
export function routeOf(path: string): string {
  return /\/sync\/([a-z]+)/.exec(path)?.[1] ?? path;
}

function responseOf({ status, headers, bytes }: Answer): Response {
  return new Response(bytes, { status, headers });
}

function broken({ status, headers, bytes }: Answer, share: number): Response {
  const part = bytes.slice(0, Math.floor(bytes.length * share));
  let sent = false;
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (sent) return controller.error(new TypeError("the connection was reset"));
      sent = true;
      controller.enqueue(part);
    },
  });
  return new Response(stream, { status, headers });
}
