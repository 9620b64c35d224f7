import { createHash } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { ReleaseFile } from "../../../../shared/domain/update/update-manifest.ts";
import { type Result, err, ok } from "../../../../shared/kernel/result.ts";
import { syncFolder } from "../atomic-file.ts";
import { diskError } from "../disk-error.ts";

export type DownloadFault = "unreachable" | "wrong-file" | "disk-full" | "io";

export interface DownloadOptions {
  readonly folder: string;
  /** Of the file itself. */
  readonly url: string;
  readonly file: ReleaseFile;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly onProgress: (doneBytes: number) => void;
  readonly signal: AbortSignal;
}

/** Whether a file is the one that the manifest names, by size and SHA-512. A missing one is not. */
export async function isReleaseFile(path: string, file: ReleaseFile): Promise<boolean> {
  try {
    const handle = await open(path, "r");
    try {
      if ((await handle.stat()).size !== file.sizeBytes) return false;
      const hash = createHash("sha512");
      for await (const chunk of handle.createReadStream({ autoClose: false })) hash.update(chunk as Buffer);
      return hash.digest("base64") === file.sha512;
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (diskError(error) === null) throw error;
    return false;
  }
}

/**
 * Fetches a file into the folder and answers its path, once every byte of it is on the disk and hashes to what the manifest says. Goes on with what an
 * earlier try left, and takes no byte more than the manifest names. What is not the file does not stay; nor does a part that filled the disk.
 */
export async function downloadRelease(options: DownloadOptions): Promise<Result<string, { readonly code: DownloadFault }>> {
  const { folder, file } = options;
  const path = join(folder, file.name);
  const part = `${path}.part`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if (await isReleaseFile(path, file)) return ok(path);
    await rm(path, { force: true });
    const fault = await fetchPart(part, options);
    if (fault !== null) return err({ code: fault });
    if (!(await isReleaseFile(part, file))) {
      await rm(part, { force: true });
      return err({ code: "wrong-file" });
    }
    await rename(part, path);
    await syncFolder(folder);
    return ok(path);
  } catch (error) {
    const fault = diskError(error);
    if (fault === null) throw error;
    await rm(part, { force: true }).catch(() => undefined);
    return err({ code: fault.code === "disk-full" ? "disk-full" : "io" });
  }
}

/** Forgets every file but `keep`: earlier versions, and parts of them. */
export async function forgetReleases(folder: string, keep: string | null): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) if (name !== keep && name !== `${keep}.part`) await rm(join(folder, name), { force: true });
}

async function sizeOf(path: string): Promise<number> {
  return await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

/** Fetches what is missing of the part. null = the part is as long as the file. */
async function fetchPart(part: string, { url, file, fetch, onProgress, signal }: DownloadOptions): Promise<DownloadFault | null> {
  const before = await sizeOf(part);
  const had = before < file.sizeBytes ? before : 0;
  const response = await asked(fetch, url, had, signal);
  if (response === null) return "unreachable";
  // A server that knows no ranges sends all of it.
  const resumes = had > 0 && response.status === 206 && (response.headers.get("content-range") ?? "").startsWith(`bytes ${had}-`);
  if (response.body === null || !(resumes || response.status === 200)) {
    await response.body?.cancel().catch(() => undefined);
    return "unreachable";
  }
  const handle = await open(part, resumes ? "a" : "w", 0o600);
  try {
    const fault = await copyBody(response.body, handle, resumes ? had : 0, file.sizeBytes, onProgress);
    await handle.sync();
    return fault;
  } finally {
    await handle.close();
  }
}

async function asked(fetch: DownloadOptions["fetch"], url: string, from: number, signal: AbortSignal): Promise<Response | null> {
  try {
    const headers: Record<string, string> = from > 0 ? { range: `bytes=${from}-` } : {};
    return await fetch(url, { headers, signal, redirect: "error", cache: "no-store" });
  } catch {
    return null;
  }
}

async function copyBody(
  body: ReadableStream<Uint8Array>,
  handle: FileHandle,
  from: number,
  sizeBytes: number,
  onProgress: (doneBytes: number) => void,
): Promise<DownloadFault | null> {
  const reader = body.getReader();
  let done = from;
  for (;;) {
    const next = await reader.read().catch(() => null);
    // The line broke: what came stays for the next try.
    if (next === null) return "unreachable";
    if (next.done) return done === sizeBytes ? null : "unreachable";
    done += next.value.length;
    if (done > sizeBytes) {
      await reader.cancel().catch(() => undefined);
      await handle.truncate(0);
      return "wrong-file";
    }
    try {
      await handle.writeFile(next.value);
    } catch (error) {
      await reader.cancel().catch(() => undefined);
      throw error;
    }
    onProgress(done);
  }
}
