import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StoreMark, VaultAnswer, VaultInfo } from "../../../shared/bridge/vault.ts";
import { fixedClock } from "../../../shared/kernel/clock.ts";
import { defaultLaptopPolicy } from "../../../shared/sync/policy.ts";
import { OutboxMirror } from "./outbox-mirror.ts";
import { Vault } from "./vault.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const startMs = Date.UTC(2026, 10, 21, 9);
const profile = "remote-abc";
const mark: StoreMark = { clientId: "cli_1", nextMutationId: 4, copy: { generation: 2, rows: 900 }, unsent: 3 };

/** A laptop: folder, keystore and clocks that outlive the desktop's process. */
interface Laptop {
  readonly clock: ReturnType<typeof fixedClock>;
  readonly keystore: { strong: boolean; opens: boolean };
  ran: number;
  /** A start of the desktop. */
  start(options?: { readonly guarded?: boolean; readonly profile?: string }): Vault;
}

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headroom-vault-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const vaultFile = (): string => join(folder, "vault", `${profile}.json`);
const mirrorFile = (): string => join(folder, "outbox", `${profile}.jsonl`);

function laptop(keystore: { strong: boolean; opens: boolean }): Laptop {
  const clock = fixedClock(startMs);
  const made: Laptop = {
    clock,
    keystore,
    ran: 0,
    start: ({ guarded = true, profile: name = profile } = {}) =>
      new Vault({
        folder: join(folder, "vault"),
        profile: name,
        guarded,
        tools: {
          keystore: {
            isStrong: async () => keystore.strong,
            seal: async (text) => (keystore.strong ? Buffer.from(`sealed:${text}`).toString("base64") : null),
            open: async (sealed) => (keystore.opens ? Buffer.from(sealed, "base64").toString("utf8").slice("sealed:".length) : null),
          },
          random: (length) => randomBytes(length),
          // The real cost is half a second a guess.
          cost: { n: 2 ** 4, r: 8, p: 1 },
        },
        mirror: new OutboxMirror(join(folder, "outbox")),
        now: () => clock.now(),
        ran: () => made.ran,
      }),
  };
  return made;
}
const strong = (): Laptop => laptop({ strong: true, opens: true });
const weak = (): Laptop => laptop({ strong: false, opens: false });

async function answerOf(asked: ReturnType<Vault["open"]>): Promise<VaultAnswer> {
  const answer = await asked;
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}
async function opened(vault: Vault): Promise<Extract<VaultAnswer, { readonly state: "open" }>> {
  const answer = await answerOf(vault.open());
  if (answer.state !== "open") throw new Error(`the vault answers ${answer.state}`);
  return answer;
}
const ids = (ring: readonly { readonly id: string }[]): string[] => ring.map(({ id }) => id);

describe("a vault with the system's keystore", () => {
  it("makes two keys for a new profile and gives the same ones at every start", async () => {
    const machine = strong();
    const first = await opened(machine.start());
    expect(first).toMatchObject({ copy: [{ bytes: expect.any(Uint8Array) }], edits: [{ bytes: expect.any(Uint8Array) }], mark: null });
    expect(first.copy[0]?.bytes).toHaveLength(32);
    expect(first.copy[0]?.bytes).not.toEqual(first.edits[0]?.bytes);
    expect(await opened(machine.start())).toEqual(first);
    expect(statSync(vaultFile()).mode & 0o777).toBe(0o600);
  });

  it("writes no key in the clear", async () => {
    const { copy, edits } = await opened(strong().start());
    const text = readFileSync(vaultFile(), "latin1");
    for (const { bytes } of [...copy, ...edits]) {
      expect(text).not.toContain(Buffer.from(bytes).toString("base64").slice(0, 20));
      expect(text).not.toContain(Buffer.from(bytes).toString("hex"));
    }
  });

  it("says that the keys are lost when the keystore does not open them, and opens again when it does", async () => {
    const machine = strong();
    const before = await opened(machine.start());
    await machine.start().writeMark(mark);
    machine.keystore.opens = false;
    const later = machine.start();
    expect(await answerOf(later.open())).toEqual({ state: "lost", unsent: 3 });
    machine.keystore.opens = true;
    expect(await answerOf(later.open())).toEqual({ ...before, mark });
  });

  it("asks for the passcode that the user chose, and not after it was taken away", async () => {
    const machine = strong();
    const before = await opened(machine.start());
    const vault = machine.start();
    expect(await vault.setPasscode(null, "correct horse")).toMatchObject({ ok: true, value: { hasPasscode: true, lockAfterMinutes: 15 } });
    expect(await answerOf(machine.start().open())).toEqual({ state: "locked", retryAtMs: null });
    expect(await answerOf(machine.start().unlock("correct horse"))).toEqual(before);
    expect(await vault.setPasscode("wrong horse", null)).toMatchObject({ ok: false, error: { code: "wrong-passcode" } });
    expect(await vault.setPasscode("correct horse", null)).toMatchObject({
      ok: true,
      value: { hasPasscode: false, lockAfterMinutes: null },
    });
    expect(await answerOf(machine.start().open())).toEqual(before);
  });
});

describe("a damaged or missing vault", () => {
  it.each([
    ["cut off", (text: string) => text.slice(0, text.length / 2)],
    ["empty", () => ""],
    ["of another profile", (text: string) => text.replace(profile, "remote-xyz")],
    ["with a key that was exchanged", (text: string) => text.replace(/"sealed":"(.)(.)/g, '"sealed":"$2$1')],
    [
      "with another key's bytes",
      (text: string) => {
        const file = JSON.parse(text) as { rings: { copy: { sealed: string }[]; edits: { sealed: string }[] } };
        const [copy] = file.rings.copy;
        const [edits] = file.rings.edits;
        if (copy === undefined || edits === undefined) throw new Error("a vault without keys");
        copy.sealed = edits.sealed;
        return JSON.stringify(file);
      },
    ],
  ])("%s is lost, never replaced unasked, and put aside by beginning anew", async (_name, damage) => {
    const machine = strong();
    const before = await opened(machine.start());
    const damaged = damage(readFileSync(vaultFile(), "utf8"));
    writeFileSync(vaultFile(), damaged);
    const vault = machine.start();
    expect(await answerOf(vault.open())).toEqual({ state: "lost", unsent: 0 });
    expect(readFileSync(vaultFile(), "utf8")).toBe(damaged);
    const fresh = await answerOf(vault.reset());
    if (fresh.state !== "open") throw new Error(fresh.state);
    expect(ids(fresh.copy)).not.toEqual(ids(before.copy));
    const aside = readdirSync(join(folder, "vault")).find((name) => name.includes(".lost-"));
    expect(readFileSync(join(folder, "vault", aside ?? ""), "utf8")).toBe(damaged);
  });

  it("that is gone from beside a database that was here is lost too", async () => {
    const machine = strong();
    await opened(machine.start());
    await machine.start().writeMark(mark);
    rmSync(vaultFile());
    expect(await answerOf(machine.start().open())).toEqual({ state: "lost", unsent: 3 });
  });
});

describe("without a keystore", () => {
  it("wants a passcode before it keeps anything, and none for what needs no protection", async () => {
    const machine = weak();
    const vault = machine.start();
    expect(await answerOf(vault.open())).toEqual({ state: "setup" });
    expect(readdirSync(folder)).toEqual([]);
    expect(await vault.setPasscode(null, "correct horse")).toMatchObject({ ok: true, value: { keystore: false, hasPasscode: true } });
    const keys = await opened(vault);
    expect(await answerOf(machine.start().unlock("correct horse"))).toEqual(keys);
    expect(await vault.setPasscode("correct horse", null)).toMatchObject({ ok: false, error: { code: "forbidden" } });
    expect((await opened(machine.start({ guarded: false, profile: "demo-desk" }))).state).toBe("open");
  });

  it("opens with the same passcode typed in another way", async () => {
    const machine = weak();
    await machine.start().setPasscode(null, "ｐａｓｓｗｏｒｄ é");
    expect((await answerOf(machine.start().unlock("password e\u0301"))).state).toBe("open");
  });

  it("slows down who guesses, over restarts too, and lets the right passcode in after the pause", async () => {
    const machine = weak();
    await machine.start().setPasscode(null, "correct horse");
    for (let guess = 0; guess < 3; guess += 1) {
      expect(await machine.start().unlock(`guess number ${guess}`)).toMatchObject({ ok: false, error: { code: "wrong-passcode" } });
    }
    const paused = { state: "locked", retryAtMs: startMs + 5000 };
    expect(await answerOf(machine.start().open())).toEqual(paused);
    expect(await answerOf(machine.start().unlock("correct horse"))).toEqual(paused);
    machine.clock.advance(5000);
    expect(await machine.start().unlock("guess again")).toMatchObject({ ok: false });
    expect(await answerOf(machine.start().open())).toEqual({ state: "locked", retryAtMs: startMs + 5000 + 15_000 });
    // Set back, the clock makes no pause longer.
    machine.clock.advance(-dayMs);
    const vault = machine.start();
    expect(await answerOf(vault.open())).toEqual({ state: "locked", retryAtMs: startMs + 5000 - dayMs + 15_000 });
    machine.clock.advance(15_000);
    expect((await answerOf(vault.unlock("correct horse"))).state).toBe("open");
    expect(await answerOf(machine.start().open())).toEqual({ state: "locked", retryAtMs: null });
  });

  it("forgets the keys when it locks", async () => {
    const vault = weak().start();
    await vault.setPasscode(null, "correct horse");
    await opened(vault);
    expect(vault.isOpen).toBe(true);
    expect(await vault.lock()).toBe(true);
    expect(vault.isOpen).toBe(false);
    expect(await answerOf(vault.open())).toEqual({ state: "locked", retryAtMs: null });
  });

  it("begins anew for who has forgotten the passcode, and nothing of before remains", async () => {
    const machine = weak();
    await machine.start().setPasscode(null, "correct horse");
    mkdirSync(join(folder, "outbox"));
    writeFileSync(mirrorFile(), "{}\n");
    const vault = machine.start();
    expect(await answerOf(vault.reset())).toEqual({ state: "setup" });
    expect(readdirSync(join(folder, "outbox"))).toEqual([]);
    expect(await answerOf(machine.start().open())).toMatchObject({ state: "wiped", by: "user" });
  });
});

describe("changing keys", () => {
  it("adds a key to both rings, and forgets the old ones when told, but never what seals", async () => {
    const vault = strong().start();
    const before = await opened(vault);
    const both = await answerOf(vault.rotate());
    if (both.state !== "open") throw new Error(both.state);
    expect(both.copy).toHaveLength(2);
    expect(both.copy[0]).toEqual(before.copy[0]);
    await vault.retire([...ids(both.copy.slice(1)), ...ids(both.edits)]);
    expect(await opened(vault)).toEqual({ ...both, copy: both.copy.slice(1) });
    await vault.retire(["none"]);
    expect(await opened(vault)).toEqual({ ...both, copy: both.copy.slice(1), edits: both.edits.slice(1) });
  });

  it("that never finishes does not fill the ring: the newest key serves again", async () => {
    const vault = strong().start();
    for (let turn = 0; turn < 12; turn += 1) await vault.rotate();
    const { copy, edits } = await opened(vault);
    expect([copy.length, edits.length]).toEqual([8, 8]);
  });
});

describe("wiping", () => {
  it.each(["server", "user"] as const)(
    "by the %s leaves neither keys nor mirror nor mark, and the next profile is a new one",
    async (by) => {
      const machine = strong();
      const before = await opened(machine.start());
      const vault = machine.start();
      await vault.writeMark(mark);
      mkdirSync(join(folder, "outbox"));
      writeFileSync(mirrorFile(), "{}\n");
      await vault.wipe(by);
      expect(JSON.parse(readFileSync(vaultFile(), "utf8"))).toEqual({ version: 1, state: "wiped", profile, by, atMs: startMs });
      expect([readdirSync(join(folder, "vault")), readdirSync(join(folder, "outbox"))]).toEqual([[`${profile}.json`], []]);
      await vault.writeMark(mark);
      const later = machine.start();
      expect(await answerOf(later.open())).toEqual({ state: "wiped", by, atMs: startMs });
      const fresh = await answerOf(later.reset());
      expect(fresh).toMatchObject({ state: "open", mark: null });
      if (fresh.state === "open") expect(ids([...fresh.copy, ...fresh.edits])).not.toEqual(ids([...before.copy, ...before.edits]));
    },
  );

  it("that was cut short after the keys were destroyed is finished at the next start", async () => {
    const machine = strong();
    await opened(machine.start());
    await machine.start().writeMark(mark);
    mkdirSync(join(folder, "outbox"));
    writeFileSync(mirrorFile(), "{}\n");
    writeFileSync(vaultFile(), JSON.stringify({ version: 1, state: "wiped", profile, by: "server", atMs: startMs }));
    expect(await answerOf(machine.start().open())).toEqual({ state: "wiped", by: "server", atMs: startMs });
    expect([readdirSync(join(folder, "vault")), readdirSync(join(folder, "outbox"))]).toEqual([[`${profile}.json`], []]);
  });
});

describe("the grace without contact", () => {
  const short = { ...defaultLaptopPolicy, offlineGraceDays: 3, wipeAfterDays: 7 };

  async function lastSeen(machine: Laptop): Promise<Vault> {
    const vault = machine.start();
    await opened(vault);
    await vault.writeMark(mark);
    await vault.contact(startMs - 2000, short);
    return vault;
  }

  it("is told, and ends when the company says", async () => {
    const machine = strong();
    const vault = await lastSeen(machine);
    expect(await vault.info()).toMatchObject({
      lastContactMs: startMs - 2000,
      graceUntilMs: startMs + 3 * dayMs,
    } satisfies Partial<VaultInfo>);
    machine.clock.advance(3 * dayMs);
    await opened(machine.start());
    machine.clock.advance(1);
    const away = machine.start();
    expect(await answerOf(away.open())).toEqual({ state: "expired", lastContactMs: startMs - 2000, unsent: 3 });
    await away.contact(machine.clock.now(), null);
    expect((await opened(away)).mark).toEqual(mark);
  });

  it("tells of edits that were made after the last mark: the mirror has them", async () => {
    const machine = strong();
    const vault = await lastSeen(machine);
    await vault.writeMark({ ...mark, unsent: 0 });
    await new OutboxMirror(join(folder, "outbox")).append(profile, [JSON.stringify({ clientId: "cli_1", mutationId: 4 })]);
    machine.clock.advance(4 * dayMs);
    expect(await answerOf(machine.start().open())).toEqual({ state: "expired", lastContactMs: startMs - 2000, unsent: 1 });
  });

  it("ends while the desktop runs, and the keys are forgotten", async () => {
    const machine = strong();
    const vault = await lastSeen(machine);
    expect(await vault.tick()).toBe(false);
    machine.clock.advance(4 * dayMs);
    expect(await vault.tick()).toBe(true);
    expect(vault.isOpen).toBe(false);
    expect(await vault.tick()).toBe(false);
  });

  it("does not grow by setting the clock back, nor by holding it still while the desktop runs", async () => {
    const machine = strong();
    await lastSeen(machine);
    machine.clock.advance(4 * dayMs);
    expect((await answerOf(machine.start().open())).state).toBe("expired");
    machine.clock.advance(-4 * dayMs);
    expect((await answerOf(machine.start().open())).state).toBe("expired");

    rmSync(join(folder, "vault"), { recursive: true });
    const vault = await lastSeen(machine);
    machine.ran += 4 * dayMs;
    expect((await answerOf(vault.open())).state).toBe("expired");
  });

  it("destroys the copy's key, and that alone, when it has been overdue for a day; edits open again after the next contact", async () => {
    const machine = strong();
    const before = await opened(await lastSeen(machine));
    machine.clock.advance(8 * dayMs);
    expect((await answerOf(machine.start().open())).state).toBe("expired");
    expect(readFileSync(vaultFile(), "utf8")).toContain(ids(before.copy)[0] ?? "none");
    machine.clock.advance(dayMs);
    const vault = machine.start();
    expect(await answerOf(vault.open())).toEqual({ state: "expired", lastContactMs: startMs - 2000, unsent: 3 });
    expect(readFileSync(vaultFile(), "utf8")).not.toContain(ids(before.copy)[0] ?? "none");
    await vault.contact(machine.clock.now(), null);
    const after = await opened(vault);
    expect(after.edits).toEqual(before.edits);
    expect(ids(after.copy)).not.toEqual(ids(before.copy));
  });

  it("destroys nothing for a clock that was a year ahead and has been set right", async () => {
    const machine = strong();
    const before = await opened(await lastSeen(machine));
    machine.clock.advance(365 * dayMs);
    const wrong = machine.start();
    expect((await answerOf(wrong.open())).state).toBe("expired");
    machine.clock.advance(5 * hourMs);
    await wrong.tick();
    machine.clock.advance(-365 * dayMs);
    const right = machine.start();
    expect((await answerOf(right.open())).state).toBe("expired");
    machine.clock.advance(dayMs);
    await right.tick();
    await right.contact(machine.clock.now(), null);
    expect(await opened(right)).toEqual({ ...before, mark });
  });

  it("is none of a demonstration's business", async () => {
    const machine = strong();
    const vault = machine.start({ guarded: false, profile: "demo-desk" });
    const before = await opened(vault);
    machine.clock.advance(1000 * dayMs);
    expect(await opened(machine.start({ guarded: false, profile: "demo-desk" }))).toEqual(before);
    expect(await vault.info()).toMatchObject({ lastContactMs: null, graceUntilMs: null });
  });
});
