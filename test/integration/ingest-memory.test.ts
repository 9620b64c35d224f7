import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

interface Measured {
  readonly read: number;
  readonly bytes: number;
  /** Largest heap and buffers, after a collection, at any of the points measured. */
  readonly peakBytes: number;
}

/** A process of its own with a heap that the file would not fit into. */
function measure(target: string, rows: number): Measured {
  const script = fileURLToPath(new URL("../support/ingest/measure-memory.ts", import.meta.url));
  const run = spawnSync(process.execPath, ["--expose-gc", "--max-old-space-size=160", script, target, String(rows)], {
    encoding: "utf8",
    timeout: 110_000,
  });
  if (run.status !== 0) throw new Error(run.stderr.slice(-2000));
  return JSON.parse(run.stdout) as Measured;
}

describe("memory of an import", () => {
  it.each([
    ["usage", 500_000],
    ["incidents", 120_000],
    ["bad", 300_000],
    ["one-line", 1_000_000],
  ])("does not grow with the file: %s, %i rows", (target, rows) => {
    const small = measure(target, rows / 10);
    const large = measure(target, rows);
    expect(large.read).toBeGreaterThan(small.read * (target === "one-line" ? 0 : 9));
    expect(large.bytes).toBeGreaterThan(small.bytes * 9);
    // Ten times the file: what is held may differ by what the collector leaves and by remembered keys, not by the file.
    expect(large.peakBytes - small.peakBytes).toBeLessThan(16 * 1024 * 1024);
  });
});
