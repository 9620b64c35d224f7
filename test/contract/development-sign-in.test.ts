import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setDisabled } from "../../backend/auth/users.ts";
import { type BackendServer, createServer } from "../../backend/server/create-server.ts";
import { isLoopbackAddress, isLoopbackHost } from "../../backend/server/loopback.ts";
import { systemClock } from "../../shared/kernel/clock.ts";
import { seededRandom } from "../../shared/kernel/random.ts";
import { authConfig } from "../../shared/sync/auth-config.ts";
import { startTestBackend, tenant, type TestBackend } from "../support/backend.ts";

describe("development sign-in", () => {
  let backend: TestBackend;
  let server: BackendServer;
  let port: number;
  beforeAll(async () => {
    backend = await startTestBackend("pglite");
    await setDisabled(backend.test.store.db, { tenantId: tenant, userId: "csm2" }, new Date());
    server = await createServer({
      db: backend.test.store.db,
      clock: systemClock,
      random: seededRandom(1),
      development: { tenantId: tenant },
    });
    port = await server.listen({ host: "127.0.0.1", port: 0 });
  });
  afterAll(async () => {
    await server.close();
    await backend.close();
  });

  const post = (userId: unknown, headers: Readonly<Record<string, string>> = {}, remoteAddress = "127.0.0.1") =>
    server.app.inject({ method: "POST", url: "/v1/auth/development", payload: { userId }, headers, remoteAddress });
  const offered = async (headers: Readonly<Record<string, string>> = {}, remoteAddress = "127.0.0.1") => {
    const answer = await server.app.inject({ url: "/v1/auth/config", headers, remoteAddress });
    return authConfig.parse(answer.json()).development;
  };

  test("signs in as any user that has access, with a token like others", async () => {
    expect(await offered()).toEqual({
      users: [
        { id: "csm1", name: "csm1", role: "csm" },
        { id: "lead", name: "lead", role: "lead" },
        { id: "viewer", name: "viewer", role: "viewer" },
      ],
    });
    const { token } = (await post("csm1")).json<{ token: string }>();
    const hello = await server.app.inject({ url: "/v1/sync/hello?clientId=d", headers: { authorization: `Bearer ${token}` } });
    expect(hello.json()).toMatchObject({ user: { id: "csm1" }, tenant: { id: tenant } });
    for (const userId of ["csm2", "nobody", "stranger"]) expect((await post(userId)).statusCode, userId).toBe(403);
    for (const userId of [7, "", "../x", null]) expect((await post(userId)).statusCode, String(userId)).toBe(400);
  });

  test.each([
    ["a peer elsewhere", {}, "192.0.2.1"],
    ["a peer elsewhere, as IPv6 writes it", {}, "::ffff:192.0.2.1"],
    ["a proxy on this machine that speaks for somebody", { "x-forwarded-for": "127.0.0.1" }, "127.0.0.1"],
    ["a proxy of the newer kind", { forwarded: "for=127.0.0.1" }, "127.0.0.1"],
    ["a web page whose name was turned to this machine", { host: "attacker.example" }, "127.0.0.1"],
  ] as const)("is not there for %s", async (_who, headers, address) => {
    const answer = await post("lead", headers, address);
    expect([answer.statusCode, answer.json()]).toEqual([404, { error: { code: "not-found", message: "there is no such route" } }]);
    expect(await offered(headers, address)).toBeNull();
  });

  test("is not there unless it was asked for", async () => {
    const answer = await backend.server.app.inject({ method: "POST", url: "/v1/auth/development", payload: { userId: "lead" } });
    expect([answer.statusCode, answer.json()]).toEqual([404, { error: { code: "not-found", message: "there is no such route" } }]);
  });

  test("answers over a socket on loopback", async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request(
        { port, host: "127.0.0.1", path: "/v1/auth/development", method: "POST", headers: { "content-type": "application/json" } },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        },
      )
        .on("error", reject)
        .end(JSON.stringify({ userId: "lead" }));
    });
    expect(status).toBe(200);
  });
});

test.each([
  ["127.0.0.1", true],
  ["127.9.9.9", true],
  ["::1", true],
  ["::ffff:127.0.0.1", true],
  ["127.0.0.1.attacker.example", false],
  ["0.0.0.0", false],
  ["::", false],
  ["10.0.0.1", false],
  ["", false],
])("%s is loopback: %s", (address, loopback) => {
  expect([isLoopbackAddress(address), isLoopbackHost(address)]).toEqual([loopback, loopback]);
});
