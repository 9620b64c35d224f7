import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { MessageState, OutgoingMessage } from "../../../shared/bridge/messages.ts";
import { fixedClock } from "../../../shared/kernel/clock.ts";
import { ok } from "../../../shared/kernel/result.ts";
import { type SendOutcome, later, sentWell, unsure } from "../sending/send-outcome.ts";
import { MessageRunner } from "./message-runner.ts";
import { OutboxMirror } from "./outbox-mirror.ts";
import { type Sender, removeSender, saveSender } from "./senders.ts";
import { VaultService } from "./vault-service.ts";

const startMs = Date.UTC(2026, 10, 21, 9, 5);
const ann = "remote-ann";
const bo = "remote-bo";
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headroom-messages-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function mail(id: string): Sender {
  const names = { name: "Company mail", fromName: "Ann", fromAddress: "ann@example.com", user: "ann", password: "s3cret" };
  return { way: "smtp", id, host: "mail.example.com", port: 587, security: "starttls", ...names };
}
function robot(id: string, way: Exclude<Sender["way"], "smtp">): Sender {
  return { way, id, name: "Group", url: "https://robots.example.com/hook/s3cret", secret: "", accountIds: ["acc_1"] };
}
function message(accountId = "acc_1", text = "Hello"): OutgoingMessage {
  return { outreachId: "outreach_1", accountId, to: [], cc: [], subject: "Peak", text, language: "en", calendar: null };
}

/** One start of the desktop: the same folder again is the next start. */
async function desktop(senders: readonly Sender[] = [mail("s")]) {
  const clock = fixedClock(startMs);
  const timers: { atMs: number; job: () => void }[] = [];
  const state = { current: ann as string | null, online: true, told: [] as MessageState[], faults: [] as string[] };
  /** Tries that wait for an answer, by the test's hand. */
  const tries: {
    readonly sender: string;
    readonly text: string;
    readonly sendId: string;
    readonly answer: (outcome: SendOutcome) => void;
  }[] = [];
  const vaults = new VaultService({
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
    chosenLockMinutes: () => null,
    greet: async () => ok(undefined),
    onUnlocked: async () => runner.wake(),
    emit: () => runner.sleep(),
    onFault: (where) => state.faults.push(where),
  });
  const runner: MessageRunner = new MessageRunner({
    folder: join(folder, "vault"),
    vaults,
    current: () => state.current,
    isOnline: () => state.online,
    now: () => clock.now(),
    random: () => 0,
    later: (ms, job) => {
      const timer = { atMs: clock.now() + ms, job };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0);
    },
    send: async (sender, entry) =>
      await new Promise((answer) => tries.push({ sender: sender.id, text: entry.message.text, sendId: entry.sendId, answer })),
    emit: (told) => state.told.push(told),
    onFault: (where) => state.faults.push(where),
  });
  const passed = async (): Promise<void> => {
    // Every step is a file or two: a turn of the event loop after the runner's queue is empty.
    for (let i = 0; i < 5; i += 1) {
      await runner.list(state.current ?? ann);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const advance = async (ms: number): Promise<void> => {
    const untilMs = clock.now() + ms;
    for (;;) {
      const next = timers.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
      if (next === undefined) break;
      timers.splice(timers.indexOf(next), 1);
      clock.advance(Math.max(0, next.atMs - clock.now()));
      next.job();
      await passed();
    }
    clock.advance(untilMs - clock.now());
    await passed();
  };
  const answer = async (outcome: SendOutcome): Promise<string> => {
    await passed();
    const next = tries.shift();
    if (next === undefined) throw new Error("nothing is being sent");
    next.answer(outcome);
    await passed();
    return next.text;
  };
  const states = async (profile = ann) => {
    const listed = await runner.list(profile);
    return listed.ok
      ? listed.value.map(({ sendId, state, fault }) => `${sendId} ${state}${fault === null ? "" : ` ${fault}`}`)
      : listed.error.code;
  };
  const open = async (profile: string) => {
    state.current = profile;
    await vaults.open(profile);
    for (const sender of senders)
      await vaults.sealing(profile, "senders", async (sealer) => saveSender(join(folder, "vault"), profile, sealer!, sender));
    await passed();
  };
  await open(ann);
  return { vaults, runner, state, clock, tries, timers, passed, advance, answer, states, open };
}

it("sends a message once, whatever is asked how often", async () => {
  const { runner, state, answer, states, tries } = await desktop();
  const first = await runner.send(ann, "send_1", "s", message());
  expect(first).toEqual(
    ok({ sendId: "send_1", outreachId: "outreach_1", accountId: "acc_1", state: "waiting", atMs: startMs, fault: null, retryAtMs: null }),
  );
  await runner.send(ann, "send_1", "s", message("acc_1", "something else"));
  expect(await answer(sentWell)).toBe("Hello");
  expect(state.told.map(({ state }) => state)).toEqual(["sending", "sent"]);
  await runner.send(ann, "send_1", "s", message());
  expect([await states(), tries]).toEqual([["send_1 sent"], []]);
  expect(await runner.settle(ann, "send_1", "forget")).toEqual(ok(null));
  expect(await runner.send(ann, "send_1", "s", message())).toMatchObject({ ok: true, value: { state: "sent" } });
  expect([await states(), tries]).toEqual([[], []]);

  const next = await desktop();
  expect(await next.runner.send(ann, "send_1", "s", message())).toMatchObject({ ok: true, value: { state: "sent" } });
  await next.passed();
  expect(next.tries).toEqual([]);
});

it("goes on after a start with what was not begun; what was being sent is unsure and stays so", async () => {
  const before = await desktop();
  await before.runner.send(ann, "send_1", "s", message());
  await before.runner.send(ann, "send_2", "s", message());
  await before.passed();
  expect(before.tries).toHaveLength(1);
  // The first desktop is gone in the middle: nothing of it is called any more.
  const { runner, answer, states, tries, advance, state } = await desktop();
  expect(await states()).toEqual(["send_1 unsure", "send_2 sending"]);
  await answer(sentWell);
  await advance(86_400_000);
  expect([await states(), tries]).toEqual([["send_1 unsure", "send_2 sent"], []]);
  expect(state.told.filter(({ sendId }) => sendId === "send_1").map(({ state }) => state)).toEqual(["unsure"]);

  expect(await runner.settle(ann, "send_1", "forget")).toMatchObject({ ok: true, value: { state: "unsure" } });
  expect(await runner.settle(ann, "send_1", "resend")).toMatchObject({ ok: true, value: { state: "waiting" } });
  await answer(unsure);
  expect(await runner.settle(ann, "send_1", "was-sent")).toMatchObject({ ok: true, value: { state: "sent" } });
  expect(await runner.settle(ann, "send_1", "resend")).toMatchObject({ ok: true, value: { state: "sent" } });
  expect(await runner.settle(ann, "send_9", "forget")).toEqual(ok(null));
});

it("tries again with growing pauses while nothing has left, and gives up in the end", async () => {
  const { runner, answer, states, advance, tries, timers, clock, passed } = await desktop();
  await runner.send(ann, "send_1", "s", message());
  const pauses: number[] = [];
  for (let i = 0; i < 20; i += 1) {
    await answer(later("unreachable"));
    if (i === 19) break;
    const listed = await runner.list(ann);
    const retryAtMs = listed.ok ? listed.value[0]?.retryAtMs : null;
    pauses.push(((retryAtMs ?? 0) - clock.now()) / 1000);
    await advance((retryAtMs ?? 0) - clock.now() - 1);
    expect(tries).toEqual([]);
    await advance(1);
  }
  expect(pauses.slice(0, 9)).toEqual([7.5, 15, 30, 60, 120, 240, 480, 900, 900]);
  expect([await states(), timers]).toEqual([["send_1 failed unreachable"], []]);
  await runner.settle(ann, "send_1", "resend");
  await passed();
  expect(await states()).toEqual(["send_1 sending"]);
});

it("keeps the order of a sender; a pause of one address holds up that account alone", async () => {
  const { runner, answer, advance, tries, passed } = await desktop();
  await runner.send(ann, "send_1", "s", message("acc_1", "one"));
  await runner.send(ann, "send_2", "s", message("acc_1", "two"));
  await runner.send(ann, "send_3", "s", message("acc_2", "three"));
  await answer(later("refused", null, "message"));
  expect(await answer(sentWell)).toBe("three");
  expect(tries).toEqual([]);
  await advance(20_000);
  expect(await answer(later("unreachable"))).toBe("one");
  await runner.send(ann, "send_4", "s", message("acc_3", "four"));
  await passed();
  expect(tries).toEqual([]);
  await advance(60_000);
  expect([await answer(sentWell), await answer(sentWell), await answer(sentWell)]).toEqual(["one", "two", "four"]);
});

it("keeps to a robot's pace, over a start of the desktop as well", async () => {
  const senders = [robot("ding", "dingtalk"), robot("slack", "slack")];
  const { runner, answer, advance, tries, passed } = await desktop(senders);
  for (let i = 0; i < 25; i += 1) await runner.send(ann, `ding_${i}`, "ding", message("acc_1", `ding ${i}`));
  for (let i = 0; i < 15; i += 1) await answer(sentWell);
  const next = await desktop(senders);
  // The sixteenth was under way and counts, too.
  for (let i = 0; i < 4; i += 1) await next.answer(sentWell);
  await next.passed();
  expect(next.tries).toEqual([]);
  await next.advance(61_000);
  expect(next.tries).toEqual([]);
  await next.advance(1_500);
  expect(await next.answer(later("rate-limited", 600_000))).toBe("ding 20");
  await next.advance(599_000);
  expect(next.tries).toEqual([]);
  await next.advance(2_000);
  expect(next.tries.map(({ text }) => text)).toEqual(["ding 20"]);
  expect([tries.length, await passed(), await advance(0)]).toEqual([1, undefined, undefined]);
  for (let i = 0; i < 3; i += 1) await next.runner.send(ann, `slack_${i}`, "slack", message("acc_1", `slack ${i}`));
  await next.passed();
  expect(next.tries.map(({ sender }) => sender)).toEqual(["ding", "slack"]);
});

it("waits for a network, for its sender and for its profile", async () => {
  const { runner, state, tries, passed, answer, states, vaults, open } = await desktop();
  state.online = false;
  await runner.send(ann, "send_1", "s", message());
  await passed();
  expect([await states(), tries]).toEqual([["send_1 waiting"], []]);
  await open(bo);
  state.online = true;
  expect(await runner.send(ann, "send_2", "s", message())).toEqual({
    ok: false,
    error: { code: "forbidden", message: "this profile is not in use" },
  });
  await runner.send(bo, "send_1", "s", message("acc_9", "of bo"));
  expect(await answer(sentWell)).toBe("of bo");
  expect(tries).toEqual([]);
  await open(ann);
  expect(await answer(sentWell)).toBe("Hello");
  await vaults.sealing(ann, "senders", async (sealer) => removeSender(join(folder, "vault"), ann, sealer!, "s"));
  await runner.send(ann, "send_3", "s", message());
  await passed();
  expect(await states()).toEqual(["send_1 sent", "send_3 failed no-sender"]);
});

it("notes the end of what was under way when the vault was locked, and nothing after a wipe", async () => {
  const { runner, vaults, passed, tries, states } = await desktop();
  await vaults.setPasscode(ann, null, "correct horse");
  await runner.send(ann, "send_1", "s", message());
  await runner.send(ann, "send_2", "s", message("acc_2"));
  await passed();
  await vaults.lockCurrent();
  expect(await states()).toBe("forbidden");
  tries.shift()?.answer(sentWell);
  await passed();
  expect(tries).toEqual([]);
  await vaults.unlock(ann, "correct horse");
  await passed();
  expect(await states()).toEqual(["send_1 sent", "send_2 sending"]);
  const names = readdirSync(join(folder, "vault", `${ann}.messages`));
  for (const name of names)
    expect(readFileSync(join(folder, "vault", `${ann}.messages`, name), "latin1")).not.toMatch(/Hello|acc_|Peak|s3cret/);

  await vaults.wipe(ann, "server");
  tries.shift()?.answer(sentWell);
  await passed();
  expect(readdirSync(join(folder, "vault"))).toEqual([`${ann}.json`]);
});

it("keeps messages, not senders, when its user leaves", async () => {
  const { runner, vaults, state, states, passed } = await desktop();
  state.online = false;
  await runner.send(ann, "send_1", "s", message());
  await passed();
  await vaults.close(ann);
  expect(readdirSync(join(folder, "vault")).toSorted()).toEqual([`${ann}.json`, `${ann}.messages`]);
  state.online = true;
  await vaults.open(ann);
  await passed();
  expect(await states()).toEqual(["send_1 failed no-sender"]);
});

it("sends nothing that it could not note first, and gives up or goes on as it is told", async () => {
  const { runner, state, tries, passed, states, advance, answer } = await desktop();
  const held = join(folder, "vault", `${ann}.messages`);
  state.online = false;
  await runner.send(ann, "send_1", "s", message());
  await runner.send(ann, "send_2", "s", message());
  expect(await runner.settle(ann, "send_2", "give-up")).toMatchObject({ ok: true, value: { state: "failed", fault: null } });
  state.online = true;
  // A folder stands where each file would be written first.
  const inTheWay = readdirSync(held).map((name) => join(held, `${name}.new`));
  for (const path of inTheWay) mkdirSync(path);
  runner.wake();
  await passed();
  expect([tries, [...new Set(state.faults)], await states()]).toEqual([[], ["messages"], ["send_1 waiting", "send_2 failed"]]);
  for (const path of inTheWay) rmdirSync(path);
  await advance(60_000);
  await answer(sentWell);
  expect(await states()).toEqual(["send_1 sent", "send_2 failed"]);
});

it("lets what is under way end before the app does, and begins nothing more", async () => {
  const { runner, tries, passed, timers } = await desktop();
  await runner.send(ann, "send_1", "s", message());
  await runner.send(ann, "send_2", "s", message());
  await passed();
  let ended = false;
  const stopping = runner.stop(5_000).then(() => (ended = true));
  await passed();
  expect(ended).toBe(false);
  tries.shift()?.answer(sentWell);
  await stopping;
  await passed();
  expect([tries, timers]).toEqual([[], []]);
});
