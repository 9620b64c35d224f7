import { randomBytes } from "node:crypto";
import type { ChildProcess } from "node:child_process";
import { NotImplementedError } from "./errors.ts";
import type { DevtoolsPipe } from "./devtools-pipe.ts";

/** What the launcher learned from the command line and the application's package.json. */
export interface Launch {
  /** The script that stands in for the executable. */
  readonly exe: string;
  readonly appPath: string;
  readonly name: string;
  readonly version: string;
  readonly packaged: boolean;
  /** `--remote-debugging-port`, asked for by a test driver. */
  readonly debugPort: number | null;
}

interface Host {
  launch: Launch | null;
  devtools: DevtoolsPipe | null;
  chromium: ChildProcess | null;
  ready: boolean;
  quitting: boolean;
  /** Port of the loopback server that plays the custom schemes; 0 = not listening yet. */
  port: number;
  /** Only the Chromium of this process knows it: other programs of the machine are refused. */
  readonly token: string;
}

export const electronVersion = "45.4.1";

/** The one process-wide state of the stand-in. */
export const host: Host = {
  launch: null,
  devtools: null,
  chromium: null,
  ready: false,
  quitting: false,
  port: 0,
  token: randomBytes(32).toString("hex"),
};

export function launchInfo(): Launch {
  if (host.launch === null) throw new NotImplementedError("use before launch");
  return host.launch;
}

export function devtools(): DevtoolsPipe {
  if (host.devtools === null) throw new NotImplementedError("a window before app is ready");
  return host.devtools;
}

/** Reports a fault of the stand-in or of a handler, as Electron does, on standard error. */
export function report(what: string, error: unknown): void {
  process.stderr.write(`electron-host: ${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
