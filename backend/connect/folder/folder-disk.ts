import { constants } from "node:fs";
import { type FileHandle, lstat, mkdir, open, readdir, realpath, rename, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import { errorCode } from "../../storage/storage-error.ts";
import { SourceFault } from "../source-fault.ts";

/** A file below the folder, by its path with forward slashes. */
export interface FoundFile {
  readonly name: string;
  readonly size: number;
  readonly mtimeMs: number;
}

export interface FolderLook {
  readonly files: readonly FoundFile[];
  /** Links, and what is neither file nor folder: they are not followed. */
  readonly refused: readonly string[];
}

/** A file that is open: the same bytes however it is renamed or replaced meanwhile. */
export interface OpenFile {
  readonly mtimeMs: number;
  read(): AsyncIterable<Uint8Array>;
  /** Whether nobody has written into it since it was opened. */
  isUnchanged(): Promise<boolean>;
  close(): Promise<void>;
}

/** What the connector does on the disk. Errors of the system pass as they are. */
export interface FolderDisk {
  /** Throws SourceFault (`folder-missing`, `folder-denied`). */
  look(folder: string): Promise<FolderLook>;
  open(folder: string, name: string): Promise<OpenFile>;
  exists(folder: string, name: string): Promise<boolean>;
  /** Whole or not at all. */
  write(folder: string, name: string, text: string): Promise<void>;
  move(folder: string, from: string, to: string): Promise<void>;
}

export const doneFolder = "done";
export const failedFolder = "failed";
const readBytes = 256 * 1024;
const mostFiles = 20_000;
const deepest = 8;
/** What programs call a file that they are still writing. */
const unfinished = /(?:\.part|\.tmp|\.temp|\.partial|\.filepart|\.crdownload|\.swp|~)$/i;

async function lookInto(folder: string): Promise<FolderLook> {
  const files: FoundFile[] = [];
  const refused: string[] = [];
  const root = await realpath(folder);
  const walk = async (directory: string, depth: number): Promise<void> => {
    for (const entry of await readdir(directory, { withFileTypes: true })) {
      if (entry.name.startsWith(".") || entry.name.startsWith("~$") || unfinished.test(entry.name)) continue;
      const path = join(directory, entry.name);
      const name = relative(root, path).split(sep).join("/");
      if (depth === 0 && (name === doneFolder || name === failedFolder)) continue;
      if (entry.isDirectory()) {
        if (depth < deepest) await walk(path, depth + 1);
      } else if (!entry.isFile()) refused.push(name);
      else if (files.length < mostFiles) {
        const found = await lstat(path).catch(() => null);
        if (found?.isFile() === true) files.push({ name, size: found.size, mtimeMs: found.mtimeMs });
      }
    }
  };
  await walk(root, 0);
  return { files, refused };
}

/** Between the look and now a part of the path may have become a link. */
async function pathInside(folder: string, name: string): Promise<string> {
  const root = await realpath(folder);
  const path = join(root, name);
  const directory = await realpath(dirname(path));
  if (directory !== root && !directory.startsWith(root + sep))
    throw Object.assign(new Error("a link out of the folder"), { code: "ELOOP" });
  return join(directory, basename(path));
}

function openFile(file: FileHandle, size: number, mtimeMs: number): OpenFile {
  return {
    mtimeMs,
    read: async function* read(): AsyncGenerator<Uint8Array> {
      const buffer = Buffer.alloc(readBytes);
      for (let at = 0; ;) {
        const { bytesRead } = await file.read(buffer, 0, readBytes, at);
        if (bytesRead === 0) return;
        at += bytesRead;
        yield Uint8Array.prototype.slice.call(buffer, 0, bytesRead);
      }
    },
    isUnchanged: async () => {
      const now = await file.stat();
      return now.size === size && now.mtimeMs === mtimeMs;
    },
    close: () => file.close(),
  };
}

export const systemDisk: FolderDisk = {
  look: async (folder) => {
    try {
      return await lookInto(folder);
    } catch (error) {
      const code = errorCode(error);
      if (code === "ENOENT" || code === "ENOTDIR") throw new SourceFault("folder-missing", code);
      if (code === "EACCES" || code === "EPERM") throw new SourceFault("folder-denied", code);
      throw error;
    }
  },
  open: async (folder, name) => {
    // Without O_NONBLOCK a pipe of that name would hold the run.
    const file = await open(await pathInside(folder, name), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const found = await file.stat();
    if (found.isFile()) return openFile(file, found.size, found.mtimeMs);
    await file.close();
    throw Object.assign(new Error("no file"), { code: "ELOOP" });
  },
  exists: async (folder, name) =>
    lstat(join(folder, name)).then(
      () => true,
      () => false,
    ),
  write: async (folder, name, text) => {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    const path = await pathInside(folder, name);
    await writeFile(`${path}.part`, text, { mode: 0o640 });
    await rename(`${path}.part`, path);
  },
  move: async (folder, from, to) => {
    await mkdir(dirname(join(folder, to)), { recursive: true });
    await rename(await pathInside(folder, from), await pathInside(folder, to));
  },
};
