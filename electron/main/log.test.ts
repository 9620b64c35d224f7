import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openLog, redact } from "./log.ts";

describe("the log", () => {
  const folder = mkdtempSync(join(tmpdir(), "headroom-log-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ["Authorization: Bearer abc.def-123 refused", "Authorization: [removed] [removed] refused"],
    ["got bearer abc.def-123", "got bearer [removed]"],
    ['{"token":"s3cret","x":1}', '{"token":"[removed]","x":1}'],
    ["https://ann:pw@host/path", "https://[removed]@host/path"],
    ["connect ECONNREFUSED 127.0.0.1:80", "connect ECONNREFUSED 127.0.0.1:80"],
  ])("keeps no credential of %j", (text, kept) => {
    expect(redact(text)).toBe(kept);
  });

  it("never takes more than five files of a megabyte, the newest lines are in main.log, and those older than a month go", () => {
    for (const [name, days] of [
      ["main.2.log", 31],
      ["main.3.log", 29],
    ] as const) {
      writeFileSync(join(folder, name), "earlier\n");
      utimesSync(join(folder, name), 0, Date.UTC(2026, 10, 22) / 1000 - days * 86_400);
    }
    const log = openLog(folder, Date.UTC(2026, 10, 22));
    expect(readdirSync(folder)).toEqual(["main.3.log"]);
    for (let i = 0; i < 900; i += 1) log.error(`place ${i}`, new Error("x".repeat(9_000)));
    const names = readdirSync(folder).toSorted();
    expect(names).toEqual(["main.1.log", "main.2.log", "main.3.log", "main.4.log", "main.log"]);
    for (const name of names) expect(statSync(join(folder, name)).size).toBeLessThan(1_050_000);
    expect(readFileSync(join(folder, "main.log"), "utf8")).toContain("place 899: ");
    expect(readFileSync(join(folder, "main.4.log"), "utf8")).not.toContain("earlier");
  });

  it.skipIf(process.platform !== "linux")("goes on when there is no room for a line: /dev/full is a full disk (Linux only)", () => {
    const full = join(folder, "full");
    mkdirSync(full);
    symlinkSync("/dev/full", join(full, "main.log"));
    const log = openLog(full, Date.UTC(2026, 10, 22));
    expect(() => {
      for (let i = 0; i < 50; i += 1) log.error("full", new Error("no room"));
    }).not.toThrow();
  });
});
