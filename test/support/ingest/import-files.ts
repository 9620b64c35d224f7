import type { FaultReport } from "../../../backend/ingest/fault.ts";
import { type ImportSummary, runImport } from "../../../backend/ingest/import-run.ts";
import { checkMapping } from "../../../backend/ingest/mapping.ts";
import type { ImportStore } from "../../../backend/storage/import-store.ts";

export interface ImportResult {
  readonly summary: ImportSummary;
  readonly faults: readonly FaultReport[];
}

async function* inParts(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Imports files held in memory, each in parts of `partBytes`. The mapping is JSON as a file would hold it, without `version`. */
export async function importFiles(
  store: ImportStore,
  files: Readonly<Record<string, string | Uint8Array>>,
  entries: readonly unknown[],
  options: { readonly partBytes?: number; readonly lookups?: unknown } = {},
): Promise<ImportResult> {
  const mapping = checkMapping({
    version: 1,
    source: "test",
    ...(options.lookups === undefined ? {} : { lookups: options.lookups }),
    files: entries,
  });
  if (!mapping.ok) throw new Error(mapping.error.message);
  const faults: FaultReport[] = [];
  const summary = await runImport({
    mapping: mapping.value,
    store,
    report: (fault) => faults.push(fault),
    filesOf: (entry) =>
      Object.entries(files)
        .filter(([name]) => name === entry.files)
        .map(([name, content]) => ({
          name,
          open: () => inParts(typeof content === "string" ? Buffer.from(content) : content, options.partBytes ?? 65_536),
        })),
  });
  return { summary, faults };
}

/** Accounts for tests: one that keeps summer time and one that does not. */
export const accountsCsv = `code,name,country,zone,locale,regions,scenario,tier,site
NYC,Hudson Social,US,America/New_York,en,na-east,one_to_one,premium,Site 1
V2X,V2 社区,CN,Asia/Shanghai,zh-CN,cn-east;cn-south,voice_room,standard,Site 2
`;
export const accountsEntry = {
  files: "accounts.csv",
  target: "accounts",
  references: { site: "site" },
  fields: {
    code: "code",
    name: "name",
    country: "country",
    timeZone: "zone",
    locale: "locale",
    regions: { column: "regions", split: ";" },
    scenario: "scenario",
    tier: "tier",
  },
} as const;
export const usageEntry = {
  files: "usage.csv",
  target: "usage",
  zone: "account",
  account: { by: "code", column: "account" },
  fields: { at: { column: "time", date: "yyyy-MM-dd HH:mm" }, value: "users" },
} as const;

/** A log of incidents in the shape of a ServiceNow export. */
export const logEntry = {
  files: "log.csv",
  target: "incidents",
  zone: "UTC",
  unknown: ["?"],
  account: { by: "site", column: "site", otherwise: "none" },
  fields: {
    number: "number",
    title: { template: "[{category}][ / {symptom}]", default: "Incident {number}" },
    severity: { column: "priority", values: { "1": "P0", "3": "P2" } },
    state: {
      column: "state",
      values: { New: "new", Active: "active", Waiting: "awaiting_vendor", Resolved: "resolved", Closed: "closed" },
    },
    resolvedAt: { column: "resolved", date: "dd-MM-yyyy HH:mm" },
    holderGroup: "team",
    at: { column: "updated", date: "dd-MM-yyyy HH:mm" },
    ordinal: "mod",
  },
} as const;

export function log(...rows: readonly string[]): string {
  return `number,state,priority,category,symptom,team,site,updated,mod,resolved\n${rows.join("\n")}\n`;
}
