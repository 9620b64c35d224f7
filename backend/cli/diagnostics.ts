import { readFileSync } from "node:fs";
import { arch, cpus, freemem, release, totalmem } from "node:os";
import type { Command } from "commander";
import { systemClock } from "../../shared/kernel/clock.ts";
import { errorCode } from "../storage/storage-error.ts";
import { backendFacts } from "../server/backend-facts.ts";
import { packageVersion } from "./package-version.ts";
import { CommandError } from "./report-fault.ts";
import { withStore } from "./with-store.ts";

/** Enough for some thousand lines. */
const tailChars = 400_000;

function tailOf(file: string | undefined): string | null {
  if (file === undefined) return null;
  try {
    return readFileSync(file, "utf8").slice(-tailChars);
  } catch (error) {
    throw new CommandError(`cannot read ${file} (${errorCode(error) ?? "unknown"}): name the log with --log-file`);
  }
}

export function addDiagnosticsCommand(program: Command): void {
  program
    .command("diagnostics")
    .description("Prints versions, states, counts and sizes for who helps: no names, texts, addresses or secrets.")
    .option("--data <dir>", "folder of the embedded database (default: .data/headroom; overrides DATABASE_URL)")
    .option("--log-file <file>", "log whose newest lines go in, as far as they may")
    .action(async (options: { readonly data?: string; readonly logFile?: string }) => {
      const log = tailOf(options.logFile);
      await withStore(options.data, async ({ db }) => {
        const machine = {
          node: process.versions.node,
          platform: process.platform,
          release: release(),
          arch: arch(),
          processors: cpus().length,
          memoryBytes: totalmem(),
          freeMemoryBytes: freemem(),
        };
        const facts = await backendFacts(db, {
          version: packageVersion(),
          environment: process.env,
          machine,
          log,
          nowMs: systemClock.now(),
        });
        process.stdout.write(`${JSON.stringify(facts, null, 2)}\n`);
      });
    });
}
