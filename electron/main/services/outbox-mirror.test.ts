import { appendFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { OutboxMirror, readMirror } from "./outbox-mirror.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headroom-outbox-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function line(clientId: string, mutationId: number, note = "x"): string {
  return JSON.stringify({ clientId, mutationId, fields: { note: { new: note } } });
}
const file = (): string => join(folder, "demo-desk.jsonl");

async function held(): Promise<readonly string[]> {
  const read = await new OutboxMirror(folder).read("demo-desk");
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

describe("the outbox mirror", () => {
  it("holds what was appended, in order, for the next start", async () => {
    const mirror = new OutboxMirror(folder);
    await Promise.all([mirror.append("demo-desk", [line("a", 1), line("a", 2, "第二")]), mirror.append("demo-desk", [line("b", 1)])]);
    expect(await held()).toEqual([line("a", 1), line("a", 2, "第二"), line("b", 1)]);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  it("forgets what was acknowledged, of that client alone", async () => {
    const mirror = new OutboxMirror(folder);
    await mirror.append("demo-desk", [line("a", 1), line("b", 1), line("a", 2), line("a", 3)]);
    await mirror.trim("demo-desk", "a", 2);
    expect(await held()).toEqual([line("b", 1), line("a", 3)]);
  });

  it("keeps profiles apart", async () => {
    const mirror = new OutboxMirror(folder);
    await mirror.append("demo-desk", [line("a", 1)]);
    await mirror.append("remote-1", [line("a", 2)]);
    await mirror.trim("remote-1", "a", 2);
    expect(await held()).toEqual([line("a", 1)]);
  });

  it("counts a mutation once when it was appended again", async () => {
    const mirror = new OutboxMirror(folder);
    await mirror.append("demo-desk", [line("a", 1), line("a", 2)]);
    await mirror.append("demo-desk", [line("a", 1)]);
    expect(await held()).toEqual([line("a", 1), line("a", 2)]);
  });

  it("loses a torn last line and nothing else, and goes on behind it", async () => {
    await new OutboxMirror(folder).append("demo-desk", [line("a", 1), line("a", 2)]);
    truncateSync(file(), statSync(file()).size - 7);
    expect(await held()).toEqual([line("a", 1)]);
    await new OutboxMirror(folder).append("demo-desk", [line("a", 3)]);
    expect(await held()).toEqual([line("a", 1), line("a", 3)]);
  });

  it("survives being cut anywhere: whole lines stay, and later ones are kept", async () => {
    await new OutboxMirror(folder).append("demo-desk", [line("a", 1), line("a", 2, "é中🀄"), line("a", 3)]);
    const whole = readFileSync(file());
    for (let length = 0; length <= whole.length; length += 1) {
      const cut = whole.subarray(0, length).toString("utf8");
      const lines = readMirror(cut).lines;
      expect([line("a", 1), line("a", 2, "é中🀄"), line("a", 3)].slice(0, lines.length)).toEqual(lines);
      const complete = whole.subarray(0, length).filter((byte) => byte === 10).length;
      expect(lines.length).toBeGreaterThanOrEqual(complete);
    }
  });

  it("survives damage in the middle", async () => {
    await new OutboxMirror(folder).append("demo-desk", [line("a", 1)]);
    appendFileSync(file(), Buffer.from("\0\0\0\0{]\n[1,2\n\n{}\nnull\n"));
    await new OutboxMirror(folder).append("demo-desk", [line("a", 2)]);
    expect(await held()).toEqual([line("a", 1), line("a", 2)]);
  });

  it("reads whatever the file holds without failing", () => {
    const pieces = fc.oneof(
      fc.string(),
      fc.json(),
      fc.nat(9).map((n) => line("a", n + 1)),
      fc.nat(9).map((n) => JSON.stringify({ trim: { clientId: "a", upTo: n } })),
    );
    fc.assert(
      fc.property(fc.array(pieces), (parts) => {
        readMirror(parts.join("\n"));
      }),
      { numRuns: 1000 },
    );
  });

  it("does not grow for ever", async () => {
    const mirror = new OutboxMirror(folder);
    for (let round = 0; round < 4; round += 1) {
      const ids = Array.from({ length: 500 }, (_, at) => round * 500 + at + 1);
      await mirror.append(
        "demo-desk",
        ids.map((id) => line("a", id)),
      );
      await mirror.trim("demo-desk", "a", (round + 1) * 500 - 1);
    }
    expect(await held()).toEqual([line("a", 2000)]);
    expect(statSync(file()).size).toBeLessThan(10_000);
    await mirror.append("demo-desk", [line("a", 2001)]);
    expect(await held()).toEqual([line("a", 2000), line("a", 2001)]);
  });

  it.each(["../evil", "a/b", "", "A", "a".repeat(65), "a.b", "con\0"])("has no profile %j", async (profile) => {
    const mirror = new OutboxMirror(folder);
    const refused = { ok: false, error: { code: "bad-request", message: "not a profile name" } };
    expect(await mirror.append(profile, [line("a", 1)])).toEqual(refused);
    expect(await mirror.read(profile)).toEqual(refused);
    expect(await mirror.trim(profile, "a", 1)).toEqual(refused);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([["two\nlines"], ["not json"], ["{}"], ['{"clientId":"a","mutationId":0}'], ['{"clientId":"a b","mutationId":1}']])(
    "takes no line that it could not trim: %j",
    async (text) => {
      expect(await new OutboxMirror(folder).append("demo-desk", [line("a", 1), text])).toMatchObject({
        ok: false,
        error: { code: "bad-request" },
      });
      expect(await held()).toEqual([]);
    },
  );
});
