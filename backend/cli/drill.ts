import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { drill, type DrillReport } from "../backup/restore-drill.ts";
import { openScratchDatabase } from "../backup/scratch-database.ts";
import { writeBackup } from "../backup/write-backup.ts";
import { systemClock } from "../../shared/kernel/clock.ts";
import { openBackendStore, storeTarget } from "../storage/open-backend-store.ts";
import { backupPassphrase } from "./backup-passphrase.ts";

interface DrillCommandOptions {
  readonly from?: string;
  readonly data?: string;
  readonly keyFile?: string;
  readonly scratchUrl?: string;
  readonly maxAgeHours?: number;
  readonly maxRestoreMinutes?: number;
  readonly json: boolean;
}

function parsePositive(text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new InvalidArgumentError("a number above 0.");
  return number;
}

/** What the operator asked for and did not get, beside what the drill itself found. */
function shortcomings({ ageSeconds, restoreSeconds }: DrillReport, options: DrillCommandOptions): readonly string[] {
  const { maxAgeHours, maxRestoreMinutes } = options;
  return [
    ...(maxAgeHours !== undefined && ageSeconds > maxAgeHours * 3_600 ? [`the backup is older than ${maxAgeHours} hours`] : []),
    ...(maxRestoreMinutes !== undefined && restoreSeconds > maxRestoreMinutes * 60
      ? [`restoring took longer than ${maxRestoreMinutes} minutes`]
      : []),
  ];
}

function duration(seconds: number): string {
  if (seconds < 120) return `${seconds.toFixed(1)} s`;
  return seconds < 7_200 ? `${(seconds / 60).toFixed(1)} min` : `${(seconds / 3_600).toFixed(1)} h`;
}

async function run(options: DrillCommandOptions): Promise<void> {
  const passphrase = backupPassphrase(options.keyFile);
  const folder = mkdtempSync(join(tmpdir(), "headroom-drill-"));
  try {
    const began = performance.now();
    let file = options.from === undefined ? null : resolve(options.from);
    if (file === null) {
      file = join(folder, "drill.hrbk");
      const { db } = await openBackendStore(storeTarget(options.data, process.env));
      try {
        await writeBackup(db, { file, passphrase, nowMs: systemClock.now() });
      } finally {
        await db.close();
      }
    }
    const backupSeconds = options.from === undefined ? (performance.now() - began) / 1000 : null;
    const report = await drill({
      file,
      passphrase,
      openScratch: () => openScratchDatabase(options.scratchUrl ?? null, folder),
      clock: systemClock,
      monotonicMs: () => performance.now(),
    });
    const faults = [...report.faults, ...shortcomings(report, options)];
    const good = faults.length === 0;
    if (options.json) {
      process.stdout.write(`${JSON.stringify({ ...report, faults, backupSeconds, good })}\n`);
    } else {
      const { companies, rows, records } = report;
      process.stdout.write(
        [
          `${good ? "The backup is good" : "THE BACKUP FAILED THE DRILL"}: ${companies} ${companies === 1 ? "company" : "companies"}, ${rows.toLocaleString("en")} rows, laptops opened ${records.toLocaleString("en")} records`,
          ...(backupSeconds === null ? [] : [`making it: ${duration(backupSeconds)}`]),
          `recovery time (RTO): ${duration(report.restoreSeconds)}`,
          `recovery point (RPO): ${duration(report.ageSeconds)} (state of ${report.madeAt})`,
          ...faults.map((fault) => `! ${fault}`),
          "",
        ].join("\n"),
      );
    }
    if (!good) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function addDrillCommand(program: Command): void {
  program
    .command("drill")
    .description(
      "Restores a backup into a scratch database, checks every row and what a laptop is given, says how long it took, and removes it.",
    )
    .option("--from <file>", "backup to try (default: one that is made now)")
    .option("--data <dir>", "folder of the embedded database to back up (default: .data/headroom; overrides DATABASE_URL)")
    .option("--key-file <file>", "file that holds the passphrase (default: the variable HEADROOM_BACKUP_PASSPHRASE)")
    .option(
      "--scratch-url <url>",
      "empty PostgreSQL database to restore into, emptied afterwards (default: an embedded one in a temporary folder)",
    )
    .option("--max-age-hours <number>", "fail when the backup is older", parsePositive)
    .option("--max-restore-minutes <number>", "fail when restoring takes longer", parsePositive)
    .option("--json", "one line of JSON instead of sentences", false)
    .action(run);
}
