import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openLog } from "../../electron/main/log.ts";
import { readDesktopFacts } from "../../electron/main/services/desktop-facts.ts";
import { dropOldLogs, readDiskUse } from "../../electron/main/services/disk-use.ts";
import { initialSyncStatus } from "../../renderer/data/initial-sync-status.ts";
import { startTimings, windowFacts } from "../../renderer/features/settings/upkeep/window-facts.ts";
import { type AppInfo, defaultDeviceSettings } from "../../shared/bridge/app-info.ts";
import { composeBundle, packBundle } from "../../shared/domain/diagnostics/compose-bundle.ts";

const nowMs = Date.UTC(2026, 10, 22, 8);
const canaries = ["CanaryCustomer", "金丝雀客户", "canary@customer.example", "hr~acme~s3cretTokenOfTheTest", "canary.example"];
const text = canaries.join(" ");
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "headroom-diagnostics-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function info(): AppInfo {
  return {
    version: "1.2.3",
    platform: "linux",
    electron: "45",
    chromium: "156",
    standIn: false,
    systemLanguage: "zh-CN",
    systemDark: true,
    settings: { ...defaultDeviceSettings, theme: "dark", zoom: 1.2 },
    connection: {
      mode: "remote",
      url: `https://canary.example/?token=${String(canaries[3])}`,
      signIn: "oidc",
      session: "expired",
      userName: text,
      keepFault: null,
    },
    backend: { state: "failed", code: "disk-full", message: text },
    profile: "p-canary",
    overrides: { route: `/accounts/${text}`, language: null, theme: null, draftReviews: null },
  };
}

test("names, texts, addresses and secrets put wherever they can come from are nowhere in the bundle", async () => {
  const log = openLog(join(folder, "logs"), nowMs);
  log.info(`signed in ${text}`);
  log.error("window", new TypeError(text));
  log.error(text, new Error(text));
  log.error("bridge file.save", Object.assign(new Error(`ENOSPC: write '/home/${text}/a.csv'`), { name: text }));
  for (const name of ["outbox", "vault", "demo", "logs", `${text.replaceAll(/[/\\]/g, "")}.txt`]) {
    if (name.endsWith(".txt")) writeFileSync(join(folder, name), text);
    else {
      mkdirSync(join(folder, name), { recursive: true });
      writeFileSync(join(folder, name, `${String(canaries[0])}.json`), text);
    }
  }
  const desktop = await readDesktopFacts(folder, info());
  const item = { clientId: text, mutationId: 1, kind: "timeline", recordId: text, op: "create", mine: { text } } as const;
  const window = windowFacts(
    {
      ...initialSyncStatus,
      phase: "offline",
      pendingEdits: 2,
      waiting: [{ ...item, atMs: nowMs, sent: false }],
      attention: [{ ...item, code: "not-found", message: text, server: { text } }],
      user: { id: text, name: text, role: text },
      tenantName: text,
    },
    { counts: [{ kind: "account", count: 60 }], usage: null },
    { parts: [{ part: "copy", rows: 3, bytes: 500 }], othersPacks: { packs: 0, bytes: 0 }, usageBytes: 1_000, quotaBytes: null },
    startTimings({ getEntriesByType: () => [{ name: text, startTime: 3 } as PerformanceEntry], now: () => 1_234.5 }),
  );
  const files = composeBundle(desktop, window, { atIso: new Date(nowMs).toISOString(), about: "About." });
  const zip = packBundle(files, nowMs);
  const entries = Object.entries(unzipSync(zip)).map(([name, bytes]) => ({ name, text: strFromU8(bytes) }));
  // What was shown is what was saved.
  expect(entries).toEqual(files);
  expect(entries.map(({ name }) => name)).toEqual(["README.txt", "facts.json", "log.txt"]);
  const whole = entries.map((file) => `${file.name}\n${file.text}`).join("\n");
  for (const canary of canaries) expect(whole).not.toContain(canary);
  const facts: unknown = JSON.parse(entries[1]?.text ?? "");
  expect(facts).toMatchObject({
    at: "2026-11-22T08:00:00.000Z",
    versions: { headroom: "1.2.3", electron: "45", chromium: "156", standIn: false },
    settings: { language: "system", theme: "dark", zoom: 1.2 },
    connection: { mode: "remote", signIn: "oidc", session: "expired", keepFault: null },
    backend: { state: "failed", code: "disk-full", message: null },
    window: {
      sync: { phase: "offline", pendingEdits: 2, oldestEdit: "2026-11-22T08:00:00.000Z", role: null, usageBytes: 1_000, quotaBytes: null },
      attention: { "not-found": 1 },
      records: { account: 60 },
      store: [{ part: "copy", rows: 3, bytes: 500 }],
      timingsMs: { windowOpenFor: 1_235 },
    },
  });
  const lines = (entries[2]?.text ?? "").split("\n");
  expect(lines.some((line) => line.endsWith("error window TypeError"))).toBe(true);
  expect(lines.some((line) => line.endsWith("ENOSPC"))).toBe(true);
});

test("the disk's use is counted by part, to the byte; old logs can go, the one in use stays", async () => {
  const profile = join(folder, "profile");
  const put = (path: string, bytes: number): void => {
    mkdirSync(join(profile, path, ".."), { recursive: true });
    writeFileSync(join(profile, path), "x".repeat(bytes));
  };
  put("settings.json", 10);
  put("logs/main.log", 100);
  put("logs/main.1.log", 1_000);
  put("logs/main.2.log", 2_000);
  put("outbox/p.jsonl", 7);
  put("outbox/p.jsonl.lost-5", 8);
  put("vault/p/keys.json", 20);
  put("demo/desk/base/1", 5_000);
  put("IndexedDB/app_console_0/1.ldb", 400);
  put("Default/IndexedDB/x/1.ldb", 40);
  put("IndexedDB.lost-99/1.ldb", 30);
  put("Code Cache/js/1", 3);
  put("Default/Cache/1", 4);
  const { parts, oldLogBytes, disk } = await readDiskUse(profile);
  expect(Object.fromEntries(parts.map(({ part, bytes, files }) => [part, [bytes, files]]))).toEqual({
    databases: [440, 2],
    demo: [5_000, 1],
    logs: [3_100, 3],
    outbox: [7, 1],
    vault: [20, 1],
    aside: [38, 2],
    browser: [7, 2],
    other: [10, 1],
  });
  expect(oldLogBytes).toBe(3_000);
  expect(disk !== null && disk.freeBytes > 0 && disk.freeBytes <= disk.totalBytes).toBe(true);
  await dropOldLogs(profile);
  expect(readdirSync(join(profile, "logs"))).toEqual(["main.log"]);
});
