import { once } from "node:events";
import { type IncomingMessage, type RequestListener, type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { profileHeader } from "../../../shared/bridge/profile-header.ts";
import type { AccessToken } from "../sign-in/backend-session.ts";
import { type BackendTarget, backendUrl, fixedSession, proxyToBackend } from "./backend-proxy.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function backend(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const impatient = { answerMs: 200, silenceMs: 200 };

async function ask(
  origin: string | null,
  path: string,
  init: RequestInit & { duplex?: "half" } = {},
  timeouts = { answerMs: 20_000, silenceMs: 20_000 },
  session: BackendTarget["session"] = fixedSession("app-token"),
) {
  const target = origin === null ? null : { origin, profile: "p1", session };
  return await proxyToBackend(new Request(`app://console${path}`, init), target, (url, request) => fetch(url, request), timeouts);
}

async function nextChunk(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  const { value } = await reader.read();
  return new TextDecoder().decode(value);
}

describe("the proxy to the backend", () => {
  it("adds the credential, keeps the query, and strips what is the page's own business", async () => {
    let seen: IncomingMessage | undefined;
    const origin = await backend((request, response) => {
      seen = request;
      response.setHeader("set-cookie", "a=b");
      response.setHeader("x-seq", "7");
      response.setHeader("content-type", "application/json");
      response.end("{}");
    });
    const headers = {
      authorization: "Bearer of-the-page",
      cookie: "a=b",
      "proxy-authorization": "x",
      referer: "app://console/",
      origin: "app://console",
      accept: "application/json",
      "last-event-id": "5",
    };
    const answer = await ask(origin, "/api/sync/pull?seq=1&limit=2", { headers });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe("{}");
    expect(seen?.url).toBe("/v1/sync/pull?seq=1&limit=2");
    expect(seen?.headers).toMatchObject({ authorization: "Bearer app-token", accept: "application/json", "last-event-id": "5" });
    for (const name of ["cookie", "referer", "origin", "proxy-authorization"]) expect(seen?.headers).not.toHaveProperty(name);
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(answer.headers.get("x-seq")).toBe("7");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("passes on nothing that comes from the database of another user, nor a writing request that does not say whose it is", async () => {
    let asked = 0;
    const origin = await backend((_request, response) => {
      asked += 1;
      response.end("{}");
    });
    const of = (profile: string | null): RequestInit => ({ headers: profile === null ? {} : { [profileHeader]: profile } });
    for (const init of [of("p2"), { method: "POST", body: "{}", ...of("p2") }, { method: "POST", body: "{}", ...of(null) }]) {
      const answer = await ask(origin, "/api/sync/push", init);
      expect([answer.status, await answer.json()]).toMatchObject([503, { error: { code: "unavailable" } }]);
    }
    expect(asked).toBe(0);
    expect((await ask(origin, "/api/sync/push", { method: "POST", body: "{}", ...of("p1") })).status).toBe(200);
    expect((await ask(origin, "/api/sync/hello", of(null))).status).toBe(200);
  });

  it("streams server-sent events one by one, and ends the backend's side when the page leaves", async () => {
    let stream: ServerResponse | undefined;
    let left: () => void = () => undefined;
    const pageLeft = new Promise<void>((resolve) => {
      left = resolve;
    });
    const origin = await backend((_request, response) => {
      stream = response;
      response.on("close", left);
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("event: head\ndata: 1\n\n");
    });
    const answer = await ask(origin, "/api/sync/events");
    expect(answer.headers.get("content-type")).toBe("text/event-stream");
    const reader = answer.body!.getReader();
    expect(await nextChunk(reader)).toBe("event: head\ndata: 1\n\n");
    stream?.write("event: head\ndata: 2\n\n");
    expect(await nextChunk(reader)).toBe("event: head\ndata: 2\n\n");
    await reader.cancel();
    await pageLeft;
  });

  it("passes the backend's own errors on as they are", async () => {
    const origin = await backend((_request, response) => {
      response.writeHead(429, { "content-type": "application/json", "retry-after": "7" });
      response.end('{"error":{"code":"too-many-requests","message":"slow down"}}');
    });
    const answer = await ask(origin, "/api/sync/pull");
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "7"]);
    expect(await answer.json()).toEqual({ error: { code: "too-many-requests", message: "slow down" } });
  });

  it("does not keep a transfer's own headers when the body was unpacked on the way", async () => {
    const { gzipSync } = await import("node:zlib");
    const packed = gzipSync("x".repeat(1000));
    const origin = await backend((_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip", "content-length": packed.length, "content-type": "application/json" });
      response.end(packed);
    });
    const answer = await ask(origin, "/api/sync/pull");
    expect((await answer.text()).length).toBe(1000);
    expect(answer.headers.get("content-encoding")).toBeNull();
    expect(answer.headers.get("content-length")).toBeNull();
  });

  it.each([
    ["a refused connection", async () => "http://127.0.0.1:1"],
    ["a reset connection", () => backend((request) => request.socket.destroy())],
    ["silence before the answer", () => backend(() => undefined)],
    [
      "a redirect, which would carry the credential elsewhere",
      () =>
        backend((_request, response) => {
          response.writeHead(302, { location: "http://127.0.0.1:1/" });
          response.end();
        }),
    ],
    [
      "a web page of a captive portal",
      () =>
        backend((_request, response) => {
          response.writeHead(200, { "content-type": "text/html" });
          response.end("<h1>Sign in to the hotel</h1>");
        }),
    ],
  ])("answers %s with 503 unavailable", async (_name, start) => {
    const answer = await ask(await start(), "/api/sync/hello", {}, impatient);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ error: { code: "unavailable" } });
  });

  it("answers 503 unavailable while no backend runs", async () => {
    const answer = await ask(null, "/api/sync/hello");
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ error: { code: "unavailable", message: "the backend is not running" } });
  });

  it("gives up on an answer that falls silent", async () => {
    const origin = await backend((_request, response) => {
      response.writeHead(200, { "content-type": "application/octet-stream" });
      response.write("part");
    });
    const answer = await ask(origin, "/api/sync/snapshot", {}, impatient);
    await expect(answer.arrayBuffer()).rejects.toThrow();
  });

  it.each(["/api/auth/login", "/api/sync", "/api/", "/api/sync/../../v1/admin", "/api/sync/%2e%2e/admin"])(
    "has no route %s",
    async (path) => {
      let asked = false;
      const origin = await backend((_request, response) => {
        asked = true;
        response.end();
      });
      expect((await ask(origin, path)).status).toBe(404);
      expect(asked).toBe(false);
    },
  );

  it("takes only GET and POST", async () => {
    for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"]) {
      expect((await ask("http://127.0.0.1:1", "/api/sync/pull", { method })).status).toBe(405);
    }
  });

  it("cannot be led to another host by a path", () => {
    for (const path of [
      "/api/sync//evil.example/x",
      "/api/sync/@evil.example",
      "/api/sync/\\\\evil.example",
      "/api/sync/%2f%2fevil.example",
    ]) {
      const url = backendUrl("https://hq.example.com", new URL(`app://console${path}`));
      if (url !== null) expect(new URL(url).origin).toBe("https://hq.example.com");
    }
  });
});

describe("what the desktop hears in passing", () => {
  /** Asks for a path of a backend that answers with this, and tells what the desktop heard, in order, and what the window got. */
  async function heard(
    path: string,
    answer: { readonly status: number; readonly headers?: Record<string, string>; readonly body: string },
  ) {
    const told: unknown[] = [];
    const origin = await backend((_request, response) => {
      response.writeHead(answer.status, {
        "content-type": "application/json",
        date: "Sat, 21 Nov 2026 09:00:00 GMT",
        ...answer.headers,
      });
      response.end(answer.body);
    });
    const target = { origin, profile: "p1", session: fixedSession("app-token") };
    const response = await proxyToBackend(new Request(`app://console${path}`), target, (url, init) => fetch(url, init), undefined, {
      contact: (date, policy) => told.push(["contact", date, policy]),
      wipe: async () => {
        told.push("wipe begins");
        await Promise.resolve();
        told.push("wipe ends");
      },
    });
    told.push(response.status, await response.text());
    return told;
  }
  const policy = '{"offlineGraceDays":3,"wipeAfterDays":7,"lockAfterMinutes":5}';
  const order = '{"error":{"code":"wipe","message":"this laptop was reported lost"}}';

  it("is a contact when the backend greets, with its time and policy", async () => {
    expect(await heard("/api/sync/hello?clientId=c", { status: 200, headers: { "headroom-policy": policy }, body: "{}" })).toEqual([
      ["contact", "Sat, 21 Nov 2026 09:00:00 GMT", policy],
      200,
      "{}",
    ]);
  });

  it.each([
    ["another route", "/api/sync/pull?seq=1", { status: 200, body: "{}" }],
    ["a refusal", "/api/sync/hello?clientId=c", { status: 429, body: '{"error":{"code":"too-many-requests","message":"no"}}' }],
    ["a captive portal", "/api/sync/hello?clientId=c", { status: 200, headers: { "content-type": "text/html" }, body: "<p>Log in" }],
  ])("is no contact at %s", async (_name, path, answer) => {
    expect((await heard(path, answer)).filter((entry) => Array.isArray(entry))).toEqual([]);
  });

  it("is an order to wipe, carried out before the window hears of it", async () => {
    expect(await heard("/api/sync/pull?seq=1", { status: 403, body: order })).toEqual(["wipe begins", "wipe ends", 403, order]);
  });

  it.each([
    ["another refusal", { status: 403, body: '{"error":{"code":"forbidden","message":"no"}}' }],
    ["another status", { status: 500, body: order }],
    ["no JSON", { status: 403, body: "wipe" }],
    ["a text as long as a book", { status: 403, body: order.replace("reported", "x".repeat(10_000)) }],
  ])("is no order in %s", async (_name, answer) => {
    expect(await heard("/api/sync/pull?seq=1", answer)).toEqual([answer.status, answer.body]);
  });
});

describe("the proxy and the session", () => {
  /** Gives the tokens in turn, and notes what it is told. */
  function scripted(
    first: AccessToken,
    afterRefusal: AccessToken,
  ): { readonly session: BackendTarget["session"]; readonly told: string[] } {
    const told: string[] = [];
    return {
      told,
      session: {
        accessToken: async () => first,
        refused: async (token) => {
          told.push(`refused ${token}`);
          return afterRefusal;
        },
        refusedAgain: () => told.push("refused again"),
        accepted: () => told.push("accepted"),
        forbidden: () => told.push("forbidden"),
      },
    };
  }
  const ready = (token: string): AccessToken => ({ state: "ready", token });
  const push = { method: "POST", body: '{"mutations":[1]}', headers: { "content-type": "application/json", [profileHeader]: "p1" } };

  /** A backend that takes only this token. */
  async function strict(good: string): Promise<{ readonly origin: string; readonly seen: string[] }> {
    const seen: string[] = [];
    const origin = await backend((request, response) => {
      let body = "";
      request.on("data", (data: Buffer) => {
        body += data.toString();
      });
      request.on("end", () => {
        seen.push(`${request.headers.authorization} ${body}`);
        const isGood = request.headers.authorization === `Bearer ${good}`;
        response.writeHead(isGood ? 200 : 401, { "content-type": "application/json" });
        response.end(isGood ? "{}" : '{"error":{"code":"unauthorized","message":"no"}}');
      });
    });
    return { origin, seen };
  }

  it("repeats a refused request once with a new token, its body too", async () => {
    const { origin, seen } = await strict("new");
    const { session, told } = scripted(ready("old"), ready("new"));
    expect((await ask(origin, "/api/sync/push", push, undefined, session)).status).toBe(200);
    expect(seen).toEqual(['Bearer old {"mutations":[1]}', 'Bearer new {"mutations":[1]}']);
    expect(told).toEqual(["refused old", "accepted"]);
  });

  it("does not repeat for ever", async () => {
    const { origin, seen } = await strict("never");
    const { session, told } = scripted(ready("old"), ready("new"));
    expect((await ask(origin, "/api/sync/push", push, undefined, session)).status).toBe(401);
    expect([seen.length, told]).toEqual([2, ["refused old", "refused again"]]);
  });

  it("answers 401 when the session has ended, and 503 while the identity provider cannot say", async () => {
    const { origin, seen } = await strict("good");
    const status = async (first: AccessToken, then: AccessToken): Promise<number> =>
      (await ask(origin, "/api/sync/push", push, undefined, scripted(first, then).session)).status;
    expect(await status({ state: "expired" }, { state: "expired" })).toBe(401);
    expect(await status({ state: "offline" }, { state: "offline" })).toBe(503);
    expect(seen).toEqual([]);
    expect(await status(ready("old"), { state: "expired" })).toBe(401);
    expect(await status(ready("old"), { state: "offline" })).toBe(503);
  });

  it.each([
    ["the backend's own word", "application/json", '{"error":{"code":"forbidden","message":"no access"}}', ["forbidden"]],
    ["the word of a gateway", "application/json", '{"message":"blocked"}', []],
    ["an order of another kind", "application/json", '{"error":{"code":"wipe","message":"lost laptop"}}', []],
  ])("takes a user's access for ended on %s: %s", async (_name, type, body, expected) => {
    const origin = await backend((_request, response) => {
      response.writeHead(403, { "content-type": type });
      response.end(body);
    });
    const { session, told } = scripted(ready("good"), ready("good"));
    const answer = await ask(origin, "/api/sync/hello", {}, undefined, session);
    expect([answer.status, await answer.text()]).toEqual([403, body]);
    expect(told).toEqual(expected);
  });

  it("tells the session nothing of a captive portal", async () => {
    const origin = await backend((_request, response) => {
      response.writeHead(401, { "content-type": "text/html" });
      response.end("<h1>Sign in to the hotel</h1>");
    });
    const { session, told } = scripted(ready("good"), ready("other"));
    expect((await ask(origin, "/api/sync/hello", {}, undefined, session)).status).toBe(503);
    expect(told).toEqual([]);
  });
});
