import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { NotImplementedError } from "./errors.ts";
import { StrictEmitter, strictModule } from "./strict.ts";

interface ForkOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly stdio?: "pipe" | "ignore" | "inherit";
  readonly serviceName?: string;
  readonly cwd?: string;
}

const known = new Set(["env", "stdio", "serviceName", "cwd"]);

/** A Node child with `process.parentPort`, ended with this process. Events: spawn, message (data), exit (code). */
class UtilityProcess extends StrictEmitter {
  private readonly child: ChildProcess;

  constructor(modulePath: string, args: readonly string[], options: ForkOptions) {
    super();
    const stdio = options.stdio ?? "inherit";
    this.child = fork(join(import.meta.dirname, "utility-child.ts"), [modulePath, ...args], {
      execArgv: ["--no-warnings"],
      env: { ...(options.env ?? process.env) },
      stdio: ["ignore", stdio, stdio, "ipc"],
      serialization: "advanced",
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    this.child.on("spawn", () => this.emit("spawn"));
    this.child.on("message", (message) => this.emit("message", message));
    this.child.on("exit", (code, signal) => this.emit("exit", code ?? (signal === "SIGKILL" ? 137 : 143)));
  }
  get pid(): number | undefined {
    return this.child.exitCode === null ? this.child.pid : undefined;
  }
  get stdout(): NodeJS.ReadableStream | null {
    return this.child.stdout;
  }
  get stderr(): NodeJS.ReadableStream | null {
    return this.child.stderr;
  }
  postMessage(message: object): void {
    if (this.child.connected) this.child.send(message);
  }
  kill(): boolean {
    return this.child.kill();
  }
}

export const utilityProcess = strictModule("utilityProcess", {
  fork(modulePath: string, args: readonly string[] = [], options: ForkOptions = {}): UtilityProcess {
    const unknown = Object.keys(options).filter((name) => !known.has(name));
    if (unknown.length > 0) throw new NotImplementedError(`utilityProcess.fork with ${unknown.join(", ")}`);
    return new UtilityProcess(modulePath, args, options);
  },
});
