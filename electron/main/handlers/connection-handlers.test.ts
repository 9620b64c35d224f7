import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AppInfo } from "../../../shared/bridge/contract.ts";
import { err, ok } from "../../../shared/kernel/result.ts";
import { ConnectionStore } from "../services/connection-store.ts";
import { connectionHandlers } from "./connection-handlers.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headroom-choose-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const token = "token-token-token-token";
const info = { version: "1" } as AppInfo;

async function bench(refuse = false) {
  const box = { seal: async () => "sealed", open: async () => token };
  const file = join(folder, "connection.json");
  const store = await ConnectionStore.open(file, box, null);
  const did: string[] = [];
  const handlers = connectionHandlers({
    store: async () => store,
    demoSize: "desk",
    info: () => info,
    checkRemote: async (origin) => {
      did.push(`check ${origin}`);
      return refuse ? err({ code: "unauthorized", message: "no" }) : ok({ user: "t/u" });
    },
    connected: async () => {
      did.push("connect");
    },
  });
  return { store, handlers, did, file };
}

describe("choosing a connection", () => {
  it("starts the demonstration company", async () => {
    const { handlers, store, did } = await bench();
    expect(await handlers["connection.choose"]({ mode: "demo" })).toEqual({ ok: true, value: info });
    expect([store.current, did]).toEqual([{ mode: "demo", size: "desk" }, ["connect"]]);
  });

  it("asks a company's backend before it believes in it", async () => {
    const { handlers, store, did } = await bench();
    await handlers["connection.choose"]({ mode: "remote", url: "https://hq.example.com/path?x", accessToken: token });
    expect(store.current).toEqual({ mode: "remote", url: "https://hq.example.com", token, user: "t/u" });
    expect(did).toEqual(["check https://hq.example.com", "connect"]);
  });

  it("leaves everything as it was when the backend refuses", async () => {
    const { handlers, store, did, file } = await bench(true);
    expect(await handlers["connection.choose"]({ mode: "remote", url: "https://hq.example.com", accessToken: token })).toEqual({
      ok: false,
      error: { code: "unauthorized", message: "no" },
    });
    expect([store.current, did]).toEqual([{ mode: "none" }, ["check https://hq.example.com"]]);
    expect(() => readFileSync(file)).toThrow("ENOENT");
  });

  it("sends no token over a network in the clear, nor to an address with a user name", async () => {
    const { handlers, did } = await bench();
    for (const url of ["http://hq.example.com", "https://ann:pw@hq.example.com"]) {
      expect(await handlers["connection.choose"]({ mode: "remote", url, accessToken: token })).toMatchObject({
        ok: false,
        error: { code: "bad-request" },
      });
    }
    expect(did).toEqual([]);
    expect(await handlers["connection.choose"]({ mode: "remote", url: "http://127.0.0.1:4000", accessToken: token })).toMatchObject({
      ok: true,
    });
  });

  it("can be left again", async () => {
    const { handlers, store } = await bench();
    await handlers["connection.choose"]({ mode: "demo" });
    await handlers["connection.leave"](undefined);
    expect(store.current).toEqual({ mode: "none" });
  });
});
