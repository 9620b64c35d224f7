import { describe, expect, it } from "vitest";
import type { Hello } from "../../../shared/sync/protocol.ts";
import { checkRemote } from "./check-remote.ts";

const greeting: Hello = {
  protocol: 1,
  epoch: "e",
  head: 1,
  floor: 0,
  schemaHash: "h",
  scopeVersion: 1,
  lastMutationId: 0,
  tenant: { id: "acme", name: "Acme" },
  user: { id: "ann", name: "Ann", role: "csm", locale: "en" },
  rows: {},
  now: "2026-11-20T18:00:00.000Z",
};

async function check(answer: () => Promise<Response>): Promise<unknown> {
  return await checkRemote("https://hq.example.com", "token-token-token-token", answer);
}

describe("signing in to a company's backend", () => {
  it("asks with the token and learns whose it is", async () => {
    const asked: unknown[] = [];
    const result = await checkRemote("https://hq.example.com", "token-token-token-token", async (url, init) => {
      asked.push(url, new Headers(init.headers).get("authorization"), init.redirect);
      return Response.json(greeting);
    });
    expect(result).toEqual({ ok: true, value: { user: "acme/ann", userName: "Ann" } });
    expect(asked).toEqual(["https://hq.example.com/v1/sync/hello?clientId=sign-in", "Bearer token-token-token-token", "error"]);
  });

  it("says what the backend says of a bad token", async () => {
    const error = { code: "unauthorized", message: "the access token is not known" };
    expect(await check(async () => Response.json({ error }, { status: 401 }))).toEqual({ ok: false, error });
  });

  it.each([
    ["nothing answers", () => Promise.reject(new TypeError("fetch failed"))],
    ["a web page answers", async () => new Response("<html>", { headers: { "content-type": "text/html" } })],
    ["another protocol answers", async () => Response.json({ ...greeting, protocol: 2 })],
    ["another program refuses", async () => Response.json({ oops: true }, { status: 500 })],
  ])("is unavailable when %s", async (_name, answer) => {
    expect(await check(answer)).toMatchObject({ ok: false, error: { code: "unavailable" } });
  });
});
