import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openLogFile } from "./log-file.ts";

const nowMs = Date.UTC(2026, 10, 22);
const dayMs = 86_400_000;
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "headroom-log-file-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function line(number: number): string {
  return `${JSON.stringify({ level: 30, number, fill: "x".repeat(70) })}\n`;
}

test("a file that is full makes room for the next; so many are kept, whole lines each, the newest last", () => {
  const file = join(folder, "a", "backend.log");
  const log = openLogFile({ file, maxBytes: 1_000, keep: 3, maxAgeMs: 30 * dayMs, now: () => nowMs });
  for (let i = 0; i < 100; i += 1) log.write(line(i));
  expect(readdirSync(join(folder, "a")).toSorted()).toEqual(["backend.log", "backend.log.1", "backend.log.2", "backend.log.3"]);
  const numbers = ["backend.log.3", "backend.log.2", "backend.log.1", "backend.log"].flatMap((name) => {
    expect(statSync(join(folder, "a", name)).size).toBeLessThanOrEqual(1_000);
    const lines = readFileSync(join(folder, "a", name), "utf8")
      .trimEnd()
      .split("\n");
    return lines.map((text) => (JSON.parse(text) as { number: number }).number);
  });
  expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, i) => 100 - numbers.length + i));
});

test("goes on in the file that is there, and drops what is older than it may be", () => {
  const file = join(folder, "b.log");
  writeFileSync(file, line(0));
  for (const [name, days] of [
    ["b.log.1", 2],
    ["b.log.2", 8],
  ] as const) {
    writeFileSync(join(folder, name), "old\n");
    utimesSync(join(folder, name), 0, nowMs / 1000 - days * 86_400);
  }
  openLogFile({ file, maxBytes: 1_000, keep: 5, maxAgeMs: 7 * dayMs, now: () => nowMs }).write(line(1));
  expect(readFileSync(file, "utf8")).toBe(line(0) + line(1));
  expect(readdirSync(folder).filter((name) => name.startsWith("b.log"))).toEqual(["b.log", "b.log.1"]);
});

test.skipIf(process.platform !== "linux")(
  "a full disk costs lines, which are told, and is tried again after five seconds (/dev/full: Linux only)",
  () => {
    const file = join(folder, "full.log");
    symlinkSync("/dev/full", file);
    let at = nowMs;
    let lost = 0;
    const log = openLogFile({ file, maxBytes: 1_000, keep: 3, maxAgeMs: dayMs, now: () => at });
    log.onDropped((lines) => (lost += lines));
    for (let i = 0; i < 10; i += 1) log.write(line(i));
    expect(lost).toBe(10);
    rmSync(file);
    at += 5_000;
    log.write(line(10));
    expect([lost, readFileSync(file, "utf8")]).toEqual([10, line(10)]);
  },
);
