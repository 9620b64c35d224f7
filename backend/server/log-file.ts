import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { dirname, resolve } from "node:path";

export interface LogFileOptions {
  readonly file: string;
  /** A file that would grow beyond it makes room for the next. */
  readonly maxBytes: number;
  /** Earlier files beside the one in use: `FILE.1` is the newest of them. */
  readonly keep: number;
  /** Earlier files older than this go. */
  readonly maxAgeMs: number;
  readonly now: () => number;
}

export interface LogFile {
  readonly write: (line: string) => void;
  /** Is told of lines that could not be written, from now on. */
  onDropped(listener: (lines: number) => void): void;
}

/** A disk that was full is tried again after so long: asking it for every line would only slow requests down. */
const retryMs = 5_000;

/**
 * A log of JSON lines that rotates by size, count and age. A disk that is full or gone costs lines, which are counted, and never a request. One
 * process writes a file. Throws the system's error when the file cannot be opened at the start.
 */
export function openLogFile({ file, maxBytes, keep, maxAgeMs, now }: LogFileOptions): LogFile {
  const path = resolve(file);
  mkdirSync(dirname(path), { recursive: true });
  let handle: number | null = openSync(path, "a", 0o640);
  let bytes = fstatSync(handle).size;
  let retryAtMs = 0;
  let dropped: (lines: number) => void = () => undefined;

  const earlier = (number: number): string => (number === 0 ? path : `${path}.${number}`);
  const dropOld = (): void => {
    for (let number = 1; number <= keep; number += 1) {
      const found = statSync(earlier(number), { throwIfNoEntry: false });
      if (found !== undefined && now() - found.mtimeMs > maxAgeMs) rmSync(earlier(number), { force: true });
    }
  };
  const reopen = (): void => {
    handle = openSync(path, "a", 0o640);
    bytes = fstatSync(handle).size;
  };
  const close = (): void => {
    const open = handle;
    handle = null;
    if (open !== null) closeSync(open);
  };
  const rotate = (): void => {
    close();
    rmSync(earlier(keep), { force: true });
    for (let number = keep - 1; number >= 0; number -= 1) {
      if (statSync(earlier(number), { throwIfNoEntry: false }) !== undefined) renameSync(earlier(number), earlier(number + 1));
    }
    dropOld();
    reopen();
  };
  dropOld();

  return {
    write: (line) => {
      if (now() < retryAtMs) {
        dropped(1);
        return;
      }
      try {
        const length = Buffer.byteLength(line);
        if (handle === null) reopen();
        if (bytes > 0 && bytes + length > maxBytes) rotate();
        if (handle !== null) bytes += writeSync(handle, line);
      } catch {
        retryAtMs = now() + retryMs;
        dropped(1);
        close();
      }
    },
    onDropped: (listener) => {
      dropped = listener;
    },
  };
}
