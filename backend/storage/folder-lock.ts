import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { errorCode, isDiskFull, StorageError } from "./storage-error.ts";

/** One process owns a data folder: two would each hold their own pages of the database in memory and overwrite the other's rows. */
export interface FolderLock {
  release(): void;
}

interface Owner {
  readonly pid: number;
  /** When the process began, as the system tells it; tells a process from another that was given its number. null = not known here. */
  readonly startedAt: string | null;
}

const lockName = "headroom.lock";

function processStart(pid: number): string | null {
  try {
    // Field 22, counted after the command's closing bracket (a command may hold spaces).
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}

function isAlive(owner: Owner): boolean {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if (errorCode(error) !== "EPERM") return false;
  }
  const startedAt = processStart(owner.pid);
  return owner.startedAt === null || startedAt === null || startedAt === owner.startedAt;
}

function parseOwner(json: string): Owner | null {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value !== "object" || value === null || !("pid" in value) || typeof value.pid !== "number") return null;
    const startedAt = "startedAt" in value && typeof value.startedAt === "string" ? value.startedAt : null;
    return { pid: value.pid, startedAt };
  } catch {
    return null;
  }
}

function folderError(folder: string, error: unknown): StorageError {
  if (isDiskFull(error))
    return new StorageError("disk-full", `the disk of ${folder} is full: free some space and start again`, { cause: error });
  const code = errorCode(error);
  if (code === "ENOTDIR" || code === "EEXIST") {
    return new StorageError("folder-access", `${folder} is not a folder: choose another with --data`, { cause: error });
  }
  return new StorageError(
    "folder-access",
    `cannot write to ${folder} (${code ?? "unknown"}): give this user the right to, or choose another with --data`,
    {
      cause: error,
    },
  );
}

/** The lock appears with its content or not at all: an empty one would look like one that a dead process left. */
function tryCreate(path: string, content: string): boolean {
  const whole = `${path}.${process.pid}.new`;
  try {
    writeFileSync(whole, content, { mode: 0o600 });
    linkSync(whole, path);
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(whole, { force: true });
  }
}

function readLock(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

/** Creates the folder when it is missing. Throws StorageError (`folder-locked`, `folder-access`, `disk-full`). */
export function lockFolder(folder: string): FolderLock {
  const path = join(folder, lockName);
  const content = JSON.stringify({ pid: process.pid, startedAt: processStart(process.pid) });
  try {
    makeFolder(resolve(folder));
  } catch (error) {
    throw folderError(folder, error);
  }
  try {
    for (let tried = 0; tried < 3; tried += 1) {
      if (tryCreate(path, content)) {
        return {
          release: () => {
            if (readLock(path) === content) rmSync(path, { force: true });
          },
        };
      }
      const held = readLock(path);
      if (held === null) continue;
      const owner = parseOwner(held);
      if (owner !== null && isAlive(owner)) {
        const remedy =
          owner.pid === process.pid ? "close it there first" : `stop process ${owner.pid}, or choose another folder with --data`;
        throw new StorageError("folder-locked", `another Headroom is using ${folder}: ${remedy}`);
      }
      // Left by a process that is gone. Moved aside rather than deleted: of two that see it, one moves it and the other finds it changed.
      const aside = `${path}.${process.pid}`;
      renameSync(path, aside);
      const moved = readLock(aside);
      if (moved !== held && moved !== null) renameSync(aside, path);
      else rmSync(aside, { force: true });
    }
  } catch (error) {
    if (error instanceof StorageError) throw error;
    if (errorCode(error) !== "ENOENT") throw folderError(folder, error);
  }
  throw new StorageError("folder-locked", `another Headroom is starting on ${folder}: try again when it has stopped`);
}

/** Makes a folder and what lies above it, one after the other: Node's own `recursive` never ends where nothing can be made (under /proc). */
function makeFolder(folder: string): void {
  const parent = dirname(folder);
  if (parent !== folder && !existsSync(parent)) makeFolder(parent);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
