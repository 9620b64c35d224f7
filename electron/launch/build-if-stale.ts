import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** What the build reads. */
const sources = [
  "shared",
  "electron/main",
  "electron/preload",
  "renderer",
  "backend",
  "electron.vite.config.ts",
  "package.json",
  "package-lock.json",
];
/** What the build writes last, one of each part. */
const results = ["out/main/index.js", "out/main/backend.js", "out/preload/index.cjs", "out/renderer/index.html"];

/** The newest change below a path, in milliseconds since the epoch; tests do not count. */
function newestChange(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return /\.test\.tsx?$/.test(path) ? 0 : stats.mtimeMs;
  // A folder's own time changes when a file in it is removed or renamed.
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestChange(join(path, name))), stats.mtimeMs);
}

export function isBuildStale(root: string): boolean {
  if (results.some((file) => !existsSync(join(root, file)))) return true;
  const oldestResult = Math.min(...results.map((file) => statSync(join(root, file)).mtimeMs));
  return sources.some((path) => existsSync(join(root, path)) && newestChange(join(root, path)) > oldestResult);
}

/** Builds what is out of date. Returns false when the build failed; its output says why. */
export function buildIfStale(root: string): boolean {
  if (!isBuildStale(root)) return true;
  process.stderr.write("headroom: building\n");
  const cli = join(root, "node_modules", "electron-vite", "dist", "cli.js");
  const ended = spawnSync(process.execPath, [cli, "build", "--logLevel", "warn"], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  return ended.status === 0;
}
