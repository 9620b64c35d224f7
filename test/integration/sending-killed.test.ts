import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { MailServer } from "../support/mail-server.ts";

const script = resolve(import.meta.dirname, "../support/dying-sender.ts");
let folder = "";
let server: MailServer;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "headroom-killed-"));
  server = await MailServer.start({ security: "none" });
});
afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** One life of the desktop. null = it was killed. */
async function live(count: number, where: string, onStart: (kill: () => void) => void = () => undefined) {
  const child = spawn(process.execPath, [script, folder, String(server.port), String(count), where], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let out = "";
  child.stdout.on("data", (part: Buffer) => (out += part.toString("utf8")));
  onStart(() => child.kill("SIGKILL"));
  const signal = await new Promise((ended) => child.once("exit", (_code, by) => ended(by)));
  return signal === "SIGKILL" ? null : (JSON.parse(out) as readonly (readonly [string, string])[]);
}
const arrived = () => server.delivered.map(({ mail }) => mail.subject).toSorted();

/** Where the first life ends; what two lives more make of it; how often the message arrives. */
const boundaries: readonly (readonly [string, string, number])[] = [
  // It was never taken: the window gives it again.
  ["write:1", "sent", 1],
  // Taken, not begun.
  ["write:2", "sent", 1],
  // Begun: nobody knows, whether nothing had left yet or everything had.
  ["try:1", "unsure", 0],
  ["answer:1", "unsure", 1],
  ["write:3", "unsure", 1],
];
it.each(boundaries)("killed at %s, a message is %s and has arrived %i times", async (where, state, times) => {
  expect(await live(1, where)).toBeNull();
  for (let i = 0; i < 2; i += 1) {
    expect(await live(1, "never")).toEqual([["send_0", state]]);
    expect(arrived()).toEqual(Array.from({ length: times }, () => "Peak 0"));
  }
});

it("killed when the server has the message and has not said so, it is unsure", async () => {
  server.faults.push({ at: "end", how: "cut" });
  expect(await live(1, "answer:1")).toBeNull();
  expect(await live(1, "never")).toEqual([["send_0", "unsure"]]);
  expect(arrived()).toEqual(["Peak 0"]);
});

it("killed at any moment, again and again, no message arrives twice and none is lost", async () => {
  const count = 6;
  const seen: string[] = [];
  for (let round = 0; round < 8; round += 1) {
    // Somewhere in the work of each life: when the server has seen so many connections more.
    const until = server.connections + (round % 3);
    const done = await live(count, `write:${2 + ((round * 3) % 5)}`, (kill) => {
      if (round % 2 === 0) return;
      const timer = setInterval(() => {
        if (server.connections <= until) return;
        clearInterval(timer);
        kill();
      }, 1);
    });
    seen.push(done === null ? "killed" : "ended");
    expect(new Set(arrived()).size).toBe(arrived().length);
  }
  const states = new Map(await live(count, "never"));
  expect(states.size).toBe(count);
  expect(seen).toContain("killed");
  for (let i = 0; i < count; i += 1) {
    const times = arrived().filter((subject) => subject === `Peak ${i}`).length;
    expect([i, states.get(`send_${i}`), times]).toEqual([
      i,
      expect.stringMatching(/^(sent|unsure)$/),
      states.get(`send_${i}`) === "sent" ? 1 : expect.any(Number),
    ]);
  }
});
