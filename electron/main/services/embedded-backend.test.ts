import { describe, expect, it } from "vitest";
import type { BackendState } from "../../../shared/bridge/app-info.ts";
import { type BackendProcess, EmbeddedBackend, type EmbeddedConfig } from "./embedded-backend.ts";

class FakeProcess implements BackendProcess {
  readonly config: EmbeddedConfig;
  asked: ("stop" | "kill")[] = [];
  private readonly messages: ((message: unknown) => void)[] = [];
  private readonly exits: ((code: number) => void)[] = [];
  constructor(config: EmbeddedConfig) {
    this.config = config;
  }
  stop(): void {
    this.asked.push("stop");
  }
  kill(): void {
    this.asked.push("kill");
    this.exit(137);
  }
  onMessage(listener: (message: unknown) => void): void {
    this.messages.push(listener);
  }
  onExit(listener: (code: number) => void): void {
    this.exits.push(listener);
  }
  say(message: unknown): void {
    for (const listener of this.messages) listener(message);
  }
  exit(code: number): void {
    for (const listener of this.exits) listener(code);
  }
}

/** A service whose time is moved by hand. */
function bench() {
  const processes: FakeProcess[] = [];
  const states: BackendState[] = [];
  const faults: string[] = [];
  let timers: { readonly ms: number; readonly job: () => void }[] = [];
  const backend = new EmbeddedBackend({
    fork: (config) => {
      const child = new FakeProcess(config);
      processes.push(child);
      return child;
    },
    newToken: () => `token-${processes.length}`,
    onState: (state) => states.push(state),
    onFault: (where, error) => faults.push(`${where}: ${String(error)}`),
    later: (ms, job) => {
      const timer = { ms, job };
      timers.push(timer);
      return () => {
        timers = timers.filter((known) => known !== timer);
      };
    },
  });
  return {
    backend,
    processes,
    states,
    faults,
    waiting: () => timers.map(({ ms }) => ms),
    /** Lets the timer of this length run out. */
    pass: (ms: number) => {
      const timer = timers.find((known) => known.ms === ms);
      timers = timers.filter((known) => known !== timer);
      timer?.job();
    },
  };
}

const wanted = { dataDir: "/data", demo: { size: "desk", seed: 1 } };

describe("the embedded backend", () => {
  it("is started with a token of its own and reports its way", async () => {
    const { backend, processes, states } = bench();
    await backend.change(wanted);
    expect(processes[0]?.config).toEqual({ ...wanted, port: 0, token: "token-0" });
    expect(backend.address).toBeNull();
    processes[0]?.say({ type: "starting", step: "demo", done: 3, total: 10 });
    processes[0]?.say({ type: "running", port: 4711 });
    expect(backend.address).toEqual({ origin: "http://127.0.0.1:4711", token: "token-0" });
    expect(states).toEqual([
      { state: "starting", step: "open", done: 0, total: 1 },
      { state: "starting", step: "demo", done: 3, total: 10 },
      { state: "running" },
    ]);
  });

  it("waits for its moment when it is given one, and not for one that another change has overtaken", async () => {
    const { backend, processes, states } = bench();
    const first = Promise.withResolvers<void>();
    const second = Promise.withResolvers<void>();
    await backend.change(wanted, first.promise);
    await backend.change({ ...wanted, dataDir: "/other" }, second.promise);
    first.resolve();
    await first.promise;
    expect(processes).toEqual([]);
    expect(states).toEqual([
      { state: "starting", step: "open", done: 0, total: 1 },
      { state: "off" },
      { state: "starting", step: "open", done: 0, total: 1 },
    ]);
    second.resolve();
    await second.promise;
    expect(processes.map((child) => child.config.dataDir)).toEqual(["/other"]);
  });

  it("is started again after a crash, with a new token and growing pauses", async () => {
    const { backend, processes, faults, waiting, pass } = bench();
    await backend.change(wanted);
    const pauses: number[] = [];
    for (let crash = 0; crash < 8; crash += 1) {
      processes.at(-1)?.exit(1);
      expect(backend.address).toBeNull();
      expect(backend.state).toMatchObject({ state: "failed", code: "crashed" });
      pauses.push(...waiting());
      pass(waiting()[0] ?? 0);
    }
    expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    expect(processes.map((child) => child.config.token)).toEqual(Array.from({ length: 9 }, (_, at) => `token-${at}`));
    expect(faults).toHaveLength(8);
  });

  it("has recovered only after a minute of running", async () => {
    const { backend, processes, waiting, pass } = bench();
    await backend.change(wanted);
    for (const pause of [500, 1000]) {
      processes.at(-1)?.say({ type: "running", port: 1 });
      processes.at(-1)?.exit(1);
      expect(waiting()).toEqual([pause]);
      pass(pause);
    }
    processes.at(-1)?.say({ type: "running", port: 1 });
    pass(60_000);
    processes.at(-1)?.exit(1);
    expect(waiting()).toEqual([500]);
  });

  it("says why it cannot start, keeps saying so while it tries again, and runs when it can", async () => {
    const { backend, processes, pass } = bench();
    await backend.change(wanted);
    const why = { code: "locked", message: "another backend has this folder" };
    processes[0]?.say({ type: "failed", ...why });
    processes[0]?.exit(1);
    expect(backend.state).toEqual({ state: "failed", ...why });
    pass(500);
    processes[1]?.say({ type: "starting", step: "open", done: 0, total: 1 });
    expect(backend.state).toEqual({ state: "failed", ...why });
    processes[1]?.say({ type: "starting", step: "migrate", done: 0, total: 7 });
    expect(backend.state).toEqual({ state: "starting", step: "migrate", done: 0, total: 7 });
    processes[1]?.say({ type: "running", port: 1 });
    expect(backend.state).toEqual({ state: "running" });
  });

  it("is ended and started again when it has been silent for too long, and only after a second look", async () => {
    const { backend, processes, faults, waiting, pass } = bench();
    await backend.change(wanted);
    processes[0]?.say({ type: "running", port: 1 });
    for (let said = 0; said < 3; said += 1) processes[0]?.say({ type: "alive" });
    expect(waiting().toSorted()).toEqual([45_000, 60_000]);
    pass(45_000);
    // The laptop had slept: it is heard again in time.
    processes[0]?.say({ type: "alive" });
    expect([processes[0]?.asked, waiting().toSorted()]).toEqual([[], [45_000, 60_000]]);
    pass(45_000);
    pass(15_000);
    expect([processes[0]?.asked, faults]).toEqual([["kill"], ["embedded backend: Error: was silent for too long and was ended"]]);
    expect([backend.address, backend.state, waiting()]).toEqual([null, expect.objectContaining({ code: "crashed" }), [500]]);
    pass(500);
    processes[1]?.say({ type: "running", port: 2 });
    expect([backend.state, backend.address?.origin]).toEqual([{ state: "running" }, "http://127.0.0.1:2"]);
  });

  it("has longer while it opens, migrates and writes the demonstration company, from each step on", async () => {
    const { backend, processes, waiting, pass } = bench();
    await backend.change(wanted);
    expect(waiting()).toEqual([180_000]);
    for (const step of ["open", "migrate", "demo", "demo"]) processes[0]?.say({ type: "starting", step, done: 1, total: 9 });
    expect(waiting()).toEqual([180_000]);
    pass(180_000);
    pass(15_000);
    expect(processes[0]?.asked).toEqual(["kill"]);
    expect(waiting()).toEqual([500]);
  });

  it("is stopped gracefully, and by force when it does not answer", async () => {
    const { backend, processes, waiting, pass } = bench();
    await backend.change(wanted);
    processes[0]?.say({ type: "running", port: 1 });
    const first = backend.stop();
    expect([processes[0]?.asked, backend.address]).toEqual([["stop"], null]);
    processes[0]?.exit(0);
    await first;
    expect(backend.state).toEqual({ state: "off" });

    await backend.change(wanted);
    const second = backend.stop();
    pass(10_000);
    await second;
    expect(processes[1]?.asked).toEqual(["stop", "kill"]);
    expect(waiting()).toEqual([]);
    expect(processes).toHaveLength(2);
  });

  it("does not come back when it is stopped between a crash and the next try", async () => {
    const { backend, processes, waiting } = bench();
    await backend.change(wanted);
    processes[0]?.exit(1);
    await backend.stop();
    expect(waiting()).toEqual([]);
    expect(backend.state).toEqual({ state: "off" });
  });

  it("runs one process however often it is asked while it changes", async () => {
    const { backend, processes } = bench();
    await backend.change(wanted);
    const changes = Promise.all([backend.change({ ...wanted, dataDir: "/other" }), backend.change(null), backend.change(wanted)]);
    // Long after the calls nobody but the first runs: the next one waits until that has ended.
    await new Promise((resolve) => setImmediate(resolve));
    expect(processes.map((child) => child.asked)).toEqual([["stop"]]);
    processes[0]?.exit(0);
    await new Promise((resolve) => setImmediate(resolve));
    expect(processes.map((child) => [child.config.dataDir, child.asked])).toEqual([
      ["/data", ["stop"]],
      ["/other", ["stop"]],
    ]);
    processes[1]?.exit(0);
    await changes;
    expect(processes.map((child) => child.config.dataDir)).toEqual(["/data", "/other", "/data"]);
  });

  it("believes no message that it does not know", async () => {
    const { backend, processes, states } = bench();
    await backend.change(wanted);
    for (const message of [
      null,
      "running",
      { type: "running" },
      { type: "running", port: 0 },
      { type: "running", port: "1" },
      { type: "x" },
    ]) {
      processes[0]?.say(message);
    }
    expect(states).toEqual([{ state: "starting", step: "open", done: 0, total: 1 }]);
  });
});
