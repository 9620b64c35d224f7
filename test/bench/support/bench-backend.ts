import { fork, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BenchSize } from "../bench.ts";

const root = join(import.meta.dirname, "../../..");
const token = "bench-token-0123456789";

export interface BenchBackend {
  readonly port: number;
  readonly token: string;
  stop(): Promise<void>;
}

/** Changes with the schema and with the company: a folder that was made by other code is not used. */
function stamp(): string {
  const hash = createHash("sha256");
  for (const folder of ["backend/storage/migrations", "backend/demo", "shared/demo"]) {
    const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
    for (const file of files.toSorted()) hash.update(file).update(readFileSync(join(root, folder, file)));
  }
  return hash.digest("hex").slice(0, 12);
}

/** Folder of the demonstration company in a size, made once and kept in `.data`. */
export function seededFolder(size: BenchSize): string {
  const dataDir = join(root, ".data/bench", `${size}-${stamp()}`);
  if (existsSync(dataDir)) return dataDir;
  const args = ["backend/cli/headroom.ts", "demo", "--size", size, "--seed", "7", "--data", dataDir];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) {
    rmSync(dataDir, { recursive: true, force: true });
    throw new Error("the demonstration company could not be made");
  }
  return dataDir;
}

/** The real backend in a process of its own, on a copy of the demonstration company, so that a run leaves nothing to the next. */
export async function startBenchBackend(size: BenchSize): Promise<BenchBackend> {
  const folder = mkdtempSync(join(tmpdir(), "headroom-bench-"));
  const dataDir = join(folder, "data");
  cpSync(seededFolder(size), dataDir, { recursive: true });
  const config = JSON.stringify({ dataDir, port: 0, demo: null, token });
  const child = fork(join(root, "backend/server/embedded.ts"), {
    env: { ...process.env, HEADROOM_KEEP_SCORES: "off", HEADROOM_KEEP_FORECASTS: "off", HEADROOM_EMBEDDED: config },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.on("message", (message: { readonly type: string; readonly port?: number; readonly message?: string }) => {
      if (message.type === "running" && message.port !== undefined) resolve(message.port);
      if (message.type === "failed") reject(new Error(message.message));
    });
    child.once("exit", () => reject(new Error("the backend ended")));
  });
  return {
    port,
    token,
    stop: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.send({ type: "stop" });
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
