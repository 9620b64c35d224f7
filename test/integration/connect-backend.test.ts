import { spawn } from "node:child_process";
import { createServer, type Server, type ServerResponse } from "node:http";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createToken } from "../../backend/auth/tokens.ts";
import { openBackendStore } from "../../backend/storage/open-backend-store.ts";
import { hourMs } from "../../shared/domain/metrics/series.ts";
import { connectorList, type ConnectorStatus } from "../../shared/sync/connectors.ts";
import { unpackValues } from "../../shared/sync/chunks.ts";
import { BackendChild } from "../support/backend-child.ts";
import { accountRecord, userRecord } from "../support/backend.ts";

const root = resolve(import.meta.dirname, "../..");
const examples = join(root, "docs/examples/ingest-client");
const patience = 300_000;
const tenant = "default";

let folder = "";
let dataDir = "";
let token = "";
let backend: BackendChild;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "headroom-connect-"));
  dataDir = join(folder, "data");
  const store = await openBackendStore({ dataDir });
  await (await store.importStore(tenant)).putRecords([userRecord("admin", "admin"), accountRecord("acc1", null)]);
  token = (await createToken(store.db, { tenantId: tenant, userId: "admin" }, "test", 10, Date.now())).token;
  await store.close();
  process.env["HEADROOM_CONNECTOR_HOSTS"] = "127.0.0.1";
  backend = new BackendChild({ dataDir }, "--tenant", tenant);
  await backend.start();
}, patience);
afterAll(async () => {
  delete process.env["HEADROOM_CONNECTOR_HOSTS"];
  await backend.kill("SIGTERM");
  rmSync(folder, { recursive: true, force: true });
}, patience);

const server = (): string => `http://127.0.0.1:${backend.port}`;

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

async function run(program: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const child = spawn(program, args, { cwd: examples, env: { ...process.env, HEADROOM_TOKEN: token, HEADROOM: server(), ...environment } });
  let [out, err] = ["", ""];
  child.stdout.on("data", (data: Buffer) => (out += data.toString("utf8")));
  child.stderr.on("data", (data: Buffer) => (err += data.toString("utf8")));
  const code = await new Promise<number | null>((done, failed) => child.once("close", done).once("error", failed));
  return { code, out, err };
}

const node = (...args: readonly string[]): Promise<Ended> => run(process.execPath, args);
const headroom = (...args: readonly string[]): Promise<Ended> =>
  node(join(root, "backend/cli/headroom.ts"), "connector", ...args, "--server", server());

async function status(name: string): Promise<ConnectorStatus> {
  const answer = await fetch(`${server()}/v1/connectors`, { headers: { authorization: `Bearer ${token}` } });
  const found = connectorList.parse(await answer.json()).connectors.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no connector ${name}`);
  return found;
}

/** Until a connector stands so; the test's own time ends one that never does. */
async function until(name: string, holds: (status: ConnectorStatus) => boolean): Promise<ConnectorStatus> {
  for (;;) {
    const now = await status(name);
    if (holds(now)) return now;
    await sleep(50);
  }
}

function writeConfig(name: string, config: object): string {
  const path = join(folder, `${name}.json`);
  writeFileSync(path, JSON.stringify(config));
  return path;
}

it(
  "the client of the documentation sends its files, and sending them again stores nothing",
  async () => {
    const args = ["ingest.mjs", server(), "mapping.json", "accounts", "accounts.csv", "usage", "usage.ndjson"];
    const first = await node(...args);
    expect(first).toEqual({
      code: 0,
      out: "accounts.csv: read 2, stored 2, unchanged 0, dropped 0\nusage.ndjson: read 4, stored 3, unchanged 0, dropped 1\n",
      err: 'usage.ndjson:4 unknown-account: no account is known by code "UNKNOWN"\n',
    });
    const second = await node(...args);
    expect(second.out).toBe(
      "accounts.csv: read 2, stored 0, unchanged 2, dropped 0\nusage.ndjson: read 4, stored 0, unchanged 3, dropped 1\n",
    );
    const wrong = await run(process.execPath, args, { HEADROOM_TOKEN: "wrong-token-of-nobody" });
    expect([wrong.code, wrong.err]).toEqual([1, "mapping: the token is unknown or has expired\n"]);
  },
  patience,
);

it(
  "the lines of the documentation for curl work as they stand",
  async () => {
    const guide = readFileSync(join(root, "docs/ingest-api.md"), "utf8");
    const blocks = [...guide.matchAll(/```sh run\n([\s\S]*?)```/g)].map(([, block]) => block ?? "");
    expect(blocks.length).toBeGreaterThanOrEqual(4);
    for (const block of blocks) {
      const ended = await run("bash", ["-euo", "pipefail", "-c", block]);
      expect([block, ended.code, ended.err]).toEqual([block, 0, ""]);
    }
  },
  patience,
);

it(
  "a webhook is made, takes signed deliveries, and its rows are stored soon after",
  async () => {
    const config = writeConfig("pager", {
      kind: "webhook",
      mapping: {
        version: 1,
        source: "pager",
        files: [
          {
            files: "*",
            target: "incidents",
            account: { by: "code", column: "data.customer", otherwise: "none" },
            fields: {
              number: "data.number",
              title: "data.title",
              severity: "data.severity",
              state: "data.state",
              at: { column: "timestamp", date: "iso" },
            },
          },
        ],
      },
    });
    const made = await headroom("add", "pager", "--config", config);
    expect([made.code, made.err]).toEqual([0, ""]);
    const secret = made.out.trim();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const { source } = await status("pager");
    const send = (by: string): Promise<Ended> =>
      run(process.execPath, ["send-webhook.mjs", `${server()}${source}`, "message.json", "msg_1"], { HEADROOM_WEBHOOK_SECRET: by });
    expect(await send(secret)).toMatchObject({ code: 0, out: '200 {"status":"accepted"}\n' });
    expect(await send(secret)).toMatchObject({ code: 0, out: '200 {"status":"repeated"}\n' });
    expect((await send("whsec_AAAA")).code).toBe(1);
    const stored = await until("pager", ({ total }) => total.read > 0);
    expect(stored.total).toMatchObject({ read: 1, stored: 1 });
    const listed = await headroom("list");
    expect(listed.out).toMatch(/^pager\twebhook\t(?:ok|running)\t/m);
    expect((await headroom("status", "pager")).out).toContain("since made    read 1, stored 1, unchanged 0, dropped 0");
    expect(`${backend.said}${listed.out}`).not.toContain(secret);
    expect((await headroom("remove", "pager")).code).toBe(0);
    expect((await headroom("status", "pager")).err).toBe("headroom: there is no connector pager: see headroom connector list\n");
  },
  patience,
);

it(
  "a backend that is killed while it reads a source goes on there: every hour once",
  async () => {
    const lastMs = Math.floor(Date.now() / hourMs) * hourMs;
    const asked: { readonly fromS: number; readonly toS: number }[] = [];
    let held: ServerResponse | null = null;
    let holdAt = 3;
    const figure = (atS: number): number => (atS / 3_600) % 997;
    const source: Server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        const form = new URLSearchParams(Buffer.concat(parts).toString("utf8"));
        const window = { fromS: Number(form.get("start")), toS: Number(form.get("end")) };
        asked.push(window);
        if (asked.length === holdAt) {
          held = response;
          return;
        }
        const values: [number, string][] = [];
        for (let atS = window.fromS; atS <= window.toS; atS += 3_600) values.push([atS, String(figure(atS))]);
        response.end(
          JSON.stringify({ status: "success", data: { resultType: "matrix", result: [{ metric: { customer: "ACC1" }, values }] } }),
        );
      });
    });
    await new Promise<void>((listening) => source.listen(0, "127.0.0.1", listening));
    try {
      const config = writeConfig("prom", {
        kind: "prometheus",
        url: `http://127.0.0.1:${(source.address() as AddressInfo).port}`,
        historyDays: 5,
        windowHours: 24,
        overlapHours: 2,
        delayMinutes: 0,
        queries: [{ name: "online", query: "x", metric: "pcu", unit: "users", account: { by: "code", label: "customer" } }],
      });
      expect((await headroom("add", "prom", "--config", config)).err).toBe("");
      while (held === null) await sleep(20);
      await backend.kill("SIGKILL");
      holdAt = -1;
      await backend.start();
      const ended = await until("prom", ({ last }) => last !== null && last.fault === null && last.backlog === 0);
      // Two windows were stored before the end; the second run begins two hours before their end.
      const before = asked.slice(0, 2);
      expect(before.map(({ fromS, toS }) => (toS - fromS) / 3_600 + 1)).toEqual([24, 24]);
      expect(asked[3]?.fromS).toBe((before[1]?.toS ?? 0) + 3_600 - 2 * 3_600);
      expect(ended.last?.rows.unchanged).toBe(2);
      await backend.kill("SIGTERM");
      const store = await openBackendStore({ dataDir });
      const rows = await store.db.withTenant({ tenantId: tenant, userId: "test", service: true }, ({ db }) =>
        db
          .selectFrom("metric_chunk")
          .select(["month", "region", "encoding", "bytes"])
          .where("tenant_id", "=", tenant)
          .where("account_id", "=", "acc1")
          .orderBy("month")
          .execute(),
      );
      await store.close();
      await backend.start();
      const hours = new Map<number, number>();
      for (const { month, encoding, bytes } of rows) {
        const startMs = Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1, 1);
        const length = (Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1) - startMs) / hourMs;
        unpackValues(encoding, bytes, length).forEach((value, hour) => {
          if (!Number.isNaN(value)) hours.set(startMs + hour * hourMs, value);
        });
      }
      const firstMs = (asked[0]?.fromS ?? 0) * 1_000 - hourMs;
      const wanted = new Map<number, number>();
      const endMs = Math.max(...asked.map(({ toS }) => toS)) * 1_000;
      for (let ms = firstMs; ms < endMs; ms += hourMs) wanted.set(ms, figure((ms + hourMs) / 1_000));
      expect(endMs).toBeGreaterThanOrEqual(lastMs);
      expect([...hours].sort(([a], [b]) => a - b)).toEqual([...wanted]);
    } finally {
      source.closeAllConnections();
      await new Promise((closed) => source.close(closed));
    }
  },
  patience,
);
