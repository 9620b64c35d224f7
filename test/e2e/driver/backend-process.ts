import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { PageReader } from "../../../shared/sync/columnar.ts";

const root = resolve(import.meta.dirname, "../../..");
const node = join(root, "node_modules/.bin/node");
const command = join(root, "backend/cli/headroom.ts");

/** Runs `headroom …` to its end; throws with what it said when it fails. */
export function headroom(...args: readonly string[]): string {
  const ended = spawnSync(node, [command, ...args], { cwd: root, encoding: "utf8" });
  if (ended.status !== 0) throw new Error(`headroom ${args.join(" ")}: ${ended.stderr}`);
  return ended.stdout;
}

/** A backend of its own on a folder, as a company runs it: a process that can be killed and started again on the same port. */
export class BackendProcess {
  readonly #dataDir: string;
  #child: ChildProcess | null = null;
  #port = 0;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Access token of the local user. */
  get token(): string {
    return readFileSync(join(this.#dataDir, "token"), "utf8").trim();
  }

  /** Resolves when it listens: on any free port the first time, on the same one afterwards. */
  async start(): Promise<void> {
    const child = spawn(node, [command, "backend", "--data", this.#dataDir, "--port", String(this.#port)], {
      cwd: root,
      // Forecasts of a whole company take the processor from what is tested for minutes.
      env: { ...process.env, HEADROOM_KEEP_FORECASTS: "off" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    let said = "";
    child.stderr.on("data", (data: Buffer) => {
      said += data.toString("utf8");
    });
    this.#port = await new Promise<number>((listening, failed) => {
      child.stdout.on("data", (data: Buffer) => {
        said += data.toString("utf8");
        const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1];
        if (port !== undefined) listening(Number(port));
      });
      child.once("exit", (code) => failed(new Error(`the backend ended with ${String(code)}: ${said}`)));
    });
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null) return;
    const gone = new Promise((done) => child.once("exit", done));
    child.kill("SIGKILL");
    await gone;
  }

  /** Every record of a kind that the local user sees. */
  async records(kind: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const rows: Record<string, unknown>[] = [];
    let after: string | null = "";
    while (after !== null) {
      const answer = await fetch(`${this.url}/v1/sync/snapshot?kind=${kind}${after === "" ? "" : `&after=${encodeURIComponent(after)}`}`, {
        headers: { authorization: `Bearer ${this.token}` },
      });
      if (!answer.ok) throw new Error(`snapshot answered ${answer.status}`);
      const page = new PageReader(new Uint8Array(await answer.arrayBuffer()));
      for (let row = 0; row < page.rows; row += 1) rows.push(page.doc(row));
      const { next } = page.meta;
      after = typeof next === "string" ? next : null;
    }
    return rows;
  }
}
