import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Marks the fuses in Electron's executable; version 1, nine fuses, all as they come. */
const fuseSentinel = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
const fuseWire = Buffer.concat([Buffer.from(fuseSentinel), Buffer.from([1, 9]), Buffer.from("101100011")]);

/**
 * A folder in the shape of Electron's `dist` without Electron, for machines that cannot have its binary: packaging, fuses and the archive
 * can be made and checked with it, only started they cannot be. Linux only.
 */
export function makeDummyDist(folder: string, version: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const executable = join(folder, "electron");
  writeFileSync(
    executable,
    Buffer.concat([Buffer.from("#!/bin/sh\necho 'not Electron: packed without its binary' >&2\nexit 1\n"), fuseWire]),
  );
  chmodSync(executable, 0o755);
  writeFileSync(join(folder, "version"), version);
  // Packaging keeps the languages it is asked for, and fails without any.
  mkdirSync(join(folder, "locales"));
  writeFileSync(join(folder, "locales", "en-US.pak"), "");
}
