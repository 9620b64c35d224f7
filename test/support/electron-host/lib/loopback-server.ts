import { timingSafeEqual } from "node:crypto";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { z } from "zod";
import { app, controlHost } from "./app.ts";
import { host, report } from "./host.ts";
import { hostEvent } from "./host-event.ts";
import { fromHttp, handlerOf, toHttp } from "./protocol.ts";

/** The cookie that this process gave to its own Chromium; every other program of the machine lacks it. */
export const tokenCookie = "electron-host-token";

const secondInstance = z.object({ argv: z.array(z.string()), cwd: z.string() });

function isToken(text: string | undefined): boolean {
  const given = Buffer.from(text ?? "");
  const own = Buffer.from(host.token);
  return given.length === own.length && timingSafeEqual(given, own);
}

function cookieOf(request: IncomingMessage): string | undefined {
  for (const part of (request.headers.cookie ?? "").split(/; */)) {
    if (part.startsWith(`${tokenCookie}=`)) return part.slice(tokenCookie.length + 1);
  }
  return undefined;
}

async function control(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const token = request.headers["x-token"];
  if (!isToken(typeof token === "string" ? token : undefined)) {
    response.writeHead(403).end();
    return;
  }
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const { argv, cwd } = secondInstance.parse(JSON.parse(Buffer.concat(parts).toString("utf8")));
  response.end();
  app.emit("second-instance", hostEvent(), argv, cwd);
}

/** The application's own cookies never exist on a custom scheme; the token's cookie is ours. */
function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (name === "host" || name === "connection" || name === "cookie" || value === undefined) continue;
    const text = Array.isArray(value) ? value.join(", ") : value;
    headers.set(name, name === "referer" || name === "origin" ? fromHttp(text) : text);
  }
  return headers;
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const name = (request.headers.host ?? "").replace(/:\d+$/, "");
  if (name === controlHost) return control(request, response);
  const parts = /^(.*)\.([a-z][a-z0-9+-]*)\.localhost$/i.exec(name);
  const handler = handlerOf(parts?.[2] ?? "");
  if (parts === null || handler === undefined) {
    response.writeHead(404).end();
    return;
  }
  if (!isToken(cookieOf(request))) {
    response.writeHead(403).end();
    return;
  }
  const init: RequestInit & { duplex?: "half" } = { method: request.method ?? "GET", headers: headersOf(request) };
  if (init.method !== "GET" && init.method !== "HEAD") {
    init.body = Readable.toWeb(request) as unknown as ReadableStream;
    init.duplex = "half";
  }
  const answer = await handler(new Request(`${parts[2]}://${parts[1]}${request.url ?? "/"}`, init));
  const headers: Record<string, string> = { "cache-control": "no-store" };
  for (const [key, value] of answer.headers) headers[key] = key === "location" ? toHttp(value) : value;
  response.writeHead(answer.status, headers);
  response.flushHeaders();
  if (answer.body === null) response.end();
  else await pipeline(Readable.fromWeb(answer.body as unknown as NodeReadableStream), response);
}

/** Serves the custom schemes on 127.0.0.1 and lets a second start of the application report itself. */
export async function startLoopbackServer(): Promise<void> {
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      const left = error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";
      if (!left && !response.destroyed) report(`the handler of ${request.url ?? ""} failed`, error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  host.port = (server.address() as AddressInfo).port;
  app.writeLock();
}
