import { EventEmitter } from "node:events";
import type { Readable, Writable } from "node:stream";
import { ChromiumGoneError, DevtoolsError } from "./errors.ts";

interface Pending {
  readonly method: string;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** What Chromium writes: an answer (with `id`) or an event. */
interface Incoming {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** One target's side of the DevTools protocol; emits the protocol's events by name. */
export class DevtoolsSession extends EventEmitter {
  private readonly pipe: DevtoolsPipe;
  private readonly id: string | undefined;

  constructor(pipe: DevtoolsPipe, id: string | undefined) {
    super();
    this.setMaxListeners(0);
    this.pipe = pipe;
    this.id = id;
  }

  async send<T = unknown>(method: string, params: object = {}): Promise<T> {
    return (await this.pipe.send(method, params, this.id)) as T;
  }
}

/** The Chrome DevTools Protocol over `--remote-debugging-pipe`: NUL-terminated JSON, flat sessions. */
export class DevtoolsPipe {
  readonly root: DevtoolsSession;
  closed = false;
  private readonly writable: Writable;
  private readonly sessions = new Map<string, DevtoolsSession>();
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;

  constructor(writable: Writable, readable: Readable) {
    this.writable = writable;
    this.root = new DevtoolsSession(this, undefined);
    let parts: Buffer[] = [];
    readable.on("data", (data: Buffer) => {
      let start = 0;
      for (let end = data.indexOf(0); end >= 0; end = data.indexOf(0, start)) {
        parts.push(data.subarray(start, end));
        const message = JSON.parse(Buffer.concat(parts).toString("utf8")) as Incoming;
        parts = [];
        start = end + 1;
        this.receive(message);
      }
      if (start < data.length) parts.push(data.subarray(start));
    });
    const end = (): void => this.end();
    readable.on("close", end).on("end", end).on("error", end);
    writable.on("error", end);
  }

  session(id: string): DevtoolsSession {
    const known = this.sessions.get(id);
    if (known !== undefined) return known;
    const session = new DevtoolsSession(this, id);
    this.sessions.set(id, session);
    return session;
  }

  send(method: string, params: object, sessionId: string | undefined): Promise<unknown> {
    if (this.closed) return Promise.reject(new ChromiumGoneError(method));
    this.lastId += 1;
    const id = this.lastId;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { method, resolve, reject });
      this.writable.write(`${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`);
    });
  }

  private receive(message: Incoming): void {
    if (message.id !== undefined) {
      const waiting = this.pending.get(message.id);
      this.pending.delete(message.id);
      if (message.error === undefined) waiting?.resolve(message.result);
      else waiting?.reject(new DevtoolsError(waiting.method, message.error.message));
      return;
    }
    const session = message.sessionId === undefined ? this.root : this.sessions.get(message.sessionId);
    if (message.method !== undefined) session?.emit(message.method, message.params);
  }

  private end(): void {
    if (this.closed) return;
    this.closed = true;
    for (const waiting of this.pending.values()) waiting.reject(new ChromiumGoneError(waiting.method));
    this.pending.clear();
  }
}
