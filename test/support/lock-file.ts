import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const dependencies = z.record(z.string(), z.string()).optional();
const manifest = z.object({ dependencies, devDependencies: dependencies, optionalDependencies: dependencies });
const lock = z.object({
  packages: z.record(z.string(), z.object({ resolved: z.string().optional(), optionalDependencies: dependencies })),
});

function read<S extends z.ZodType>(root: string, file: string, schema: S): z.infer<S> {
  return schema.parse(JSON.parse(readFileSync(join(root, file), "utf8")));
}

/** Optional dependencies that are asked for and have no entry in the lock file: `npm ci` refuses such a file. */
export function missingOptional(root: string): readonly { readonly name: string; readonly version: string }[] {
  const { packages } = read(root, "package-lock.json", lock);
  const missing = new Map<string, string>();
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages)) missing.set(name, version);
    }
  }
  return [...missing].map(([name, version]) => ({ name, version }));
}

/** What is wrong with the pins in package.json and with package-lock.json, one line a fault. */
export function lockFileFaults(root: string): readonly string[] {
  const { dependencies: runtime, devDependencies, optionalDependencies } = read(root, "package.json", manifest);
  const loose = Object.entries({ ...runtime, ...devDependencies, ...optionalDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `${name}@${version} is not an exact version`);
  const hosts = Object.entries(read(root, "package-lock.json", lock).packages)
    .filter(([, entry]) => entry.resolved?.startsWith("http") === true)
    .map(([path]) => `${path} records a download host`);
  const missing = missingOptional(root).map(({ name }) => `${name} has no lock entry: node test/support/complete-lock-file.ts adds it`);
  return [...loose, ...hosts, ...missing];
}
