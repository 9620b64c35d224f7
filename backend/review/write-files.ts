import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

export interface WrittenFile {
  readonly path: string;
  /** Why it could not be written; null = it was. */
  readonly fault: string | null;
}

/**
 * Writes files into a folder, each whole or not at all: beside its place first, then put there. One that cannot be written, because it is open elsewhere or
 * may not be, keeps no other from being written, and what stood in its place stays.
 */
export async function writeFiles(
  folder: string,
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Promise<readonly WrittenFile[]> {
  const noFolder = await faultOf(mkdir(folder, { recursive: true }));
  const written: WrittenFile[] = [];
  for (const { name, bytes } of files) {
    const path = join(folder, name);
    written.push({ path, fault: noFolder ?? (await writeWhole(path, bytes)) });
  }
  return written;
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<string | null> {
  const beside = `${path}.${process.pid}.part`;
  const fault = (await faultOf(writeFile(beside, bytes))) ?? (await faultOf(rename(beside, path)));
  if (fault !== null) await rm(beside, { force: true }).catch(() => undefined);
  return fault;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "it may not be written",
  EPERM: "it may not be written",
  EROFS: "the disk is read-only",
  EBUSY: "it is open in another program",
  ETXTBSY: "it is open in another program",
  EISDIR: "a folder has its name",
  ENOTDIR: "a file stands where a folder is named",
  EEXIST: "a file stands where a folder is named",
  ENOSPC: "the disk is full",
  ENAMETOOLONG: "its name is too long",
};

/** What the operator can put right, in words; anything else is thrown. */
async function faultOf(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const reason = reasons[code];
    if (reason === undefined) throw error;
    return `${reason} (${code})`;
  }
}
