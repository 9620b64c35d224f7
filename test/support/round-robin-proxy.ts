import { Agent, createServer, request as httpRequest, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A load balancer: every request goes to the next backend, whoever sends it. A backend that refuses the connection is passed over, as its health
 * check would have it; one that ends in the middle of a request breaks the client's connection, as it would.
 */
export class RoundRobinProxy {
  readonly #server: Server;
  readonly #ports: readonly (() => number)[];
  readonly #agent = new Agent({ keepAlive: true });
  #next = 0;
  /** Requests that each backend was given. */
  readonly given: number[];

  constructor(ports: readonly (() => number)[]) {
    this.#ports = ports;
    this.given = ports.map(() => 0);
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => this.#forward(request, Buffer.concat(chunks), response, this.#ports.length));
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(0, "127.0.0.1", done));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#agent.destroy();
    this.#server.closeAllConnections();
    await new Promise<void>((done) => {
      this.#server.close(() => done());
    });
  }

  #forward(request: IncomingMessage, body: Buffer, response: ServerResponse, tries: number): void {
    const at = this.#next % this.#ports.length;
    this.#next += 1;
    const port = this.#ports[at]?.() ?? 0;
    const headers = { ...request.headers, host: `127.0.0.1:${port}` };
    const outgoing = httpRequest({ host: "127.0.0.1", port, path: request.url, method: request.method, headers, agent: this.#agent });
    outgoing.on("response", (answer) => {
      this.given[at] = (this.given[at] ?? 0) + 1;
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on("error", () => response.destroy());
      answer.pipe(response);
    });
    outgoing.on("error", (error: NodeJS.ErrnoException) => {
      const reused = outgoing.reusedSocket && error.code === "ECONNRESET" && request.method === "GET";
      if ((error.code === "ECONNREFUSED" || reused) && tries > 1) this.#forward(request, body, response, tries - 1);
      else response.destroy();
    });
    response.on("close", () => outgoing.destroy());
    outgoing.end(body);
  }
}
