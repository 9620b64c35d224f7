import { mkdtempSync, rmSync, statSync } from "node:fs";
import { open, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importFolder } from "../../backend/ingest/folder-import.ts";
import { checkMapping } from "../../backend/ingest/mapping.ts";
import { openBackendStore } from "../../backend/storage/open-backend-store.ts";
import type { Bench, BenchRun, BenchSize } from "./bench.ts";

/** Rows of the usage file: half-hours of as many accounts as it takes, a year each. */
const rowsOf: Readonly<Record<BenchSize, number>> = { desk: 100_000, team: 400_000, region: 1_600_000 };
const rowsPerAccount = 17_520;
const runs = 3;
/** The floor is timed on a part and told for the whole: a record per row takes minutes at the size of a region. */
const floorRows = 20_000;
const halfHourMs = 1_800_000;

function accountCsv(accounts: number): string {
  const rows = Array.from({ length: accounts }, (_, i) => `A${i},Account ${i},CN,Asia/Shanghai,zh-CN,cn-east,show_live,basic`);
  return `code,name,country,zone,locale,regions,scenario,tier\n${rows.join("\n")}\n`;
}

async function writeUsage(path: string, rows: number): Promise<void> {
  const file = await open(path, "w");
  try {
    let text = "account,time,users\n";
    for (let row = 0; row < rows; row += 1) {
      const account = Math.floor(row / rowsPerAccount);
      const at = new Date(Date.UTC(2025, 0, 1) + (row % rowsPerAccount) * halfHourMs).toISOString();
      text += `A${account},${at.slice(0, 10)} ${at.slice(11, 16)},${(row * 7919) % 20_000}\n`;
      if (text.length < 1_000_000) continue;
      await file.write(text);
      text = "";
    }
    await file.write(text);
  } finally {
    await file.close();
  }
}

function mapping(): Parameters<typeof importFolder>[1] {
  const checked = checkMapping({
    version: 1,
    files: [
      {
        files: "accounts.csv",
        target: "accounts",
        fields: {
          code: "code",
          name: "name",
          country: "country",
          timeZone: "zone",
          locale: "locale",
          regions: "regions",
          scenario: "scenario",
          tier: "tier",
        },
      },
      {
        files: "usage.csv",
        target: "usage",
        zone: "account",
        account: { by: "code", column: "account" },
        fields: { at: { column: "time", date: "yyyy-MM-dd HH:mm" }, value: "users" },
      },
    ],
  });
  if (!checked.ok) throw new Error(checked.error.message);
  return checked.value;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "headroom-bench-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The simplest thing that could work, on the same database: every row of the file a record of its own. */
async function floorMs(rows: number): Promise<number> {
  return inFolder(async (folder) => {
    const backend = await openBackendStore({ dataDir: folder });
    try {
      const store = await backend.importStore();
      const part = Math.min(rows, floorRows);
      const spent = await timed(async () => {
        for (let row = 0; row < part; row += 1000) {
          const records = Array.from({ length: Math.min(1000, part - row) }, (_, i) => {
            const from = new Date(Date.UTC(2025, 0, 1) + (row + i) * halfHourMs).toISOString();
            return {
              kind: "capacity" as const,
              id: `row_${row + i}`,
              fields: { accountId: "a", region: "cn-east", from, pcu: i },
              defaults: {},
            };
          });
          await store.putRecords(records);
        }
      });
      return (spent * rows) / part;
    } finally {
      await backend.close();
    }
  });
}

async function importMs(source: string, rows: number): Promise<number> {
  return inFolder(async (folder) => {
    const backend = await openBackendStore({ dataDir: folder });
    try {
      const store = await backend.importStore();
      let stored = 0;
      const spent = await timed(async () => {
        const summary = await importFolder(source, mapping(), store, () => undefined);
        stored = summary.files[1]?.stored ?? 0;
      });
      if (stored !== rows) throw new Error(`${stored} of ${rows} rows were stored`);
      return spent;
    } finally {
      await backend.close();
    }
  });
}

/** Usage rows from a CSV file in local time into the embedded database, until committed. */
export const bench: Bench = {
  name: "ingest",
  run: (size): Promise<BenchRun> =>
    inFolder(async (source) => {
      const rows = rowsOf[size];
      await writeFile(join(source, "accounts.csv"), accountCsv(Math.ceil(rows / rowsPerAccount)));
      await writeUsage(join(source, "usage.csv"), rows);
      const runsMs: number[] = [];
      const floorRunsMs: number[] = [];
      await importMs(source, rows);
      for (let run = 0; run < runs; run += 1) {
        runsMs.push(await importMs(source, rows));
        floorRunsMs.push(await floorMs(rows));
      }
      const best = runsMs.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN;
      const megabytes = statSync(join(source, "usage.csv")).size / 1_000_000;
      const note = `${Math.round((rows / best) * 1000).toLocaleString("en")} rows/s of ${rows.toLocaleString("en")} rows (${megabytes.toFixed(1)} MB) into PGlite; floor timed on ${floorRows.toLocaleString("en")} rows`;
      return { runsMs, floorName: "one record per row, PGlite", floorRunsMs, note };
    }),
};
