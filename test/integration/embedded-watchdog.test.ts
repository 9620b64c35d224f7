import { type ChildProcess, fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EmbeddedBackend, type EmbeddedConfig } from "../../electron/main/services/embedded-backend.ts";

const entry = resolve(import.meta.dirname, "../../backend/server/embedded.ts");
const stalling = pathToFileURL(resolve(import.meta.dirname, "../support/stalling-backend.ts")).href;
/** Longer than two of its signs of life are apart. */
const listenMs = 12_000;
const patient = { timeout: 120_000 };

let dataDir = "";
const children: ChildProcess[] = [];
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "headroom-watchdog-"));
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

/** The desktop's service over real processes; its own patience is moved by hand. */
function desktop() {
  const said: string[] = [];
  const faults: string[] = [];
  const ended: (NodeJS.Signals | null)[] = [];
  let timers: { readonly ms: number; readonly job: () => void }[] = [];
  const run = (config: EmbeddedConfig): ChildProcess => {
    const env = { ...process.env, HEADROOM_EMBEDDED: JSON.stringify(config) };
    const child = fork(entry, { env, execArgv: ["--import", stalling], stdio: "ignore" });
    children.push(child);
    child.on("message", (message: { readonly type: string }) => said.push(message.type));
    child.on("exit", (_code, signal) => ended.push(signal));
    return child;
  };
  const backend = new EmbeddedBackend({
    fork: (config) => {
      const child = run(config);
      return {
        stop: () => child.send({ type: "stop" }),
        kill: () => void child.kill("SIGKILL"),
        onMessage: (listener) => void child.on("message", listener),
        onExit: (listener) => void child.on("exit", (code) => listener(code ?? 137)),
      };
    },
    newToken: () => "t".repeat(40),
    onState: () => undefined,
    onFault: (where, error) => faults.push(`${where}: ${String(error)}`),
    later: (ms, job) => {
      const timer = { ms, job };
      timers.push(timer);
      return () => {
        timers = timers.filter((known) => known !== timer);
      };
    },
  });
  const pass = (ms: number): void => {
    const timer = timers.find((known) => known.ms === ms);
    if (timer === undefined) throw new Error(`nothing waits ${ms} ms, but ${timers.map((known) => known.ms).join(", ")}`);
    timers = timers.filter((known) => known !== timer);
    timer.job();
  };
  return { backend, said, faults, ended, pass };
}

test.each(["query", "loop"] as const)(
  "the embedded backend that stands still in a %s falls silent, is ended and runs again",
  async (how) => {
    const { backend, said, faults, ended, pass } = desktop();
    await backend.change({ dataDir, demo: null });
    await expect.poll(() => backend.state.state, patient).toBe("running");
    await expect.poll(() => said.at(-1), patient).toBe("alive");
    children.at(-1)?.send({ type: "stall", how });
    await expect.poll(() => said.includes("stalling"), patient).toBe(true);
    await new Promise((done) => setTimeout(done, listenMs));
    expect(said.at(-1)).toBe("stalling");
    const answer = fetch(`${backend.address?.origin}/v1/health`).then(
      () => "an answer",
      () => "cut off",
    );
    // It is asked to stop by nobody: the desktop's patience runs out, twice.
    pass(45_000);
    expect(ended).toEqual([]);
    pass(15_000);
    await expect.poll(() => ended, patient).toEqual(["SIGKILL"]);
    expect([await answer, backend.address, backend.state]).toEqual(["cut off", null, expect.objectContaining({ code: "crashed" })]);
    expect(faults).toEqual(["embedded backend: Error: was silent for too long and was ended"]);
    pass(500);
    await expect.poll(() => backend.state.state, patient).toBe("running");
    expect((await fetch(`${backend.address?.origin}/v1/health`)).status).toBe(200);
    await backend.stop();
    expect(ended).toEqual(["SIGKILL", null]);
  },
);
