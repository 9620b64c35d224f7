import { Agent, request as httpRequest } from "node:http";
import * as protocol from "../../../shared/sync/protocol.ts";
import type { LoadClientPlan, RequestKind } from "./load-plan.ts";

/** What the clients of a run write down together. */
export interface LoadBook {
  readonly timesMs: Record<RequestKind, number[]>;
  readonly errors: Record<string, number>;
  pokes: number;
}

const pullLimit = 2_000;
const mostTries = 20;

/** A laptop as far as its requests go; every one of them is timed. */
export class LoadClient {
  readonly plan: LoadClientPlan;
  readonly #origin: URL;
  readonly #book: LoadBook;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 4 });
  #cursor: { readonly epoch: string; readonly seq: number; readonly scopeVersion: number } | null = null;
  #pulling = false;
  #poked = false;
  #heard: ReturnType<typeof httpRequest> | null = null;

  constructor(origin: string, plan: LoadClientPlan, book: LoadBook) {
    this.#origin = new URL(origin);
    this.plan = plan;
    this.#book = book;
  }

  close(): void {
    this.#heard?.destroy();
    this.#agent.destroy();
  }

  async hello(): Promise<protocol.Hello | null> {
    const text = await this.#untilAnswered("hello", `hello?clientId=${this.plan.clientId}`);
    if (text === null) return null;
    const hello = protocol.hello.parse(JSON.parse(text));
    this.#cursor ??= { epoch: hello.epoch, seq: hello.head, scopeVersion: hello.scopeVersion };
    return hello;
  }

  /** Pulls to the head. A poke that comes meanwhile makes one pull more, as in the sync client. */
  async pull(kind: RequestKind): Promise<void> {
    if (this.#pulling) {
      this.#poked = true;
      return;
    }
    this.#pulling = true;
    try {
      for (let whole = false; !whole;) {
        const { epoch = "", seq = 0, scopeVersion = 0 } = this.#cursor ?? {};
        const { clientId } = this.plan;
        const text = await this.#ask(
          kind,
          `pull?clientId=${clientId}&epoch=${epoch}&seq=${seq}&scopeVersion=${scopeVersion}&limit=${pullLimit}`,
        );
        if (text === null) return;
        // Only the end of a long answer is looked at: this process must not be what is measured.
        const answer = /"seq":(\d+),"head":(\d+),"chunkHead":\d+,"lastMutationId":\d+,"scopeVersion":\d+\}$/.exec(text.slice(-200));
        if (answer === null) {
          this.#fault(`${kind} ${text.slice(0, 60)}`);
          return;
        }
        const [, next, head] = answer.map(Number);
        this.#cursor = { epoch, seq: next ?? 0, scopeVersion };
        whole = next === head && !this.#poked;
        this.#poked = false;
      }
    } finally {
      this.#pulling = false;
    }
  }

  async push(): Promise<void> {
    const request: protocol.PushRequest = {
      clientId: this.plan.clientId,
      schemaHash: protocol.schemaHash,
      mutations: this.plan.edits.map((edit, at) => ({ ...edit, mutationId: at + 1, at: new Date().toISOString(), baseRev: 0 })),
    };
    const text = await this.#untilAnswered("push", "push", JSON.stringify(request));
    if (text === null) return;
    const { results } = protocol.pushAnswer.parse(JSON.parse(text));
    for (const result of results) if (result.status === "refused") this.#fault(`refused ${result.code}`);
  }

  /** Opens the event stream and pulls whenever it tells of something. */
  listen(): void {
    const outgoing = httpRequest(new URL("/v1/sync/events", this.#origin), { headers: this.#headers() }, (answer) => {
      if (answer.statusCode !== 200) this.#fault(`events ${answer.statusCode}`);
      let first = true;
      answer.on("data", (bytes: Buffer) => {
        if (!bytes.includes("event: head")) return;
        // Where things stand when the stream opens is no news.
        if (!first) {
          this.#book.pokes += 1;
          void this.pull("poked");
        }
        first = false;
      });
      answer.on("error", () => undefined);
    });
    outgoing.on("error", () => undefined);
    outgoing.end();
    this.#heard = outgoing;
  }

  #headers(): Record<string, string> {
    return { authorization: `Bearer ${this.plan.token}` };
  }

  #fault(what: string): void {
    this.#book.errors[what] = (this.#book.errors[what] ?? 0) + 1;
  }

  /** As the sync client does: what was not answered is asked again until it is. */
  async #untilAnswered(kind: RequestKind, path: string, body?: string): Promise<string | null> {
    for (let tried = 0; tried < mostTries; tried += 1) {
      const text = await this.#ask(kind, path, body);
      if (text !== null) return text;
    }
    return null;
  }

  #ask(kind: RequestKind, path: string, body?: string): Promise<string | null> {
    const from = performance.now();
    return new Promise((resolve) => {
      const failed = (what: string): void => {
        this.#fault(`${kind} ${what}`);
        resolve(null);
      };
      const outgoing = httpRequest(
        new URL(`/v1/sync/${path}`, this.#origin),
        {
          method: body === undefined ? "GET" : "POST",
          agent: this.#agent,
          headers: body === undefined ? this.#headers() : { ...this.#headers(), "content-type": "application/json" },
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on("data", (chunk: Buffer) => chunks.push(chunk));
          answer.on("error", () => failed("broken"));
          answer.on("end", () => {
            this.#book.timesMs[kind].push(performance.now() - from);
            if (answer.statusCode === 200) resolve(Buffer.concat(chunks).toString("utf8"));
            else failed(String(answer.statusCode));
          });
        },
      );
      outgoing.on("error", (error: NodeJS.ErrnoException) => failed(error.code ?? "error"));
      outgoing.end(body);
    });
  }
}
