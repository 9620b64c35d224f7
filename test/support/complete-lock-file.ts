import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { missingOptional } from "./lock-file.ts";

/**
 * Run after `npm install` against a registry that does not carry the binaries of every platform: npm leaves them out of the lock file, and
 * `npm ci` then refuses it everywhere. Adds what is missing with the version that is asked for and the platform that the name says, so
 * that npm passes it over on other platforms and finds it on its own.
 */
const root = resolve(import.meta.dirname, "../..");
const path = join(root, "package-lock.json");
const lock = z.looseObject({ packages: z.record(z.string(), z.looseObject({})) }).parse(JSON.parse(readFileSync(path, "utf8")));

function platformOf(name: string): Readonly<Record<string, readonly string[]>> {
  const [os, cpu, abi] = /(android|darwin|freebsd|linux|openharmony|win32)-.*$/.exec(name)?.[0].split("-") ?? [];
  if (os === undefined || cpu === undefined) throw new Error(`${name} does not say its platform`);
  const libc = abi?.startsWith("musl") === true ? ["musl"] : abi?.startsWith("gnu") === true ? ["glibc"] : null;
  return { cpu: [cpu], os: [os], ...(libc === null || os !== "linux" ? {} : { libc }) };
}

for (const { name, version } of missingOptional(root)) {
  lock.packages[`node_modules/${name}`] = { version, ...platformOf(name), dev: true, optional: true };
}
const sorted = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(path, `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`);
