import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type FolderDisk, systemDisk } from "../../backend/connect/folder/folder-disk.ts";
import type { RunPorts } from "../../backend/connect/run-connector.ts";
import { serviceScope } from "../../backend/storage/database.ts";
import { engines, startTestBackend, tenant, testStartMs, type TestBackend } from "../support/backend.ts";
import { addTestConnector, forgetConnectors, runOnce, storedConnector, storedHours } from "../support/connector-runs.ts";

const mapping = {
  version: 1,
  files: [
    {
      files: "usage*.csv",
      target: "usage",
      account: { by: "code", column: "customer" },
      fields: { at: { column: "at", date: "iso" }, value: "users" },
    },
    {
      files: "**/online.ndjson",
      target: "usage",
      account: { by: "code", column: "customer" },
      fields: { at: { column: "at", date: "iso" }, value: "users" },
    },
  ],
};
const header = "customer,at,users\n";
const good = `${header}ACC1,2026-10-01T00:00:00Z,100\nACC1,2026-10-01T01:00:00Z,110\n`;

describe.each(engines)("a watched folder, on %s,", (engine) => {
  let backend: TestBackend;
  let folder = "";
  let nowMs = testStartMs;
  const clock = { now: () => nowMs };
  beforeAll(async () => {
    backend = await startTestBackend(engine);
  });
  afterAll(() => backend.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "headroom-watch-"));
    nowMs = testStartMs;
  });
  afterEach(async () => {
    await forgetConnectors(backend.test.store.db);
    rmSync(folder, { recursive: true, force: true });
  });
  const add = (more: object = {}): Promise<unknown> =>
    addTestConnector(backend.test.store.db, "drop", { kind: "folder", folder, ready: "renamed", mapping, ...more });
  const run = (more: Partial<RunPorts> = {}) => runOnce(backend.test.store.db, "drop", { clock, ...more });
  const put = (name: string, text: string | Uint8Array): void => writeFileSync(join(folder, name), text);
  const tree = (): readonly string[] =>
    (readdirSync(folder, { recursive: true }) as string[])
      .filter((name) => !statSync(join(folder, name), { throwIfNoEntry: false })?.isDirectory())
      .sort();

  it("takes a file once, lays it into done with a report, and tells up to when its data reaches", async () => {
    await add();
    put("usage.csv", `${good}NOBODY,2026-10-01T00:00:00Z,1\n=cmd|'/c calc'!A0,2026-10-01T00:00:00Z,1\nACC2,yesterday,4\n`);
    utimesSync(join(folder, "usage.csv"), new Date(testStartMs - 60_000), new Date(testStartMs - 60_000));
    const report = await run();
    expect(report).toMatchObject({
      fault: null,
      notes: [],
      rows: { read: 5, stored: 2, unchanged: 0, dropped: 3, byReason: { "unknown-account": 2, "bad-date": 1 } },
    });
    expect(tree()).toEqual(["done/usage.csv", "done/usage.csv.report.csv"]);
    expect(readFileSync(join(folder, "done/usage.csv.report.csv"), "utf8")).toBe(
      [
        "\uFEFFfile,line,column,reason,message",
        'usage.csv,,,read,"read 5, stored 2, unchanged 0, dropped 3"',
        'usage.csv,4,customer,unknown-account,"no account is known by code ""NOBODY"""',
        `usage.csv,5,customer,unknown-account,"no account is known by code ""=cmd|'/c calc'!A0"""`,
        'usage.csv,6,at,bad-date,"""yesterday"" is not a date as iso"',
        "",
      ].join("\r\n"),
    );
    expect(await storedHours(backend.test.store.db)).toEqual({ "acc1 pcu cn-east": { "2026-10-01T00": 100, "2026-10-01T01": 110 } });
    expect((await storedConnector(backend.test.store.db, "drop")).dataUpTo?.getTime()).toBe(testStartMs - 60_000);
  });

  it("takes nothing that is still being written", async () => {
    await add({ ready: "settled", settleSeconds: 10 });
    put("usage.csv", header);
    put("usage-2.csv.part", good);
    put(".usage-3.csv", good);
    expect((await run()).backlog).toBe(1);
    nowMs += 9_000;
    put("usage.csv", good);
    utimesSync(join(folder, "usage.csv"), new Date(testStartMs), new Date(testStartMs + 5_000));
    expect((await run()).backlog).toBe(1);
    nowMs += 9_000;
    expect((await run()).rows.read).toBe(0);
    nowMs += 1_000;
    expect((await run()).rows.stored).toBe(2);
    renameSync(join(folder, "usage-2.csv.part"), join(folder, "usage-2.csv"));
    await run();
    nowMs += 10_000;
    await run();
    expect(tree()).toEqual([
      ".usage-3.csv",
      "done/usage-2.csv",
      "done/usage-2.csv.report.csv",
      "done/usage.csv",
      "done/usage.csv.report.csv",
    ]);
  });

  it("imports the same content once, whatever it is called, and another content of the same name", async () => {
    await add();
    put("usage.csv", good);
    await run();
    put("usage.csv", good);
    put("usage-again.csv", good);
    expect((await run()).rows.read).toBe(0);
    put("usage.csv", `${header}ACC1,2026-10-01T00:00:00Z,120\n`);
    expect((await run()).rows).toMatchObject({ read: 1, stored: 1 });
    expect(tree().filter((name) => !name.includes("report"))).toEqual([
      "done/usage-again.csv",
      "done/usage.2.csv",
      "done/usage.3.csv",
      "done/usage.csv",
    ]);
    expect(readFileSync(join(folder, "done/usage.2.csv.report.csv"), "utf8")).toContain("the same content as done/usage.csv, taken on ");
  });

  it("lays what it cannot read into failed, and reads it when it is mended", async () => {
    await add();
    put("usage-bad.csv", "kunde,zeit\n1,2\n");
    put("strange.txt", "?");
    const report = await run();
    expect(report.notes).toEqual([
      { code: "file-failed", detail: "usage-bad.csv", count: 1 },
      { code: "file-failed", detail: "strange.txt", count: 1 },
    ]);
    expect(tree()).toEqual([
      "failed/strange.txt",
      "failed/strange.txt.report.csv",
      "failed/usage-bad.csv",
      "failed/usage-bad.csv.report.csv",
    ]);
    expect(readFileSync(join(folder, "failed/usage-bad.csv.report.csv"), "utf8")).toContain("usage-bad.csv,,,not-read,");
    put("usage-bad.csv", good);
    expect((await run()).rows.stored).toBe(2);
  });

  it("follows no link, neither of a file nor of a folder", async () => {
    const outside = mkdtempSync(join(tmpdir(), "headroom-outside-"));
    writeFileSync(join(outside, "usage-secret.csv"), good);
    writeFileSync(join(outside, "online.ndjson"), "{}");
    await add();
    symlinkSync(join(outside, "usage-secret.csv"), join(folder, "usage-link.csv"));
    symlinkSync(outside, join(folder, "sub"));
    const report = await run();
    expect([report.rows.read, report.notes.map(({ code, detail }) => [code, detail]).sort()]).toEqual([
      0,
      [
        ["file-refused", "sub"],
        ["file-refused", "usage-link.csv"],
      ],
    ]);
    // A folder that becomes a link between the look and the opening.
    mkdirSync(join(folder, "day"));
    put("day/online.ndjson", `${JSON.stringify({ customer: "ACC1", at: "2026-10-02T00:00:00Z", users: 5 })}\n`);
    const disk: FolderDisk = {
      ...systemDisk,
      open: (where, name) => {
        rmSync(join(folder, "day"), { recursive: true });
        symlinkSync(outside, join(folder, "day"));
        return systemDisk.open(where, name);
      },
    };
    const swapped = await run({ disk });
    expect([swapped.rows.read, swapped.notes.some(({ detail }) => detail === "day/online.ndjson")]).toEqual([0, true]);
    expect(readdirSync(outside).sort()).toEqual(["online.ndjson", "usage-secret.csv"]);
    rmSync(outside, { recursive: true });
  });

  it("leaves alone what it may not read, and says so; a folder that is not there too", async () => {
    await add();
    put("usage-a.csv", good);
    put("usage-b.csv", good.replaceAll("ACC1", "ACC2"));
    const disk: FolderDisk = {
      ...systemDisk,
      open: (where, name) =>
        name === "usage-a.csv" ? Promise.reject(Object.assign(new Error("denied"), { code: "EACCES" })) : systemDisk.open(where, name),
    };
    const report = await run({ disk });
    expect([report.fault, report.rows.stored, report.notes]).toEqual([
      null,
      2,
      [{ code: "file-denied", detail: "usage-a.csv (EACCES)", count: 1 }],
    ]);
    expect(tree()).toContain("usage-a.csv");
    rmSync(folder, { recursive: true });
    expect((await run()).fault).toMatchObject({ code: "folder-missing" });
  });

  it.each(["before the report", "after the report", "before the move"] as const)(
    "ends anywhere (%s) and goes on there: nothing is lost, nothing comes twice",
    async (where) => {
      await add();
      put("usage.csv", good);
      const full = (): Promise<never> => Promise.reject(Object.assign(new Error("full"), { code: "ENOSPC" }));
      let reports = 0;
      const disk: FolderDisk = {
        ...systemDisk,
        write: async (...args) => {
          reports += 1;
          if (where === "before the report") return full();
          await systemDisk.write(...args);
          if (where === "after the report") return full();
        },
        move: (...args) => (where === "before the move" ? full() : systemDisk.move(...args)),
      };
      const broken = await run({ disk });
      expect([broken.fault?.code, reports, existsSync(join(folder, "usage.csv"))]).toEqual(["disk-full", 1, true]);
      const mended = await run();
      expect(mended.fault).toBeNull();
      expect(mended.rows).toMatchObject(where === "before the move" ? { read: 0 } : { read: 2, stored: 0, unchanged: 2 });
      expect(tree()).toEqual(["done/usage.csv", "done/usage.csv.report.csv"]);
      expect(await storedHours(backend.test.store.db)).toEqual({ "acc1 pcu cn-east": { "2026-10-01T00": 100, "2026-10-01T01": 110 } });
      const files = await backend.test.store.db.withTenant(serviceScope(tenant, "test"), ({ db }) =>
        db.selectFrom("connector_file").select(["name", "kept_as"]).where("tenant_id", "=", tenant).execute(),
      );
      expect(files).toEqual([{ name: "usage.csv", kept_as: "done/usage.csv" }]);
    },
  );

  it("does not take for done what was written into while it was read", async () => {
    await add();
    put("usage.csv", good);
    const disk: FolderDisk = {
      ...systemDisk,
      open: async (where, name) => {
        const file = await systemDisk.open(where, name);
        put("usage.csv", `${good}ACC1,2026-10-01T02:00:00Z,130\n`);
        return file;
      },
    };
    expect((await run({ disk })).notes).toEqual([{ code: "file-changed", detail: "usage.csv", count: 1 }]);
    expect(tree()).toEqual(["usage.csv"]);
    expect((await run()).rows).toMatchObject({ read: 3, unchanged: 3 });
    expect(tree()).toEqual(["done/usage.csv", "done/usage.csv.report.csv"]);
  });

  it("reads a file of many rows as it comes", async () => {
    await add();
    const rows: string[] = [header];
    for (let i = 0; i < 200_000; i += 1)
      rows.push(`ACC1,${new Date(Date.UTC(2010, 0, 1) + (i % 100_000) * 3_600_000).toISOString()},${i % 5_000}\n`);
    put("usage-large.csv", rows.join(""));
    expect((await run()).rows).toMatchObject({ read: 200_000, dropped: 0 });
    expect(Object.keys((await storedHours(backend.test.store.db))["acc1 pcu cn-east"] ?? {})).toHaveLength(100_000);
  });
});
