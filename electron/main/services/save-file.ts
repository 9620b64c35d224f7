import { randomUUID } from "node:crypto";
import { open, readFile, realpath, rename, rm } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import type { BridgeError } from "../../../shared/bridge/contract.ts";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { syncFolder } from "./atomic-file.ts";
import { diskError } from "./disk-error.ts";

/**
 * Writes a file where the user said, as a whole: under another name beside it first, then in its place, so that what was there is there until the new one
 * is complete and nothing half-done is left behind.
 */
export async function saveFile(path: string, content: string | Uint8Array): Promise<Result<undefined, BridgeError>> {
  try {
    const target = await realpath(path).catch(() => path);
    const temporary = join(dirname(target), `.headroom-${randomUUID()}.part`);
    try {
      const handle = await open(temporary, "wx");
      try {
        await handle.writeFile(content);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, target);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    await syncFolder(dirname(target));
    return ok(undefined);
  } catch (error) {
    const fault = savingFault(error, process.platform);
    if (fault === null) throw error;
    return err(fault);
  }
}

/** As the window hears of it; null = a bug. Windows refuses to replace a file that another program has open. */
export function savingFault(error: unknown, platform: NodeJS.Platform): BridgeError | null {
  const code = error instanceof Error && "code" in error ? error.code : null;
  const inUse = code === "EBUSY" || code === "ETXTBSY" || (platform === "win32" && (code === "EPERM" || code === "EACCES"));
  return inUse ? { code: "file-in-use", message: "another program has the file open" } : diskError(error);
}

/** The path for a new file of this content: as wanted; where another file has that name already, numbered, because it may have been worked on. */
export async function freePath(wanted: string, content: Uint8Array): Promise<string> {
  const ending = extname(wanted);
  const stem = wanted.slice(0, wanted.length - ending.length);
  for (let i = 1; i < 1000; i += 1) {
    const path = i === 1 ? wanted : `${stem} (${i})${ending}`;
    const there = await contentOf(path);
    if (there === null || (there !== "unreadable" && there.equals(content))) return path;
  }
  return wanted;
}

async function contentOf(path: string): Promise<Buffer | "unreadable" | null> {
  try {
    return await readFile(path);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ENOENT" ? null : "unreadable";
  }
}
