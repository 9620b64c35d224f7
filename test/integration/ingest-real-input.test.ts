import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { importFolder } from "../../backend/ingest/folder-import.ts";
import type { ImportSummary } from "../../backend/ingest/import-run.ts";
import { parseMapping } from "../../backend/ingest/mapping.ts";
import { stableId } from "../../backend/ingest/stable-id.ts";
import { engines, openTestStore } from "../support/backend.ts";
import { MemoryImportStore } from "../support/ingest/memory-import-store.ts";

const root = resolve(import.meta.dirname, "../..");
const folder = resolve(root, "../shared/real-input");
const present = existsSync(join(folder, "accounts.csv"));

function mapping(): Parameters<typeof importFolder>[1] {
  const parsed = parseMapping(readFileSync(join(root, "docs/examples/real-input.map.json"), "utf8"));
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}

function rowsOf(summary: ImportSummary): readonly string[] {
  return summary.files.map(({ file, read, stored, unchanged, dropped }) => `${file} ${read} = ${stored} + ${unchanged} + ${dropped.total}`);
}

describe.skipIf(!present)(`recorded input${present ? "" : " (left out: ../shared/real-input is not on this machine)"}`, () => {
  it.each(engines)("goes into %s whole, and the second time stores nothing", { timeout: 300_000 }, async (engine) => {
    const backend = await openTestStore(engine);
    try {
      const store = await backend.store.importStore();
      const first = await importFolder(folder, mapping(), store, () => undefined);
      expect(rowsOf(first)).toEqual([
        "accounts.csv 5 = 5 + 0 + 0",
        "incident_event_log.csv 5998 = 5998 + 0 + 0",
        "usage/load-victoria.csv 52608 = 52608 + 0 + 0",
        "usage/taxi-nyc.csv 10320 = 10320 + 0 + 0",
        "usage/bikes-dc.csv 17544 = 17542 + 0 + 2",
        "usage/online-v2ex.csv 9771 = 9771 + 0 + 0",
        "usage/users-srv1.csv 1985 = 1985 + 0 + 0",
      ]);
      expect(first.total).toEqual({ read: 98_231, stored: 98_229, unchanged: 0, dropped: { total: 2, byReason: { "skipped-hour": 2 } } });
      expect(first.counts).toEqual({ accounts: 5, incidents: 890, incidentEvents: 5998, series: 5 });
      const second = await importFolder(folder, mapping(), store, () => undefined);
      expect(second.total).toEqual({ read: 98_231, stored: 0, unchanged: 98_229, dropped: { total: 2, byReason: { "skipped-hour": 2 } } });
      expect(second.counts).toEqual(first.counts);
    } finally {
      await backend.dispose();
    }
  });

  it("means what the files say", async () => {
    const store = new MemoryImportStore();
    await importFolder(folder, mapping(), store, () => undefined);
    const account = (code: string): string => stableId("acc", code);
    // Thanksgiving 2014 begins at midnight in New York, at 05:00 UTC: the greater of 00:00 and 00:30.
    const taxi = new Map(
      readFileSync(join(folder, "usage/taxi-nyc.csv"), "utf8")
        .trim()
        .split("\n")
        .map((line) => line.split(",") as [string, string]),
    );
    const midnight = Math.max(Number(taxi.get("2014-11-27 00:00:00")), Number(taxi.get("2014-11-27 00:30:00")));
    expect(store.hour(account("NYC"), "2014-11-27T05:00:00Z")).toBe(midnight);
    expect(store.hour(account("VIC"), "2011-12-31T13:00:00Z")).toBe(4382.825174);
    expect(store.hour(account("V2X"), "2016-02-23T07:00:00Z")).toBe(1438);
    const incidents = store.of("incident");
    const perAccount = ["NYC", "VIC", "DCB", "V2X", "SRV"].map(
      (code) => incidents.filter(({ accountId }) => accountId === account(code)).length,
    );
    expect([...perAccount, incidents.filter(({ accountId }) => accountId === null).length]).toEqual([106, 223, 102, 93, 91, 275]);
    const events = store.of("incidentEvent");
    const states = Object.groupBy(events, ({ state }) => String(state));
    expect(Object.fromEntries(Object.entries(states).map(([state, of]) => [state, of?.length]))).toEqual({
      new: 1638,
      active: 1544,
      awaiting_customer: 910,
      awaiting_vendor: 7,
      awaiting_problem: 73,
      resolved: 929,
      closed: 897,
    });
    expect(new Set(events.map(({ source }) => (source as { line: number }).line)).size).toBe(5998);
    expect(incidents.filter(({ resolvedAt }) => resolvedAt === null)).toHaveLength(29);
  });
});
