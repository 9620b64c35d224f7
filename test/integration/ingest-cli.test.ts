import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openBackendStore } from "../../backend/storage/open-backend-store.ts";
import { accountsCsv, accountsEntry, usageEntry } from "../support/ingest/import-files.ts";

const root = resolve(import.meta.dirname, "../..");
const base = mkdtempSync(join(tmpdir(), "headroom-ingest-cli-"));
const folder = join(base, "in");
const map = join(base, "map.json");
const data = join(base, "data");
mkdirSync(folder);
writeFileSync(join(folder, "accounts.csv"), accountsCsv);
writeFileSync(join(folder, "usage.csv"), "account,time,users\nNYC,2026-01-05 08:00,10\nNYC,never,3\nNYC,2026-01-05 09:00,many\n");
writeFileSync(map, JSON.stringify({ version: 1, files: [accountsEntry, usageEntry] }));
afterAll(() => rmSync(base, { recursive: true, force: true }));

function headroom(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): { code: number | null; out: string; err: string } {
  const env = { ...process.env, DATABASE_URL: "", HEADROOM_TOKEN: "", ...environment };
  const run = spawnSync(process.execPath, [join(root, "backend/cli/headroom.ts"), "ingest", ...args], {
    encoding: "utf8",
    cwd: base,
    env,
    timeout: 100_000,
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

describe("headroom ingest", () => {
  it("prints the summary as JSON, writes every dropped row to the report, and stores nothing the second time", () => {
    const report = join(base, "report.ndjson");
    const first = headroom([folder, "--map", map, "--data", data, "--json", "--report", report]);
    expect([first.code, first.err]).toEqual([0, ""]);
    expect(JSON.parse(first.out)).toMatchObject({
      files: [
        { file: "accounts.csv", target: "accounts", read: 2, stored: 2, unchanged: 0, dropped: { total: 0, byReason: {} }, error: null },
        {
          file: "usage.csv",
          target: "usage",
          read: 3,
          stored: 1,
          unchanged: 0,
          dropped: { total: 2, byReason: { "bad-date": 1, "bad-number": 1 } },
          error: null,
        },
      ],
      total: { read: 5, stored: 3, unchanged: 0, dropped: { total: 2, byReason: { "bad-date": 1, "bad-number": 1 } } },
      counts: { accounts: 2, incidents: 0, incidentEvents: 0, series: 1 },
    });
    expect(
      readFileSync(report, "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      { file: "usage.csv", line: 3, reason: "bad-date", column: "time", message: '"never" is not a date as yyyy-MM-dd HH:mm' },
      { file: "usage.csv", line: 4, reason: "bad-number", column: "users", message: '"many" is not a number (decimal sign ".")' },
    ]);
    expect(JSON.parse(headroom([folder, "--map", map, "--data", data, "--json"]).out)).toMatchObject({
      total: { read: 5, stored: 0, unchanged: 3 },
    });
  });

  it("prints a table for people", () => {
    expect(headroom([folder, "--map", map, "--data", data]).out).toBe(
      [
        "file          target    read  stored  unchanged  dropped",
        "accounts.csv  accounts     2       0          2        0",
        "usage.csv     usage        3       0          1        2",
        "total                      5       0          3        2",
        "",
        "now stored: 2 accounts, 0 incidents with 0 events, 1 usage and quality series",
        "",
        "dropped:",
        '  usage.csv:3 [time] bad-date: "never" is not a date as yyyy-MM-dd HH:mm',
        '  usage.csv:4 [users] bad-number: "many" is not a number (decimal sign ".")',
        "",
      ].join("\n"),
    );
  });

  it("ends with 2 when a file cannot be read, after the others went in", () => {
    const other = join(base, "other");
    mkdirSync(other);
    writeFileSync(join(other, "accounts.csv"), accountsCsv);
    writeFileSync(join(other, "usage.csv"), Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0]));
    const run = headroom([other, "--map", map, "--data", join(base, "other-data"), "--json"]);
    expect(run.code).toBe(2);
    expect(run.err).toBe('headroom: usage.csv: it is no text but a ZIP archive or XLSX workbook (set "type": "xlsx")\n');
    expect(JSON.parse(run.out)).toMatchObject({ counts: { accounts: 2 }, files: [{ stored: 2 }, { read: 0 }] });
  });

  it("ends with 1 when there is no file that could be read, and says of each why", () => {
    const other = join(base, "binary");
    mkdirSync(other);
    writeFileSync(
      join(other, "accounts.csv"),
      Uint8Array.from({ length: 20_000 }, (_, i) => (i * 7_919 + (i >> 3)) % 256),
    );
    copyFileSync(process.execPath, join(other, "usage.csv"));
    const run = headroom([other, "--map", map, "--data", join(base, "binary-data"), "--json"]);
    expect(run.code).toBe(1);
    expect(run.err.split("\n")).toEqual([
      "headroom: accounts.csv: it is a binary file, not a table of text; export it as CSV or XLSX",
      expect.stringMatching(/^headroom: usage\.csv: it is no text but a program/),
      "",
    ]);
    expect(JSON.parse(run.out)).toMatchObject({ total: { read: 0, stored: 0 }, counts: { accounts: 0, series: 0 } });
  });

  it.each([
    [
      "a mapping that is broken",
      () => [folder, "--map", writeMap({ version: 1, files: [{ ...usageEntry, target: "useage" }] })],
      /^headroom: mapping .*: files\[0\]\.target: .*; see docs\/data-mapping\.md\n$/,
    ],
    ["a mapping that is no JSON", () => [folder, "--map", join(folder, "accounts.csv")], /^headroom: mapping .*: it is no JSON: .*\n$/],
    [
      "a mapping that is missing",
      () => [folder, "--map", join(base, "none.json")],
      /^headroom: cannot read the mapping .* \(ENOENT\): give its path with --map\n$/,
    ],
    [
      "a folder that is missing",
      () => [join(base, "none"), "--map", map],
      /^headroom: cannot read the folder .* \(ENOENT\): check the path\n$/,
    ],
    ["a file in place of the folder", () => [map, "--map", map], /^headroom: .* is not a folder: give the folder that holds the files\n$/],
    [
      "a report that cannot be written",
      () => [folder, "--map", map, "--report", join(base, "no/such/place")],
      /^headroom: cannot write the report .* \(ENOENT\): choose another place with --report\n$/,
    ],
    [
      "a server without a token",
      () => [folder, "--map", map, "--server", "http://127.0.0.1:1"],
      /^headroom: --server needs a token: put it into the environment as HEADROOM_TOKEN\n$/,
    ],
    [
      "a server elsewhere without TLS",
      () => [folder, "--map", map, "--server", "http://headroom.example.com"],
      /^headroom: http:\/\/headroom\.example\.com would carry the token and the data in the clear: give --server with https:\/\/\n$/,
    ],
    [
      "a server that is no address",
      () => [folder, "--map", map, "--server", "localhost"],
      /^headroom: localhost is no address: give --server like https:\/\/headroom\.example\.com\n$/,
    ],
  ])("says %s in one line with the remedy", (_name, args, message) => {
    const run = headroom(args());
    expect(run.err).toMatch(message);
    expect([run.code, run.out]).toEqual([1, ""]);
  });

  it.skipIf(!existsSync("/dev/full"))(
    `says that the disk is full${existsSync("/dev/full") ? "" : " (left out: this system has no /dev/full)"}`,
    () => {
      const run = headroom([folder, "--map", map, "--data", data, "--report", "/dev/full"]);
      expect(run).toEqual({
        code: 1,
        out: "",
        err: "headroom: the disk is full: free some space and run it again; what is stored already is left alone\n",
      });
    },
  );

  it("says that a running backend holds the folder, and how to import all the same", async () => {
    const held = join(base, "held");
    const store = await openBackendStore({ dataDir: held });
    try {
      const run = headroom([folder, "--map", map, "--data", held]);
      expect(run.err).toMatch(/^headroom: another Headroom is using .*; or import through the running backend with --server\n$/);
      expect(run.code).toBe(1);
    } finally {
      await store.close();
    }
  });
});

function writeMap(json: unknown): string {
  const path = join(base, "broken.json");
  writeFileSync(path, JSON.stringify(json));
  return path;
}
