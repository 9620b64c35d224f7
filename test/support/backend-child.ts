import { type ChildProcess, spawn } from "node:child_process";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

/** `headroom backend` in a process of its own, on a PostgreSQL database or on a folder. */
export class BackendChild {
  readonly #place: { readonly databaseUrl: string } | { readonly dataDir: string };
  readonly #arguments: readonly string[];
  #child: ChildProcess | null = null;
  #said = "";
  port = 0;

  constructor(place: { readonly databaseUrl: string } | { readonly dataDir: string }, ...more: readonly string[]) {
    this.#place = place;
    this.#arguments = more;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Everything that it has written. */
  get said(): string {
    return this.#said;
  }

  /** Resolves when it listens: on any free port the first time, on the same one afterwards. */
  async start(): Promise<void> {
    const place = "dataDir" in this.#place ? ["--data", this.#place.dataDir] : [];
    const child = spawn(
      process.execPath,
      [join(root, "backend/cli/headroom.ts"), "backend", "--port", String(this.port), ...place, ...this.#arguments],
      {
        cwd: root,
        env: { ...process.env, DATABASE_URL: "databaseUrl" in this.#place ? this.#place.databaseUrl : "" },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    this.#child = child;
    this.#said = "";
    child.stderr.on("data", (data: Buffer) => {
      this.#said += data.toString("utf8");
    });
    this.port = await new Promise<number>((listening, failed) => {
      child.stdout.on("data", (data: Buffer) => {
        this.#said += data.toString("utf8");
        const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(this.#said)?.[1];
        if (port !== undefined) listening(Number(port));
      });
      child.once("exit", (code) => failed(new Error(`the backend ended with ${String(code)}: ${this.#said}`)));
    });
  }

  kill(signal: "SIGKILL" | "SIGTERM"): Promise<number | null> {
    const child = this.#child;
    this.#child = null;
    if (child === null) return Promise.resolve(null);
    if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
    const gone = new Promise<number | null>((done) => child.once("exit", (code) => done(code)));
    child.kill(signal);
    return gone;
  }
}
