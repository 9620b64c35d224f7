import { createServer, request as httpRequest, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** What happens to one request on its way to the backend and back. */
export type Fault =
  /**
   * The connection is reset: before anything reached the backend, when half of the request has, when half of the answer has come back, or when the
   * backend has answered and nothing of it has come back.
   */
  | { readonly kind: "reset"; readonly when: "before" | "request" | "answer" | "end" }
  /** The answer ends early and well: only this share of its bytes, under a length that fits them. */
  | { readonly kind: "truncate"; readonly share: number }
  | { readonly kind: "delay"; readonly ms: number }
  /** The answer comes in this many pieces with a pause after each. */
  | { readonly kind: "throttle"; readonly pieces: number; readonly pauseMs: number }
  /** The backend gets the request twice, one after the other; the laptop hears the first answer or the second. */
  | { readonly kind: "duplicate"; readonly hears: "first" | "second" }
  /** Somebody else answers: a gateway, a captive portal. */
  | { readonly kind: "answer"; readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body: string }
  /** The answer to an earlier request of the same route. */
  | { readonly kind: "stale" }
  /** The backend has answered; the answer waits until it is released, or for ever. */
  | { readonly kind: "hold" };

/** A fault that was ordered. */
export interface Injection {
  /** Resolves when it has struck as often as it was ordered; with `hold`, when the backend has answered. */
  readonly struck: Promise<void>;
  /** Whether it has, by now. */
  readonly over: () => boolean;
  /** Lets held answers go on their way. */
  release(): void;
}

interface Rule {
  readonly route: RegExp;
  readonly fault: Fault;
  left: number;
  readonly strike: () => void;
  readonly released: Promise<void>;
}

/** One strike of a rule, for one request. */
interface Taken {
  readonly fault: Fault;
  readonly released: Promise<void>;
  readonly strike: () => void;
  readonly giveBack: () => void;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** Stands between the desktop and its backend, on a port that stays when the backend moves, and breaks what it is told to break. */
export class FaultProxy {
  #server: Server;
  #target: string;
  #dark = false;
  readonly #sockets = new Set<Socket>();
  readonly #rules: Rule[] = [];
  readonly #last = new Map<string, Answer>();
  readonly #seen: string[] = [];

  private constructor(server: Server, target: string) {
    this.#server = server;
    this.#target = target;
  }

  /** `target` is an origin, e.g. `http://127.0.0.1:4470`. */
  static async start(target: string): Promise<FaultProxy> {
    const server = createServer();
    const proxy = new FaultProxy(server, target);
    server.on("connection", (socket) => {
      if (proxy.#dark) {
        socket.resetAndDestroy();
        return;
      }
      proxy.#sockets.add(socket);
      socket.on("error", () => undefined);
      socket.once("close", () => proxy.#sockets.delete(socket));
    });
    server.on("request", (request: IncomingMessage, response: ServerResponse) => {
      const path = request.url ?? "/";
      proxy.#seen.push(path);
      const rule = proxy.#take(path);
      proxy.#serve(path, rule, request, response).catch(() => {
        rule?.giveBack();
        request.socket.resetAndDestroy();
      });
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The backend is elsewhere from now on. */
  set target(origin: string) {
    this.#target = origin;
  }

  /** Orders a fault for the next `times` requests whose path matches. Earlier orders go first. */
  inject(route: RegExp, fault: Fault, times = 1): Injection {
    const struck = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    let left = times;
    const strike = (): void => {
      left -= 1;
      if (left <= 0) struck.resolve();
    };
    this.#rules.push({ route, fault, left: times, strike, released: gate.promise });
    return { struck: struck.promise, over: () => left <= 0, release: gate.resolve };
  }

  /** The order that this request is due, if there is one; it is given back when the request broke off before anything struck. */
  #take(path: string): Taken | null {
    const rule = this.#rules.find((candidate) => candidate.left > 0 && candidate.route.test(path));
    if (rule === undefined) return null;
    rule.left -= 1;
    let open = true;
    const once = (act: () => void) => (): void => {
      if (open) act();
      open = false;
    };
    return { fault: rule.fault, released: rule.released, strike: once(rule.strike), giveBack: once(() => (rule.left += 1)) };
  }

  /** No network: every connection is reset and none is taken. */
  goDark(): void {
    this.#dark = true;
    this.dropConnections();
  }

  /** The network is back and nothing is broken any more; held answers are dropped with their connections. */
  calm(): void {
    const held = this.#rules.some((rule) => rule.fault.kind === "hold");
    this.#rules.length = 0;
    this.#dark = false;
    if (held) this.dropConnections();
  }

  /** Resets every connection there is. */
  dropConnections(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  /** How many requests have come whose path matches. */
  count(route: RegExp): number {
    return this.#seen.filter((path) => route.test(path)).length;
  }

  async close(): Promise<void> {
    this.dropConnections();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }

  async #serve(path: string, rule: Taken | null, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const fault = rule?.fault ?? null;
    const reset = (): void => {
      rule?.strike();
      request.socket.resetAndDestroy();
    };
    if (fault?.kind === "reset" && fault.when === "before") return reset();
    const body = await bodyOf(request);
    if (fault?.kind === "answer") {
      rule?.strike();
      response.writeHead(fault.status, { ...fault.headers }).end(fault.body);
      return undefined;
    }
    if (fault?.kind === "reset" && fault.when === "request") {
      await this.#sendHalf(request, body);
      return reset();
    }
    const onward = (): Promise<IncomingMessage> => this.#forward(request, response, body);
    const first = await onward();
    if ((first.headers["content-type"] ?? "").startsWith("text/event-stream")) {
      rule?.giveBack();
      return this.#stream(first, response);
    }
    const answer = await whole(first);
    if (fault?.kind === "duplicate") {
      const second = await whole(await onward());
      rule?.strike();
      return deliver(response, fault.hears === "first" ? answer : second);
    }
    const route = path.split("?")[0] ?? path;
    const before = this.#last.get(route);
    this.#last.set(route, answer);
    if (rule === null || fault === null) return deliver(response, answer);
    if (fault.kind === "hold") {
      rule.strike();
      await rule.released;
      return deliver(response, answer);
    }
    if (fault.kind === "reset") {
      if (fault.when === "end") return reset();
      // The whole length is promised, half of it is kept.
      response.writeHead(answer.status, { ...answer.headers, "content-length": String(answer.body.length) });
      response.write(answer.body.subarray(0, Math.floor(answer.body.length / 2)), reset);
      return undefined;
    }
    rule.strike();
    if (fault.kind === "stale") return deliver(response, before ?? answer);
    if (fault.kind === "delay") {
      await pause(fault.ms);
      return deliver(response, answer);
    }
    if (fault.kind === "throttle") return trickle(response, answer, fault.pieces, fault.pauseMs);
    return deliver(response, { ...answer, body: answer.body.subarray(0, Math.floor(answer.body.length * fault.share)) });
  }

  /** Half of the request reaches the backend, then the line is cut there too. */
  async #sendHalf(request: IncomingMessage, body: Buffer): Promise<void> {
    await new Promise<void>((resolve) => {
      const onward = httpRequest(new URL(request.url ?? "/", this.#target), { method: request.method, headers: request.headers });
      onward.once("error", () => resolve());
      onward.write(body.subarray(0, Math.floor(body.length / 2)), () => {
        onward.destroy();
        resolve();
      });
    });
  }

  #forward(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const url = new URL(request.url ?? "/", this.#target);
      const onward = httpRequest(url, { method: request.method, headers: { ...request.headers, host: url.host }, agent: false }, resolve);
      onward.once("error", reject);
      response.once("close", () => onward.destroy());
      onward.end(body);
    });
  }

  #stream(from: IncomingMessage, response: ServerResponse): void {
    response.writeHead(from.statusCode ?? 502, from.headers);
    response.flushHeaders();
    from.on("data", (piece: Buffer) => response.write(piece));
    from.once("close", () => response.destroy());
    from.once("error", () => response.destroy());
  }
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

async function whole(message: IncomingMessage): Promise<Answer> {
  const { "transfer-encoding": _transfer, "content-length": _length, connection: _connection, ...headers } = message.headers;
  return { status: message.statusCode ?? 502, headers, body: await bodyOf(message) };
}

function deliver(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, "content-length": String(body.length) }).end(body);
}

async function trickle(response: ServerResponse, { status, headers, body }: Answer, pieces: number, pauseMs: number): Promise<void> {
  response.writeHead(status, { ...headers, "content-length": String(body.length) });
  const size = Math.max(1, Math.ceil(body.length / pieces));
  for (let at = 0; at < body.length; at += size) {
    response.write(body.subarray(at, at + size));
    await pause(pauseMs);
  }
  response.end();
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
