import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { ReleaseFile, UpdateTarget } from "../../shared/domain/update/update-manifest.ts";
import { CommandError } from "../cli/report-fault.ts";

/** What the packaging names its results: `Headroom-1.2.0.AppImage`, `headroom_1.2.0_arm64.deb`, `Headroom-Setup-1.2.0-x64.exe`, `Headroom-1.2.0-arm64-mac.zip`. */
export function targetOfFile(name: string): UpdateTarget | null {
  const arch = /arm64|aarch64/.test(name) ? "arm64" : "x64";
  if (name.endsWith(".exe")) return `win32-${arch}`;
  if (name.endsWith(".zip")) return `darwin-${arch}`;
  if (name.endsWith(".AppImage")) return `linux-${arch}-appimage`;
  if (name.endsWith(".deb")) return `linux-${arch}-deb`;
  return null;
}

export async function sha512Of(path: string): Promise<string> {
  const hash = createHash("sha512");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("base64");
}

/** The files of a version in a folder, with what is signed of them. Throws CommandError when there are none, or two for one target. */
export async function releaseFilesIn(folder: string, version: string): Promise<readonly ReleaseFile[]> {
  const files = new Map<UpdateTarget, ReleaseFile>();
  for (const name of (await readdir(folder)).toSorted()) {
    const target = name.includes(version) ? targetOfFile(name) : null;
    if (target === null) continue;
    const other = files.get(target);
    if (other !== undefined) throw new CommandError(`${other.name} and ${name} are both for ${target}`);
    if (!/^[A-Za-z0-9._-]+$/.test(name)) throw new CommandError(`rename "${name}": letters, digits, dots, dashes and underscores alone`);
    const path = join(folder, name);
    files.set(target, { target, name, sizeBytes: (await stat(path)).size, sha512: await sha512Of(path) });
  }
  if (files.size === 0) throw new CommandError(`${folder} holds no .exe, .zip, .AppImage or .deb of version ${version}`);
  return [...files.values()];
}
