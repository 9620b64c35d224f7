import { readdir, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { type DiskPart, diskParts, type DiskUse } from "../../../shared/bridge/diagnostics.ts";

/** Folders of Chromium that it makes again by itself. */
const browserFolders =
  /^(?:Cache|Code Cache|GPUCache|DawnCache|DawnGraphiteCache|DawnWebGPUCache|GrShaderCache|ShaderCache|GraphiteDawnCache|GPUPersistentCache|Service Worker|blob_storage|Session Storage|Local Storage|Shared Dictionary|Network|Default|.*_crx_cache|Safe Browsing)$/;
const currentLog = "main.log";

/** Part of a path below the profile's folder, by its first folders. */
function partOf(path: readonly string[]): DiskPart {
  const [first = "", second = ""] = path;
  // The stand-in's browser keeps its own below `Default`.
  const databases = first === "Default" ? second : first;
  if (databases === "IndexedDB") return "databases";
  if (path.some((name) => name.includes(".lost-"))) return "aside";
  if (first === "demo") return "demo";
  if (first === "logs") return "logs";
  if (first === "outbox") return "outbox";
  if (first === "vault") return "vault";
  return browserFolders.test(first) ? "browser" : "other";
}

/** Every file below a folder with its length; one that goes meanwhile is left out. */
async function* filesBelow(
  folder: string,
  path: readonly string[] = [],
): AsyncGenerator<{ readonly path: readonly string[]; readonly bytes: number }> {
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const place = [...path, entry.name];
    if (entry.isDirectory()) yield* filesBelow(join(folder, entry.name), place);
    else if (entry.isFile()) {
      const found = await stat(join(folder, entry.name)).catch(() => null);
      if (found !== null) yield { path: place, bytes: found.size };
    }
  }
}

/** What the profile's folder takes, by part, and what is free on its disk. */
export async function readDiskUse(profileFolder: string): Promise<DiskUse> {
  const sums = new Map(diskParts.map((part) => [part, { bytes: 0, files: 0 }]));
  let oldLogBytes = 0;
  for await (const { path, bytes } of filesBelow(profileFolder)) {
    const part = partOf(path);
    const sum = sums.get(part);
    if (sum === undefined) continue;
    sum.bytes += bytes;
    sum.files += 1;
    if (part === "logs" && path.at(-1) !== currentLog) oldLogBytes += bytes;
  }
  const disk = await statfs(profileFolder).catch(() => null);
  return {
    parts: diskParts.map((part) => ({ part, bytes: sums.get(part)?.bytes ?? 0, files: sums.get(part)?.files ?? 0 })),
    oldLogBytes,
    disk: disk === null ? null : { freeBytes: disk.bavail * disk.bsize, totalBytes: disk.blocks * disk.bsize },
  };
}

/** Removes the log's earlier files; the one in use stays. Throws what the disk throws. */
export async function dropOldLogs(profileFolder: string): Promise<void> {
  const folder = join(profileFolder, "logs");
  for (const name of await readdir(folder)) if (name !== currentLog && name.endsWith(".log")) await rm(join(folder, name), { force: true });
}
