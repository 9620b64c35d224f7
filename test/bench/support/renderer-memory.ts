import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Memory of the window's process, workers included, in MB (10^6 bytes): its proportional set size, so that what processes share is counted
 * once. Of several renderers of the profile the largest is the window. Linux only: read from /proc.
 */
export function rendererMegabytes(profile: string): number {
  const sizes = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => sizeOf(pid, profile));
  const largest = Math.max(...sizes);
  if (largest <= 0) throw new Error("no renderer of the profile is running, or /proc does not say how large it is");
  return largest;
}

/** 0 = another process, or gone. */
function sizeOf(pid: string, profile: string): number {
  try {
    const line = readFileSync(join("/proc", pid, "cmdline"), "utf8");
    if (!line.includes("--type=renderer") || !line.includes(profile)) return 0;
    const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(join("/proc", pid, "smaps_rollup"), "utf8"))?.[1];
    return (Number(kilobytes ?? 0) * 1024) / 1e6;
  } catch {
    return 0;
  }
}
