import type { Fetch } from "../../renderer/sync/sync-requests.ts";
import type { Random } from "../../shared/kernel/random.ts";
import type { BackendServer } from "../../backend/server/create-server.ts";
import type { VirtualTime } from "./virtual-time.ts";

/** A laptop's way to the backend. */
export class FaultyNetwork {
  /** Share of requests that something happens to. */
  faults: number;
  online = true;
  readonly #server: BackendServer;
  readonly #token: string;
  readonly #time: VirtualTime;
  readonly #random: Random;

  constructor(options: {
    readonly server: BackendServer;
    readonly token: string;
    readonly time: VirtualTime;
    readonly random: Random;
    readonly faults: number;
  }) {
    this.#server = options.server;
    this.#token = options.token;
    this.#time = options.time;
    this.#random = options.random;
    this.faults = options.faults;
  }

  readonly fetch: Fetch = async (path, init) => {
    const dice = this.#random();
    await this.#delay(Math.floor(this.#random() * 400), init.signal ?? null);
    if (!this.online) throw new TypeError("no network");
    if (dice >= this.faults) return this.#ask(path, init);
    switch (Math.floor((dice / this.faults) * 6)) {
      case 0:
        throw new TypeError("lost on the way there");
      case 1:
        await this.#ask(path, init);
        throw new TypeError("lost on the way back");
      case 2:
        // The same request arrives twice; the first answer is the one that is lost.
        await this.#ask(path, init);
        return this.#ask(path, init);
      case 3: {
        const answer = await this.#ask(path, init);
        const bytes = await answer.arrayBuffer();
        return new Response(bytes.slice(0, Math.floor(bytes.byteLength * this.#random())), {
          status: answer.status,
          headers: answer.headers,
        });
      }
      case 4:
        return new Response("<html>hotel network</html>", { headers: { "content-type": "text/html" } });
      default: {
        const answer = await this.#ask(path, init);
        await this.#delay(10_000, init.signal ?? null);
        return answer;
      }
    }
  };

  async #ask(path: string, init: RequestInit): Promise<Response> {
    const answer = await this.#time.during(
      this.#server.app.inject({
        method: init.method === "POST" ? "POST" : "GET",
        url: path.replace("/api/", "/v1/"),
        headers: { authorization: `Bearer ${this.#token}`, ...(init.body === undefined ? {} : { "content-type": "application/json" }) },
        ...(typeof init.body === "string" ? { payload: init.body } : {}),
      }),
    );
    const contentType = answer.headers["content-type"] ?? "";
    return new Response(new Uint8Array(answer.rawPayload), { status: answer.statusCode, headers: { "content-type": contentType } });
  }

  #delay(ms: number, signal: AbortSignal | null): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = (): void => reject(new TypeError("aborted"));
      if (signal?.aborted === true) return abort();
      signal?.addEventListener("abort", abort, { once: true });
      this.#time.after(ms, resolve);
    });
  }
}
