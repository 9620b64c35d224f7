import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importFolder } from "../../backend/ingest/folder-import.ts";
import { checkMapping } from "../../backend/ingest/mapping.ts";
import { RemoteError, RemoteImportStore } from "../../backend/ingest/remote-store.ts";
import { type BackendServer, createServer } from "../../backend/server/create-server.ts";
import { serviceScope } from "../../backend/storage/database.ts";
import { type BackendStore, openBackendStore } from "../../backend/storage/open-backend-store.ts";
import { putUsers } from "../../backend/storage/tenants.ts";
import { systemClock } from "../../shared/kernel/clock.ts";
import { seededRandom } from "../../shared/kernel/random.ts";
import { accountsCsv, accountsEntry, usageEntry } from "../support/ingest/import-files.ts";

const scope = (userId: string): { tenantId: string; userId: string } => ({ tenantId: "default", userId });
const tokens = { lead: "lead-token", viewer: "viewer-token", csm: "csm-token" } as const;
const dataDir = mkdtempSync(join(tmpdir(), "headroom-ingest-http-"));
const mapping = { version: 1, source: "test", files: [accountsEntry, usageEntry] };

let store: BackendStore;
let server: BackendServer;
let address: string;

beforeAll(async () => {
  store = await openBackendStore({ dataDir });
  await store.importStore();
  await store.db.withTenant(serviceScope("default", "setup"), (tx) =>
    putUsers(tx, [
      { id: "lead", name: "Lead", role: "lead", locale: "en" },
      { id: "viewer", name: "Viewer", role: "viewer", locale: "en" },
      { id: "csm", name: "Manager", role: "csm", locale: "en" },
    ]),
  );
  const fixedTokens = (["lead", "viewer", "csm"] as const).map((user) => ({ token: tokens[user], scope: scope(user) }));
  server = await createServer({ db: store.db, clock: systemClock, random: seededRandom(1), fixedTokens });
  address = `http://127.0.0.1:${await server.listen({ host: "127.0.0.1", port: 0 })}`;
});
afterAll(async () => {
  await server.close();
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function ask(
  method: string,
  path: string,
  options: { token?: string; type?: string; body?: string | Uint8Array<ArrayBuffer>; headers?: Record<string, string> } = {},
): Promise<{ status: number; json: unknown }> {
  const answer = await fetch(`${address}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${options.token ?? tokens.lead}`,
      ...(options.type === undefined ? {} : { "content-type": options.type }),
      ...options.headers,
    },
    ...(options.body === undefined ? {} : { body: options.body }),
  });
  return { status: answer.status, json: await answer.json() };
}

describe("the ingest API", () => {
  it("imports tables with a stored mapping, plain and packed, and again without a change", async () => {
    expect(await ask("PUT", "/v1/ingest/mappings/exports", { type: "application/json", body: JSON.stringify(mapping) })).toEqual({
      status: 200,
      json: { name: "exports" },
    });
    expect((await ask("GET", "/v1/ingest/mappings")).json).toEqual({ names: ["exports"] });
    const accounts = await ask("POST", "/v1/ingest/accounts?mapping=exports&file=accounts.csv", { type: "text/csv", body: accountsCsv });
    expect(accounts).toMatchObject({ status: 200, json: { total: { read: 2, stored: 2 }, counts: { accounts: 2 } } });
    const rows = "account,time,users\nNYC,2026-01-05 08:00,10\nNYC,2026-01-05 08:30,30\nNYC,2026-01-05,1\n";
    const packed = new Uint8Array(gzipSync(rows));
    const usage = await ask("POST", "/v1/ingest/usage?mapping=exports&file=usage.csv", {
      type: "text/csv",
      headers: { "content-encoding": "gzip" },
      body: packed,
    });
    expect(usage).toMatchObject({
      status: 200,
      json: {
        total: { read: 3, stored: 2, unchanged: 0, dropped: { total: 1, byReason: { "bad-date": 1 } } },
        counts: { series: 1 },
        firstFaults: [{ file: "usage.csv", line: 4, column: "time", reason: "bad-date" }],
      },
    });
    const again = await ask("POST", "/v1/ingest/usage?mapping=exports&file=usage.csv", { type: "text/csv", body: rows });
    expect(again.json).toMatchObject({ total: { read: 3, stored: 0, unchanged: 2 } });
  });

  it("takes a mapping with the request", async () => {
    const entry = { ...usageEntry, fields: { at: { column: "t", date: "iso" }, value: "n" }, account: { by: "code", value: "V2X" } };
    const inline = encodeURIComponent(JSON.stringify({ version: 1, files: [entry] }));
    const answer = await ask("POST", `/v1/ingest/usage?inline=${inline}`, {
      type: "application/x-ndjson",
      body: '{"t":"2026-01-05T08:00:00Z","n":7}\n',
    });
    expect(answer).toMatchObject({ status: 200, json: { files: [{ file: "usage.ndjson", read: 1, stored: 1 }] } });
  });

  it("lets only leads and administrators import", async () => {
    for (const token of [tokens.viewer, tokens.csm]) {
      expect((await ask("POST", "/v1/ingest/accounts?mapping=exports", { token, type: "text/csv", body: accountsCsv })).status).toBe(403);
      expect((await ask("PUT", "/v1/ingest/mappings/x", { token, type: "application/json", body: "{}" })).status).toBe(403);
      expect((await ask("GET", "/v1/ingest/counts", { token })).status).toBe(403);
    }
    expect(
      (await ask("POST", "/v1/ingest/accounts?mapping=exports", { token: "nobody", type: "text/csv", body: accountsCsv })).status,
    ).toBe(401);
  });

  it.each([
    [
      "PUT",
      "/v1/ingest/mappings/bad",
      "application/json",
      JSON.stringify({ version: 1, files: [{ ...usageEntry, target: "useage" }] }),
      400,
      /files\[0\]\.target/,
    ],
    ["POST", "/v1/ingest/usage", "text/csv", "a\n", 400, /give either mapping/],
    ["POST", "/v1/ingest/usage?mapping=missing", "text/csv", "a\n", 404, /PUT \/v1\/ingest\/mappings\/missing/],
    ["POST", "/v1/ingest/usage?inline=%7B", "text/csv", "a\n", 400, /no JSON/],
    ["POST", "/v1/ingest/contacts?mapping=exports", "text/csv", "a\n", 400, /no entry for contacts/],
    ["POST", "/v1/ingest/users?mapping=exports", "text/csv", "a\n", 400, /./],
    [
      "POST",
      "/v1/ingest/batch/records",
      "application/json",
      JSON.stringify({ records: [{ kind: "user", id: "u", fields: {}, defaults: {} }] }),
      400,
      /./,
    ],
    [
      "POST",
      "/v1/ingest/batch/records",
      "application/json",
      JSON.stringify({ records: [{ kind: "account", id: "a", fields: { name: "x", evil: 1 }, defaults: {} }] }),
      400,
      /records\/0\//,
    ],
    [
      "POST",
      "/v1/ingest/batch/chunks",
      "application/json",
      JSON.stringify({
        merge: "max",
        chunks: [
          {
            accountId: "a",
            metric: "pcu",
            region: "na-east",
            carrier: null,
            month: "2026-02",
            values: Array.from({ length: 744 }, () => 1),
          },
        ],
      }),
      400,
      /2026-02 has 672 hours/,
    ],
  ] as const)("refuses %s %s with %s %s", async (method, path, type, body, status, message) => {
    const answer = await ask(method, path, { type, body });
    expect(answer.status).toBe(status);
    expect((answer.json as { error: { message: string } }).error.message).toMatch(message);
  });

  it("says with 422 that a body could not be read, and what was stored of it", async () => {
    const answer = await ask("POST", "/v1/ingest/accounts?mapping=exports", {
      type: "text/csv",
      body: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]),
    });
    expect(answer).toMatchObject({ status: 422, json: { files: [{ read: 0, error: "it is no text but a PNG picture" }] } });
  });

  it("answers also when the import gives up on a large body before its end", async () => {
    const noise = new Uint8Array(8 * 1024 * 1024).map((_, i) => (i * 7919) % 256);
    const answer = await ask("POST", "/v1/ingest/accounts?mapping=exports", { type: "text/csv", body: noise });
    expect(answer).toMatchObject({
      status: 422,
      json: { files: [{ error: "it is a binary file, not a table of text; export it as CSV or XLSX" }] },
    });
    const large = await ask("POST", "/v1/ingest/accounts?mapping=exports", {
      type: "text/csv",
      body: `${accountsCsv}${"x".repeat(66 * 1024 * 1024)}`,
    });
    expect(large).toMatchObject({
      status: 422,
      json: { files: [{ read: 2, unchanged: 2, error: expect.stringMatching(/larger than 64 MiB/) as string }] },
    });
  });

  it("is in the served description", async () => {
    const { json } = await ask("GET", "/v1/openapi.json");
    const paths = Object.keys((json as { paths: object }).paths).filter((path) => path.startsWith("/v1/ingest"));
    expect(paths.toSorted()).toEqual([
      "/v1/ingest/accounts",
      "/v1/ingest/batch/chunks",
      "/v1/ingest/batch/detail-chunks",
      "/v1/ingest/batch/records",
      "/v1/ingest/counts",
      "/v1/ingest/mapping-schema",
      "/v1/ingest/mappings",
      "/v1/ingest/mappings/{name}",
      "/v1/ingest/webhooks/{connector}",
      "/v1/ingest/{target}",
    ]);
  });

  it("takes a folder from the command on another machine, with the same result as at home", async () => {
    const folder = mkdtempSync(join(tmpdir(), "headroom-ingest-folder-"));
    try {
      writeFileSync(join(folder, "accounts.csv"), accountsCsv);
      writeFileSync(join(folder, "usage.csv"), "account,time,users\nNYC,2026-02-05 08:00,10\nNYC,2026-02-05 08:30,30\n");
      const checked = checkMapping(mapping);
      if (!checked.ok) throw new Error(checked.error.message);
      const remote = new RemoteImportStore(address, tokens.lead);
      const first = await importFolder(folder, checked.value, remote, () => undefined);
      expect(first.files.map(({ file, stored, unchanged }) => [file, stored, unchanged])).toEqual([
        ["accounts.csv", 0, 2],
        ["usage.csv", 2, 0],
      ]);
      expect((await importFolder(folder, checked.value, remote, () => undefined)).total).toMatchObject({ stored: 0, unchanged: 4 });
      await expect(new RemoteImportStore(address, "nobody").counts()).rejects.toThrow(RemoteError);
      await expect(new RemoteImportStore("http://127.0.0.1:1", tokens.lead, 1).counts()).rejects.toThrow(/does not answer/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
