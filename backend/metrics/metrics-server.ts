import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { collectDefaultMetrics } from "prom-client";
import type { Clock } from "../../shared/kernel/clock.ts";
import type { Database } from "../storage/database.ts";
import type { BackendMetrics } from "./backend-metrics.ts";
import { readFigures } from "./read-figures.ts";

export interface MetricsAddress {
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  /** Bearer token that a scrape must show; null = none, which only a host on loopback may. */
  readonly token: string | null;
}

export interface MetricsServer {
  readonly port: number;
  close(): Promise<void>;
}

export interface MetricsPorts {
  readonly metrics: BackendMetrics;
  readonly db: Database;
  readonly clock: Clock;
}

/** Two scrapes closer than this are answered with the same figures of the database: a scrape must cost it little, however often it comes. */
const figuresForMs = 5_000;

function sameToken(shown: string, token: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(shown), digest(`Bearer ${token}`));
}

/**
 * `GET /metrics` on an address of its own, away from the port that laptops reach: nothing else is answered there. Figures of the process
 * (CPU, memory, event loop, garbage collection) are kept from here on.
 */
export async function serveMetrics(address: MetricsAddress, { metrics, db, clock }: MetricsPorts): Promise<MetricsServer> {
  collectDefaultMetrics({ register: metrics.registry });
  let readMs: number | null = null;
  const read = async (): Promise<void> => {
    const nowMs = clock.now();
    if (readMs !== null && Math.abs(nowMs - readMs) < figuresForMs) return;
    metrics.database(await readFigures(db, nowMs).catch(() => null));
    readMs = nowMs;
  };
  let reading: Promise<void> = Promise.resolve();
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const say = (status: number, text: string, headers: Readonly<Record<string, string>> = {}): void => {
      response.writeHead(status, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store", ...headers }).end(text);
    };
    if (address.token !== null && !sameToken(request.headers.authorization ?? "", address.token))
      return say(401, "a bearer token is needed\n", { "www-authenticate": "Bearer" });
    if (request.url?.split("?")[0] !== "/metrics") return say(404, "there is only /metrics\n");
    if (request.method !== "GET") return say(405, "GET only\n", { allow: "GET" });
    // One after the other: of many scrapes at once, one asks the database.
    reading = reading.then(read);
    await reading;
    return say(200, await metrics.text(), { "content-type": metrics.registry.contentType });
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.requestTimeout = 10_000;
  server.headersTimeout = 10_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: address.host, port: address.port, exclusive: true }, resolve);
  });
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("the metrics have no port");
  return {
    port: bound.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
