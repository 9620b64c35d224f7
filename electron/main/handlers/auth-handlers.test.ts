import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AppInfo } from "../../../shared/bridge/app-info.ts";
import type { BridgeError } from "../../../shared/bridge/contract.ts";
import { type Result, err, ok } from "../../../shared/kernel/result.ts";
import { ConnectionStore, type Identity, profileOf } from "../services/connection-store.ts";
import { authHandlers } from "./auth-handlers.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headroom-choose-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const token = "token-token-token-token";
const url = "https://hq.example.com";
const info = { version: "1" } as AppInfo;
const provider = { issuer: "https://id.example.com", clientId: "desk", scope: "openid", resource: null };
const ann = { user: "t/ann", userName: "Ann" };
const bo = { user: "t/bo", userName: "Bo" };

async function bench() {
  const box = { seal: async (text: string) => text, open: async (sealed: string) => sealed, needsVault: async () => false };
  const file = join(folder, "connection.json");
  const store = await ConnectionStore.open(file, box);
  const did: string[] = [];
  const users: Result<Identity, BridgeError>[] = [];
  let signIns = 0;
  const handlers = authHandlers({
    store: async () => store,
    demo: { mode: "demo", size: "desk" },
    info: () => info,
    ways: async (origin) => {
      did.push(`ways ${origin}`);
      return ok({ oidc: provider, development: null });
    },
    flow: {
      run: async () => {
        signIns += 1;
        return ok({ provider, grant: { accessToken: `a${signIns}`, expiresInS: 60, refreshToken: `r${signIns}` } });
      },
      cancel: () => did.push("cancel"),
    },
    developmentToken: async (_origin, userId) => ok(`development-token-of-${userId}`),
    whoIs: async (origin, asked) => {
      did.push(`who is ${asked} at ${origin}`);
      return users.shift() ?? ok(ann);
    },
    connected: async (grant) => {
      did.push(`connect ${grant?.accessToken ?? "-"}`);
    },
    revoke: ({ refreshToken }) => did.push(`revoke ${refreshToken}`),
    closeProfile: async (profile, forget) => {
      did.push(`${forget ? "forget" : "close"} ${profile}`);
    },
  });
  return { store, handlers, did, file, users };
}

describe("choosing a connection", () => {
  it("starts the demonstration company", async () => {
    const { handlers, store, did } = await bench();
    expect(await handlers["connection.choose"]({ mode: "demo" })).toEqual({ ok: true, value: info });
    expect([store.current, did]).toEqual([{ mode: "demo", size: "desk" }, ["connect -"]]);
  });

  it("asks a company's backend whose the token is before it believes in it", async () => {
    const { handlers, store, did } = await bench();
    await handlers["connection.choose"]({ mode: "remote", url: `${url}/path?x`, accessToken: token });
    expect(store.current).toEqual({ mode: "remote", url, ...ann, credential: { signIn: "token", token } });
    expect(did).toEqual([`who is ${token} at ${url}`, "connect -"]);
  });

  it("leaves everything as it was when the backend refuses", async () => {
    const { handlers, store, did, file, users } = await bench();
    users.push(err({ code: "unauthorized", message: "no" }));
    expect(await handlers["connection.choose"]({ mode: "remote", url, accessToken: token })).toEqual({
      ok: false,
      error: { code: "unauthorized", message: "no" },
    });
    expect([store.current, did]).toEqual([{ mode: "none" }, [`who is ${token} at ${url}`]]);
    expect(() => readFileSync(file)).toThrow("ENOENT");
  });

  it("asks nothing of an address in the clear or with a user name", async () => {
    const { handlers, did } = await bench();
    for (const bad of ["http://hq.example.com", "https://ann:pw@hq.example.com"]) {
      const refused = { ok: false, error: { code: "bad-request" } };
      expect(await handlers["connection.choose"]({ mode: "remote", url: bad, accessToken: token })).toMatchObject(refused);
      expect(await handlers["auth.ways"]({ url: bad })).toMatchObject(refused);
      expect(await handlers["auth.begin"]({ url: bad })).toMatchObject(refused);
      expect(await handlers["auth.development"]({ url: bad, userId: "ann" })).toMatchObject(refused);
    }
    expect(did).toEqual([]);
    expect(await handlers["auth.ways"]({ url: "http://127.0.0.1:4000" })).toMatchObject({ ok: true });
  });
});

describe("signing in with the company's identity provider", () => {
  it("keeps the refresh token with the user whom the backend names, and goes on with the access token", async () => {
    const { handlers, store, did } = await bench();
    expect(await handlers["auth.begin"]({ url })).toEqual({ ok: true, value: info });
    expect(store.current).toEqual({ mode: "remote", url, ...ann, credential: { signIn: "oidc", provider, refreshToken: "r1" } });
    expect(did).toEqual([`who is a1 at ${url}`, "connect a1"]);
  });

  it("of somebody whom the backend does not know changes nothing and gives the tokens back", async () => {
    const { handlers, store, did, users } = await bench();
    users.push(err({ code: "forbidden", message: "nobody here" }));
    expect(await handlers["auth.begin"]({ url })).toMatchObject({ ok: false, error: { code: "forbidden" } });
    expect([store.current, did]).toEqual([{ mode: "none" }, [`who is a1 at ${url}`, "revoke r1"]]);
  });

  it("again as the same user keeps his database open, and revokes nothing that may be one with the new tokens", async () => {
    const { handlers, store, did } = await bench();
    await handlers["auth.begin"]({ url });
    const profile = profileOf(store.current);
    await handlers["auth.begin"]({ url });
    expect(profileOf(store.current)).toBe(profile);
    expect(did.slice(2)).toEqual([`who is a2 at ${url}`, "connect a2"]);
  });

  it("as another user closes the first one's database and ends his tokens", async () => {
    const { handlers, store, did, users } = await bench();
    users.push(ok(ann), ok(bo));
    await handlers["auth.begin"]({ url });
    const first = profileOf(store.current);
    await handlers["auth.begin"]({ url, another: true });
    expect(profileOf(store.current)).not.toBe(first);
    expect(did.slice(2)).toEqual([`who is a2 at ${url}`, `close ${first}`, "revoke r1", "connect a2"]);
  });
});

describe("signing out", () => {
  it("ends the session and keeps what is on the laptop, unless it is to be forgotten", async () => {
    for (const forget of [false, true]) {
      const { handlers, store, did } = await bench();
      await handlers["auth.begin"]({ url });
      const profile = profileOf(store.current);
      await handlers["auth.sign-out"]({ forget });
      expect(store.current).toEqual({ mode: "none" });
      expect(did.slice(2)).toEqual(["cancel", `${forget ? "forget" : "close"} ${profile}`, "revoke r1", "connect -"]);
    }
  });
});
