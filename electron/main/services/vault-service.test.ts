import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { fixedClock } from "../../../shared/kernel/clock.ts";
import { err, ok } from "../../../shared/kernel/result.ts";
import { OutboxMirror } from "./outbox-mirror.ts";
import { VaultService, type VaultServiceOptions } from "./vault-service.ts";

const dayMs = 86_400_000;
const startMs = Date.UTC(2026, 10, 21, 9);
const ann = "remote-ann";
const bo = "remote-bo";
const policy = '{"offlineGraceDays":3,"wipeAfterDays":7,"lockAfterMinutes":5}';

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headroom-vaults-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function desktop(greet: (vaults: () => VaultService) => ReturnType<VaultServiceOptions["greet"]> = async () => ok(undefined)) {
  const state = {
    current: ann as string | null,
    chosen: null as number | null,
    told: [] as unknown[],
    unlocked: [] as string[],
    faults: [] as unknown[],
  };
  const clock = fixedClock(startMs);
  const vaults: VaultService = new VaultService({
    folder: join(folder, "vault"),
    tools: {
      keystore: {
        isStrong: async () => true,
        seal: async (text) => Buffer.from(text).toString("base64"),
        open: async (text) => Buffer.from(text, "base64").toString(),
      },
      random: (length) => randomBytes(length),
      cost: { n: 2 ** 4, r: 8, p: 1 },
    },
    mirror: new OutboxMirror(join(folder, "outbox")),
    now: () => clock.now(),
    ran: () => 0,
    current: () => state.current,
    isGuarded: () => true,
    chosenLockMinutes: () => state.chosen,
    greet: () => greet(() => vaults),
    onUnlocked: async (profile) => {
      state.unlocked.push(profile);
    },
    emit: (event) => state.told.push(event.state),
    onFault: (_where, error) => state.faults.push(error),
  });
  return { vaults, state, clock };
}

it("says that a vault is unlocked before it answers, and not while it is shut", async () => {
  const { vaults, state } = desktop();
  await vaults.open(ann);
  await vaults.setPasscode(ann, null, "correct horse");
  await vaults.lockCurrent();
  await vaults.open(ann);
  await vaults.unlock(ann, "wrong horse");
  expect(state.unlocked).toEqual([ann, ann]);
  await vaults.unlock(ann, "correct horse");
  expect(state.unlocked).toEqual([ann, ann, ann]);
});

it("seals a secret for one profile while its vault is open", async () => {
  const { vaults, state } = desktop();
  expect(await vaults.sealSecret(ann, "refresh-1")).toBeNull();
  await vaults.open(ann);
  await vaults.setPasscode(ann, null, "correct horse");
  const sealed = (await vaults.sealSecret(ann, "refresh-1")) ?? "";
  expect(Buffer.from(sealed, "base64").toString("latin1")).not.toContain("refresh");
  expect(await vaults.openSecret(ann, sealed)).toBe("refresh-1");
  await vaults.lockCurrent();
  expect([await vaults.sealSecret(ann, "refresh-1"), await vaults.openSecret(ann, sealed)]).toEqual([null, null]);
  state.current = bo;
  await vaults.open(bo);
  expect(await vaults.openSecret(bo, sealed)).toBeNull();
});

it("keeps drafts sealed over lock and start, for their profile alone, until its user leaves or it is wiped", async () => {
  const { vaults, state } = desktop();
  const typed = { "note acc_1": JSON.stringify("half a sentence") };
  await vaults.open(ann);
  await vaults.setPasscode(ann, null, "correct horse");
  expect(await vaults.drafts(ann)).toEqual(ok({}));
  await vaults.keepDrafts(ann, typed);
  await vaults.lockCurrent();
  const shut = { ok: false, error: { code: "forbidden", message: "the vault is shut" } };
  expect(await vaults.drafts(ann)).toEqual(shut);
  expect(await vaults.keepDrafts(ann, {})).toEqual(shut);
  for (const name of readdirSync(join(folder, "vault")))
    expect(readFileSync(join(folder, "vault", name), "utf8")).not.toContain("sentence");

  const later = desktop().vaults;
  await later.unlock(ann, "correct horse");
  expect(await later.drafts(ann)).toEqual(ok(typed));
  await later.keepDrafts(ann, {});
  expect(await later.drafts(ann)).toEqual(ok({}));

  await later.keepDrafts(ann, typed);
  await later.close(ann);
  await later.unlock(ann, "correct horse");
  expect(await later.drafts(ann)).toEqual(ok({}));
  await later.keepDrafts(ann, typed);
  await later.wipe(ann, "server");
  expect(readdirSync(join(folder, "vault"))).toEqual([`${ann}.json`]);

  state.current = bo;
  expect(await vaults.drafts(ann)).toEqual({ ok: false, error: { code: "forbidden", message: "this profile is not in use" } });
  await vaults.open(bo);
  expect(await vaults.drafts(bo)).toEqual(ok({}));
});

it("opens the profile in use alone, and forgets the keys of the one before", async () => {
  const { vaults, state } = desktop();
  expect(await vaults.open(ann)).toMatchObject({ ok: true, value: { state: "open" } });
  await vaults.setPasscode(ann, null, "correct horse");
  expect(await vaults.open(bo)).toEqual({ ok: false, error: { code: "forbidden", message: "this profile is not in use" } });
  state.current = bo;
  expect(await vaults.open(bo)).toMatchObject({ ok: true, value: { state: "open" } });
  state.current = ann;
  expect(await vaults.open(ann)).toEqual({ ok: true, value: { state: "locked", retryAtMs: null } });
});

it("takes time and policy from a contact; what cannot be read of them changes nothing", async () => {
  const { vaults, state } = desktop();
  await vaults.open(ann);
  await vaults.setPasscode(ann, null, "correct horse");
  vaults.heardContact(ann, "Sat, 21 Nov 2026 08:59:00 GMT", policy);
  const told = { lastContactMs: startMs - 60_000, graceUntilMs: startMs + 3 * dayMs, lockAfterMinutes: 5, lockPolicyMinutes: 5 };
  expect(await vaults.info(ann)).toMatchObject({ ok: true, value: told });
  for (const header of ["", "{", "[]", '{"offlineGraceDays":0}', '{"offlineGraceDays":9999,"wipeAfterDays":9999,"lockAfterMinutes":1}']) {
    vaults.heardContact(ann, "Sat, 21 Nov 2026 08:59:00 GMT", header);
    expect(await vaults.info(ann)).toMatchObject({ ok: true, value: told });
  }
  vaults.heardContact(ann, "yesterday", null);
  expect(await vaults.info(ann)).toMatchObject({ ok: true, value: { ...told, lastContactMs: startMs } });
  expect(state.faults).toEqual([]);
});

it("lets the user lock sooner than the company asks, never later", async () => {
  const { vaults, state } = desktop();
  await vaults.open(ann);
  expect(await vaults.idleMinutes()).toBeNull();
  await vaults.setPasscode(ann, null, "correct horse");
  expect(await vaults.idleMinutes()).toBe(15);
  state.chosen = 2;
  expect(await vaults.idleMinutes()).toBe(2);
  state.chosen = 240;
  expect(await vaults.idleMinutes()).toBe(15);
  expect(await vaults.lockCurrent()).toBe(true);
  expect(state.told).toEqual(["locked"]);
  expect(await vaults.idleMinutes()).toBeNull();
});

it("locks nothing without a passcode", async () => {
  const { vaults, state } = desktop();
  await vaults.open(ann);
  expect(await vaults.lockCurrent()).toBe(false);
  expect(state.told).toEqual([]);
});

it("says once that the grace has ended, and opens again after a greeting that was answered", async () => {
  let reached = false;
  const { vaults, state, clock } = desktop(async (own) => {
    if (!reached) return err({ code: "unavailable" as const, message: "not there" });
    own().heardContact(ann, null, null);
    return ok(undefined);
  });
  await vaults.open(ann);
  clock.advance(15 * dayMs);
  await vaults.tick();
  await vaults.tick();
  expect(state.told).toEqual(["expired"]);
  expect(await vaults.renew(ann)).toMatchObject({ ok: false, error: { code: "unavailable" } });
  expect(await vaults.open(ann)).toMatchObject({ ok: true, value: { state: "expired" } });
  reached = true;
  expect(await vaults.renew(ann)).toMatchObject({ ok: true, value: { state: "open" } });
});

it("wipes when the greeting is answered by the order to", async () => {
  const { vaults, state } = desktop(async (own) => {
    await own().heardWipe(ann);
    return err({ code: "wipe" as const, message: "reported lost" });
  });
  await vaults.open(ann);
  expect(await vaults.renew(ann)).toEqual({ ok: true, value: { state: "wiped", by: "server", atMs: startMs } });
  expect(state.told).toEqual(["wiped"]);
});
