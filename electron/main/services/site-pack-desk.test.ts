import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SitePackDesk } from "./site-pack-desk.ts";
import { type PackTools, sealPack } from "./site-pack-file.ts";
import { SitePackMemory } from "./site-pack-memory.ts";

const dayMs = 86_400_000;
const quick: PackTools = {
  random: randomBytes,
  keyOf: async (passphrase, salt) => createHash("sha256").update(salt).update(passphrase).digest(),
};
const madeAtMs = Date.UTC(2026, 10, 20, 9);
const expiresAtMs = madeAtMs + 7 * dayMs;

let folder = "";
let wall = madeAtMs;
let ran = 0;
let watches: (() => void)[] = [];
let expired = 0;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headroom-pack-"));
  wall = madeAtMs + dayMs;
  ran = 0;
  watches = [];
  expired = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** As after a start: what the machine remembers comes from the disk. */
function desk(): SitePackDesk {
  return new SitePackDesk({
    memory: new SitePackMemory(join(folder, "site-packs.json")),
    tools: quick,
    wallMs: () => wall,
    monotonicMs: () => ran,
    later: (_ms, job) => {
      watches = [job];
      return () => {
        watches = watches.filter((waiting) => waiting !== job);
      };
    },
    onExpired: () => {
      expired += 1;
    },
  });
}

function pack(): Promise<Buffer> {
  return sealPack(Buffer.from("the customer's rows"), "right words", { madeAtMs, expiresAtMs }, quick);
}

describe("the desk of site packs", () => {
  it("offers a file by its dates and hands out its content for the right passphrase alone", async () => {
    const one = desk();
    expect(await one.waiting()).toBeNull();
    expect(await one.offer("visit.headroom-pack", await pack())).toEqual({
      state: "ready",
      name: "visit.headroom-pack",
      madeAtMs,
      expiresAtMs,
      retryAtMs: null,
    });
    expect(await one.open("wrong")).toEqual({ state: "wrong-passphrase", retryAtMs: null });
    const opened = await one.open("right words");
    expect(opened).toMatchObject({ state: "open", name: "visit.headroom-pack", madeAtMs, expiresAtMs });
    expect(opened.state === "open" && Buffer.from(opened.content).toString()).toBe("the customer's rows");
    one.close();
    expect(await one.open("right words")).toEqual({ state: "refused", why: "unreadable", expiresAtMs: null });
  });

  it("makes each wrong passphrase after the second wait longer, also after a new start, and forgets them with the right one", async () => {
    const file = await pack();
    const one = desk();
    await one.offer("a", file);
    for (let tries = 0; tries < 3; tries += 1) await one.open("wrong");
    expect(await one.open("right words")).toEqual({ state: "wrong-passphrase", retryAtMs: wall + 5_000 });
    const again = desk();
    expect(await again.offer("a", file)).toMatchObject({ state: "ready", retryAtMs: wall + 5_000 });
    wall += 5_000;
    expect(await again.open("still wrong")).toEqual({ state: "wrong-passphrase", retryAtMs: wall + 15_000 });
    wall += 15_000;
    expect((await again.open("right words")).state).toBe("open");
    expect(JSON.parse(readFileSync(join(folder, "site-packs.json"), "utf8"))).toEqual({ version: 1, newestMs: wall, failures: {} });
  });

  it("refuses an expired pack, also with the clock set back, and one that comes from the future", async () => {
    const file = await pack();
    wall = expiresAtMs;
    const refused = { state: "refused", name: "a", why: "expired", expiresAtMs };
    expect(await desk().offer("a", file)).toEqual(refused);
    wall = madeAtMs + dayMs;
    const late = desk();
    expect(await late.offer("a", file)).toEqual(refused);
    expect(await late.open("right words")).toEqual({ state: "refused", why: "expired", expiresAtMs });
    rmSync(join(folder, "site-packs.json"));
    wall = madeAtMs - dayMs;
    expect(await desk().offer("a", file)).toMatchObject({ state: "refused", why: "clock" });
  });

  it("closes an open pack when it runs out, however the clock on the wall was turned meanwhile", async () => {
    const one = desk();
    await one.offer("a", await pack());
    await one.open("right words");
    wall = madeAtMs;
    ran = 2 * dayMs;
    watches[0]?.();
    expect([expired, await one.waiting()]).toMatchObject([0, { state: "ready" }]);
    ran = 6 * dayMs;
    watches[0]?.();
    await vi.waitFor(() => expect(expired).toBe(1));
    expect([await one.waiting(), watches]).toEqual([null, []]);
    // The machine has seen the day.
    expect(await desk().offer("a", await pack())).toMatchObject({ state: "refused", why: "expired" });
  });

  it("tells a file that cannot be read, one that is none, and one that is damaged behind its header", async () => {
    const one = desk();
    const file = await pack();
    file.writeUInt8(file.readUInt8(file.length - 1) ^ 1, file.length - 1);
    expect([(await one.offer("a", null)).state, await one.offer("b", Buffer.from("a text"))]).toEqual([
      "refused",
      { state: "refused", name: "b", why: "not-a-pack", expiresAtMs: null },
    ]);
    await one.offer("c", file);
    expect(await one.open("right words")).toEqual({ state: "refused", why: "damaged", expiresAtMs });
    // It was the right one: it does not count.
    expect(await one.waiting()).toMatchObject({ state: "ready", retryAtMs: null });
  });
});
