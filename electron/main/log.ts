import { mkdirSync } from "node:fs";
import { join } from "node:path";
import electronLog from "electron-log/node.js";

export interface Log {
  info(message: string): void;
  error(where: string, error: unknown): void;
}

/** What looks like a credential never reaches a file, whatever text it came in. */
export function redact(text: string): string {
  return text
    .replaceAll(/(bearer\s+)[\w.~+/=-]+/gi, "$1[removed]")
    .replaceAll(/((?:token|authorization|password|secret)["']?\s*[:=]\s*["']?)[^\s"',;&]+/gi, "$1[removed]")
    .replaceAll(/:\/\/[^/@\s]+@/g, "://[removed]@");
}

const largestFileBytes = 1_000_000;

/** The desktop's own log: one file of at most 1 MB and its predecessor, below `folder`. Holds faults and states, never records. */
export function openLog(folder: string): Log {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { file, console: terminal } = electronLog.transports;
  file.resolvePathFn = () => join(folder, "main.log");
  file.maxSize = largestFileBytes;
  file.level = "info";
  terminal.level = false;
  return {
    info: (message) => electronLog.info(redact(message)),
    error: (where, error) => {
      const text = error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error);
      electronLog.error(redact(`${where}: ${text}`).slice(0, 10_000));
    },
  };
}
