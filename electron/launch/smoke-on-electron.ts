import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const patienceMs = 600_000;
/** A picture of an empty window is smaller. */
const leastBytes = 20_000;

/**
 * Goes through the packed application on the real Electron: it makes the demonstration company, shows its accounts, ends, and shows them again
 * without a backend. A driver is of no use here, as the fuses shut it out. Throws when a picture is not made.
 */
export function smokeOnElectron(packed: string): void {
  const executable = packed.endsWith(".app") ? join(packed, "Contents", "MacOS", "Headroom") : packed;
  const folder = mkdtempSync(join(tmpdir(), "headroom-smoke-"));
  try {
    for (const [name, ...args] of [
      ["first", "--demo"],
      ["offline", "--demo", "--no-backend"],
    ] as const) {
      const picture = join(folder, `${name}.png`);
      const own = ["--user-data", join(folder, "profile"), "--shot", picture, "--route", "/accounts", "--lang", "en", ...args];
      const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
      const ended = spawnSync(executable, [...asRoot, ...own], { stdio: "inherit", timeout: patienceMs });
      if (ended.status !== 0) throw new Error(`the packed application ended with ${ended.status ?? ended.signal} at its ${name} start`);
      if (!existsSync(picture) || statSync(picture).size < leastBytes)
        throw new Error(`the packed application showed nothing at its ${name} start`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
