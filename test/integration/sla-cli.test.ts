import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type SlaOutput, slaLines } from "../../backend/sla/sla-output.ts";

const root = resolve(import.meta.dirname, "../..");
const examples = join(root, "docs/examples/sla");
const base = mkdtempSync(join(tmpdir(), "headroom-sla-cli-"));
afterAll(() => rmSync(base, { recursive: true, force: true }));

function sla(...args: readonly string[]): { readonly code: number | null; readonly out: string; readonly err: string } {
  const run = spawnSync(process.execPath, [join(root, "backend/cli/headroom.ts"), "sla", ...args], {
    encoding: "utf8",
    cwd: base,
    timeout: 100_000,
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

function written(name: string, text: string): string {
  const path = join(base, name);
  writeFileSync(path, text);
  return path;
}

const events = join(examples, "events.ndjson");
const policy = join(examples, "policy.json");
const at = "2026-09-21T03:00:00Z";

describe("headroom sla", () => {
  it("reads the example of docs/sla.md as it says there", () => {
    const { code, out, err } = sla("--events", events, "--policy", policy, "--at", at, "--json");
    expect([code, err]).toEqual([0, ""]);
    expect(JSON.parse(out)).toEqual(JSON.parse(readFileSync(join(examples, "reading.json"), "utf8")));
    const [reading] = JSON.parse(out) as readonly [SlaOutput];
    expect(readFileSync(join(root, "docs/sla.md"), "utf8")).toContain(slaLines(reading));
  });

  it("takes an array in any order, and judges by the product's own policy without another", () => {
    const entries = readFileSync(events, "utf8").trim().split("\n").toReversed();
    const array = written("events.json", `[\n${entries.join(",\n")}\n]`);
    const { code, out } = sla("--events", array, "--at", at, "--json");
    const [reading] = JSON.parse(out) as readonly SlaOutput[];
    expect(code).toBe(0);
    expect(reading?.policy).toEqual({ name: "default", version: 0, source: "builtin", asked: null });
    expect(reading?.clocks.map(({ clock, state, dueAt }) => `${clock} ${state} ${dueAt}`)).toEqual([
      "first_response missed 2026-09-18T16:00:00.000Z",
      "workaround running 2026-09-22T06:30:00.000Z",
      "resolution running 2026-09-26T06:30:00.000Z",
      "next_update missed 2026-09-19T08:05:00.000Z",
      "next_update void 2026-09-21T03:10:00.000Z",
      "next_update running 2026-09-22T02:00:00.000Z",
    ]);
  });

  it("refuses a policy at the line", () => {
    const text = readFileSync(policy, "utf8")
      .replace('"from": "13:30"', '"from": "11:30"')
      .replace('"warningShare": 0.8', '"warningShare": 80');
    const line = (part: string): number => text.split("\n").findIndex((one) => one.includes(part)) + 1;
    const bad = written("bad.json", text);
    expect(sla("--events", events, "--policy", bad, "--at", at)).toEqual({
      code: 1,
      out: "",
      err: [
        `${bad}:${line('"warningShare"')}: warningShare: must be at most 0.99`,
        `headroom: ${bad} is no policy that can be meant: 1 fault(s); see docs/sla.md`,
        "",
      ].join("\n"),
    });
  });

  it("tells of entries that it cannot read, with their lines, and reads the others", () => {
    const [first = "", second = ""] = readFileSync(events, "utf8").split("\n");
    const mixed = written("mixed.ndjson", [first, "{", second.replace('"new"', '"fresh"'), first].join("\n"));
    const { code, out, err } = sla("--events", mixed, "--at", at, "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toHaveLength(1);
    expect(err.split("\n").map((one) => one.slice(0, `${mixed}:0: duplicate in id`.length))).toEqual([
      `${mixed}:2: bad-json: not a`,
      `${mixed}:3: bad-value in st`,
      `${mixed}:4: duplicate in id`,
      "",
    ]);
  });

  it("says what it cannot read at all", () => {
    expect(sla("--events", join(base, "none.ndjson")).err).toBe(
      `headroom: cannot read ${join(base, "none.ndjson")} (ENOENT): check the path\n`,
    );
    const empty = written("empty.ndjson", "\n");
    expect(sla("--events", empty)).toEqual({ code: 1, out: "", err: `headroom: ${empty} has no entry of any incident\n` });
    const broken = written("broken.json", "[\n1,\n]");
    expect(sla("--events", broken).err).toBe(`headroom: cannot read ${broken}: it stops being JSON at line 3\n`);
  });
});
