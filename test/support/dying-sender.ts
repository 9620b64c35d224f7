import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { sendOnce, systemWays } from "../../electron/main/desktop-messages.ts";
import { MessageRunner } from "../../electron/main/services/message-runner.ts";
import { saveSender } from "../../electron/main/services/senders.ts";
import { serialQueue } from "../../electron/main/services/serial-queue.ts";
import { type NamedSealer, sealerOf } from "../../electron/main/services/vault-keys.ts";
import type { OutgoingMessage } from "../../shared/bridge/messages.ts";

/**
 * A desktop's sending in a process of its own, which is killed where it is told to be: `node dying-sender.ts FOLDER PORT COUNT WHERE`. It gives COUNT
 * messages, waits until nothing waits any more, and prints how they stand. WHERE is `never`, `write:N` (before the Nth write of the journal),
 * `try:N` (as the Nth try begins) or `answer:N` (when the Nth try has its answer).
 */
const [folder = "", port = "", count = "", where = ""] = process.argv.slice(2);
const profile = "remote-ann";
const master = Buffer.alloc(32, 7);
const inOrder = serialQueue();
const tools = { random: (length: number) => randomBytes(length) } as Parameters<typeof sealerOf>[0];
const seen = new Map<string, number>();

function reached(point: string): void {
  const times = (seen.get(point) ?? 0) + 1;
  seen.set(point, times);
  if (where === `${point}:${times}`) process.kill(process.pid, "SIGKILL");
}

function watched(ring: "senders" | "messages"): NamedSealer {
  const sealer = sealerOf(tools, profile, master, ring);
  return {
    ...sealer,
    seal: (name, text) => {
      if (ring === "messages") reached("write");
      return sealer.seal(name, text);
    },
  };
}

const vaults: ConstructorParameters<typeof MessageRunner>[0]["vaults"] = {
  isCurrent: () => true,
  sealing: async (_profile, ring, job) => await inOrder(() => job(watched(ring))),
};
const ways = systemWays();
const runner = new MessageRunner({
  folder: join(folder, "vault"),
  vaults,
  current: () => profile,
  isOnline: () => true,
  now: () => Date.now(),
  random: () => 0,
  later: (ms, job) => {
    const timer = setTimeout(job, ms);
    return () => clearTimeout(timer);
  },
  send: async (sender, entry) => {
    reached("try");
    const outcome = await sendOnce(sender, entry, ways);
    reached("answer");
    return outcome;
  },
  emit: () => undefined,
  onFault: (at, error) => process.stderr.write(`${at}: ${String(error)}\n`),
});

const names = { name: "Mail", user: "", password: "", fromName: "Ann", fromAddress: "ann@example.com" };
const server = { host: "127.0.0.1", port: Number(port), security: "none" } as const;
await vaults.sealing(profile, "senders", async (sealer) =>
  saveSender(join(folder, "vault"), profile, sealer ?? watched("senders"), { way: "smtp", id: "mail", ...server, ...names }),
);
for (let i = 0; i < Number(count); i += 1) {
  const message: OutgoingMessage = {
    outreachId: `outreach_${i}`,
    accountId: `acc_${i}`,
    to: [`customer${i}@example.com`],
    cc: [],
    subject: `Peak ${i}`,
    text: "Hello",
    language: "en",
    calendar: null,
  };
  await runner.send(profile, `send_${i}`, "mail", message);
}
for (;;) {
  const listed = await runner.list(profile);
  if (!listed.ok) throw new Error(listed.error.code);
  if (!listed.value.some(({ state }) => state === "waiting" || state === "sending")) {
    process.stdout.write(JSON.stringify(listed.value.map(({ sendId, state }) => [sendId, state])));
    break;
  }
  await new Promise((resolve) => setTimeout(resolve, 5));
}
