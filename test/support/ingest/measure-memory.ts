import { runImport } from "../../../backend/ingest/import-run.ts";
import { checkMapping } from "../../../backend/ingest/mapping.ts";
import type { ImportStore } from "../../../backend/storage/import-store.ts";

/** Imports a generated table of so many rows into a store that keeps nothing, and prints what memory was held meanwhile. */
const [target = "usage", count = "1000"] = process.argv.slice(2);
const rows = Number(count);
const hourMs = 3_600_000;
let bytes = 0;
let peakBytes = 0;

function collectAndMeasure(): void {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  peakBytes = Math.max(peakBytes, heapUsed + external);
}

function rowText(row: number): string {
  switch (target) {
    case "usage":
      return `${new Date(Date.UTC(2000, 0, 1) + row * (hourMs / 12)).toISOString()},${row % 1000}\n`;
    case "incidents": {
      // By time: the events of an incident stand far apart.
      const incidents = Math.ceil(rows / 8);
      return `INC${row % incidents},${new Date(Date.UTC(2020, 0, 1) + row * 60_000).toISOString()},active,P2,Title of an incident of some length\n`;
    }
    case "bad":
      return `yesterday,many and "quotes\n`;
    default:
      return "x".repeat(100);
  }
}

async function* table(): AsyncGenerator<Uint8Array> {
  yield Buffer.from(target === "incidents" ? "number,at,state,severity,title\n" : "at,value\n");
  let text = "";
  for (let row = 0; row < rows; row += 1) {
    text += rowText(row);
    if (text.length < 65_536) continue;
    bytes += text.length;
    yield Buffer.from(text);
    text = "";
  }
  bytes += text.length;
  yield Buffer.from(text);
}

let calls = 0;
const discarding: ImportStore = {
  putRecords: (records) => {
    calls += 1;
    if (calls % 4 === 0) collectAndMeasure();
    return Promise.resolve(records.map(() => "stored"));
  },
  putChunks: (chunks) => {
    collectAndMeasure();
    return Promise.resolve(chunks.map(({ values }) => new Uint8Array(values.length).fill(1)));
  },
  accountsByCode: () => Promise.resolve(new Map([["A", { id: "a", timeZone: "UTC", regions: ["na-east"] }]])),
  counts: () => Promise.resolve({ accounts: 1, incidents: 0, incidentEvents: 0, series: 0 }),
};

const account = { by: "code", value: "A" };
const entry =
  target === "incidents"
    ? {
        files: "t",
        target: "incidents",
        account,
        fields: { number: "number", at: { column: "at", date: "iso" }, state: "state", severity: "severity", title: "title" },
      }
    : { files: "t", target: "usage", account, fields: { at: { column: "at", date: "iso" }, value: "value" } };
const mapping = checkMapping({ version: 1, files: [entry] });
if (!mapping.ok) throw new Error(mapping.error.message);
let faults = 0;
const summary = await runImport({
  mapping: mapping.value,
  store: discarding,
  report: () => {
    faults += 1;
    if (faults % 50_000 === 0) collectAndMeasure();
  },
  filesOf: () => [{ name: "t", open: table }],
});
collectAndMeasure();
process.stdout.write(JSON.stringify({ read: summary.total.read, bytes, peakBytes }));
