import { z } from "zod";
import { systemClock } from "../../shared/kernel/clock.ts";
import { demoSizes, type DemoSize, sizePlan } from "../../shared/demo/size.ts";
import { hourMs } from "../../shared/domain/metrics/series.ts";
import { seedDemo } from "../demo/seed-demo.ts";
import type { BackendStore } from "../storage/open-backend-store.ts";
import { createPageBuilder } from "../sync/page-builder.ts";
import { whileAlive } from "./watchdog.ts";
import type { ServerLog } from "./create-server.ts";
import { localUser } from "./local-user.ts";
import { operatorFault } from "./operator-error.ts";
import { type RunningBackend, runBackend } from "./run-backend.ts";

/** The backend in a process of the desktop: configured by HEADROOM_EMBEDDED, it reports to its parent and ends when told to. */
const embeddedConfig = z.object({
  dataDir: z.string().min(1),
  port: z.number().int().min(0).max(65_535),
  demo: z.object({ size: z.enum(demoSizes), seed: z.number().int() }).nullable(),
  token: z.string().min(20).max(512),
});

type Message =
  | { readonly type: "starting"; readonly step: "open" | "migrate" | "demo"; readonly done: number; readonly total: number }
  | { readonly type: "running"; readonly port: number }
  | { readonly type: "alive" }
  | { readonly type: "failed"; readonly code: string; readonly message: string };

/** What Electron gives a utility process; a plain child process has `process.send` instead. */
interface ParentPort {
  postMessage(message: Message): void;
  on(event: "message", listener: (event: { readonly data: unknown }) => void): void;
}

/** How often it says that it is alive; its parent ends it when it is silent for several times as long. */
const aliveEveryMs = 5_000;

/** Long enough for a last message to leave the process, which Electron gives no other sign of. */
const lastMessageMs = 200;

const { parentPort } = process as typeof process & { readonly parentPort?: ParentPort };

function post(message: Message): void {
  if (parentPort !== undefined) parentPort.postMessage(message);
  else process.send?.(message);
}

function onStop(stop: () => void): void {
  const listener = (message: unknown): void => {
    if (typeof message === "object" && message !== null && "type" in message && message.type === "stop") stop();
  };
  if (parentPort !== undefined) parentPort.on("message", ({ data }) => listener(data));
  else process.on("message", listener);
  // The parent is gone: nobody would ever stop this process.
  process.on("disconnect", stop);
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

function exitSoon(code: number): void {
  setTimeout(() => process.exit(code), lastMessageMs);
}

function fail(error: unknown): void {
  const fault = operatorFault(error) ?? {
    code: "internal",
    message: error instanceof Error ? `${error.name}: ${error.message}` : "unknown error",
  };
  post({ type: "failed", ...fault });
  exitSoon(1);
}

const log: ServerLog = { level: "warn", write: (line) => process.stderr.write(line) };

/** Takes an interrupted run up again; leaves a folder that holds other customers alone. */
async function seed(store: BackendStore, demo: { readonly size: DemoSize; readonly seed: number }): Promise<void> {
  const imports = await store.importStore(undefined, "demo");
  // Making the company anew to find it there already takes a second at the largest size.
  if ((await imports.accountsByCode()).size >= sizePlan[demo.size].accounts) return;
  const endMs = Math.floor(systemClock.now() / hourMs) * hourMs;
  await seedDemo(imports, { ...demo, endMs }, (done, total) => post({ type: "starting", step: "demo", done, total }));
}

/** A loop that turns is not enough: a statement that waits for ever would leave every request without an answer. */
function sayAlive({ db }: BackendStore): void {
  whileAlive(db, aliveEveryMs, () => post({ type: "alive" }));
}

async function main(): Promise<RunningBackend> {
  const config = embeddedConfig.parse(JSON.parse(process.env["HEADROOM_EMBEDDED"] ?? "null"));
  post({ type: "starting", step: "open", done: 0, total: 1 });
  const backend = await runBackend({
    target: { dataDir: config.dataDir },
    host: "127.0.0.1",
    port: config.port,
    log,
    keepScores: process.env["HEADROOM_KEEP_SCORES"] !== "off",
    keepForecasts: process.env["HEADROOM_KEEP_FORECASTS"] !== "off",
    keepSla: process.env["HEADROOM_KEEP_SLA"] !== "off",
    runConnectors: process.env["HEADROOM_RUN_CONNECTORS"] !== "off",
    // One person on one machine.
    limits: { rate: null },
    onMigration: (done, total) => post({ type: "starting", step: "migrate", done, total }),
    prepare: async (store) => {
      if (config.demo !== null) await seed(store, config.demo);
      const scope = await localUser(store);
      // Before the first laptop asks: the window that waits for this process is the one that will ask.
      await createPageBuilder(store.db, systemClock).refresh(scope.tenantId);
      return [{ token: config.token, scope }];
    },
  });
  post({ type: "running", port: backend.port });
  sayAlive(backend.store);
  return backend;
}

const starting = main();
let stopping = false;
onStop(() => {
  if (stopping) return;
  stopping = true;
  starting.then((backend) => backend.stop()).then(() => exitSoon(0), fail);
});
starting.catch(fail);
