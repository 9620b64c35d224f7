import { mkdirSync, renameSync, rmSync, statSync } from "node:fs";
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
/** Earlier files beside the one in use: `main.1.log` is the newest of them. */
const earlierFiles = 4;
const oldestMs = 30 * 86_400_000;

function pathOf(folder: string, number: number): string {
  return join(folder, number === 0 ? "main.log" : `main.${number}.log`);
}

/** Makes room for a new file: each takes the place of the one before, the oldest goes. Whatever the disk says, the log goes on. */
function rotate(folder: string): void {
  try {
    rmSync(pathOf(folder, earlierFiles), { force: true });
    for (let number = earlierFiles - 1; number >= 0; number -= 1) {
      if (statSync(pathOf(folder, number), { throwIfNoEntry: false }) !== undefined)
        renameSync(pathOf(folder, number), pathOf(folder, number + 1));
    }
  } catch {
    // A file that another program holds open stays where it is: this one grows until it can be moved.
  }
}

/** Earlier files that nobody will look at any more. */
function dropOld(folder: string, nowMs: number): void {
  for (let number = 1; number <= earlierFiles; number += 1) {
    try {
      const path = pathOf(folder, number);
      if (nowMs - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? nowMs) > oldestMs) rmSync(path, { force: true });
    } catch {
      // As above.
    }
  }
}

/**
 * The desktop's own log below `folder`: a file of about 1 MB at most, and the four before it unless they are older than 30 days. Holds faults and
 * states, never records. A disk that is full or cannot be written costs lines, and nothing else.
 */
export function openLog(folder: string, nowMs: number): Log {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  dropOld(folder, nowMs);
  const { file, console: terminal } = electronLog.transports;
  file.resolvePathFn = () => join(folder, "main.log");
  file.maxSize = largestFileBytes;
  file.archiveLogFn = () => rotate(folder);
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
