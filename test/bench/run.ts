import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Bench, type BenchRun, type BenchSize, benchSizes } from "./bench.ts";

interface BenchRow {
  readonly name: string;
  readonly size: BenchSize;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly runs: number;
  readonly floor: { readonly name: string; readonly medianMs: number };
  /** floor.medianMs / medianMs: how many times faster than the floor. */
  readonly ratio: number;
  /** Left out = milliseconds. */
  readonly unit?: "MB";
  readonly note?: string;
}

/** Nearest-rank quantile, 0 ≤ q ≤ 1. */
function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}

function rowOf({ name, unit }: Bench, size: BenchSize, run: BenchRun): BenchRow {
  const medianMs = quantile(run.runsMs, 0.5);
  const floorMs = quantile(run.floorRunsMs, 0.5);
  const round = (ms: number): number => Math.round(ms * 1000) / 1000;
  return {
    name,
    size,
    medianMs: round(medianMs),
    p95Ms: round(quantile(run.runsMs, 0.95)),
    runs: run.runsMs.length,
    floor: { name: run.floorName, medianMs: round(floorMs) },
    ratio: round(floorMs / medianMs),
    ...(unit === undefined ? {} : { unit }),
    ...(run.note === undefined ? {} : { note: run.note }),
  };
}

function isBench(value: unknown): value is Bench {
  return typeof value === "object" && value !== null && "name" in value && "run" in value;
}

async function allBenches(): Promise<readonly Bench[]> {
  const own = new Set(["bench.ts", "run.ts"]);
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith(".ts") && !own.has(file));
  const benches: Bench[] = [];
  for (const file of files.toSorted()) {
    const exported: unknown = await import(join(import.meta.dirname, file));
    const bench = typeof exported === "object" && exported !== null && "bench" in exported ? exported.bench : undefined;
    if (isBench(bench)) benches.push(bench);
  }
  return benches;
}

function table(rows: readonly BenchRow[]): string {
  const cells = [
    ["name", "size", "median", "p95", "unit", "runs", "floor", "floor's median", "× better", "note"],
    ...rows.map((r) => [
      r.name,
      r.size,
      String(r.medianMs),
      String(r.p95Ms),
      r.unit ?? "ms",
      String(r.runs),
      r.floor.name,
      String(r.floor.medianMs),
      String(r.ratio),
      r.note ?? "",
    ]),
  ];
  const widths = cells[0]?.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0))) ?? [];
  return cells
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { size: { type: "string" }, json: { type: "boolean", default: false } },
});
const sizes = benchSizes.filter((size) => values.size === undefined || size === values.size);
const benches = (await allBenches()).filter((bench) => positionals.length === 0 || positionals.includes(bench.name));
if (sizes.length === 0 || benches.length === 0) {
  const names = (await allBenches()).map((bench) => bench.name).join(", ");
  process.stderr.write(`bench: nothing to run; names: ${names}; sizes: ${benchSizes.join(", ")}\n`);
  process.exit(2);
}
const rows: BenchRow[] = [];
for (const bench of benches) {
  for (const size of sizes) {
    if (!values.json) process.stderr.write(`${bench.name} ${size} …\n`);
    const row = rowOf(bench, size, await bench.run(size));
    rows.push(row);
    if (values.json) process.stdout.write(`${JSON.stringify(row)}\n`);
  }
}
if (!values.json) process.stdout.write(`${table(rows)}\n`);
mkdirSync("bench-results", { recursive: true });
writeFileSync("bench-results/latest.json", `${JSON.stringify(rows, null, 2)}\n`);
process.exit(0);
