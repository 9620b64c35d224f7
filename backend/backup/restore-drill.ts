import type { Clock } from "../../shared/kernel/clock.ts";
import type { Database } from "../storage/database.ts";
import { openAsLaptop } from "./open-as-laptop.ts";
import { restoreBackup } from "./restore-backup.ts";
import { differences, digestsOfBackup, digestsOfDatabase } from "./table-digests.ts";

export interface DrillOptions {
  readonly file: string;
  readonly passphrase: string;
  /** An empty database; it is the caller's to remove. */
  readonly openScratch: () => Promise<Database>;
  readonly clock: Clock;
  readonly monotonicMs: () => number;
}

/** What a drill found. */
export interface DrillReport {
  /** When the state that was restored was that of the company. */
  readonly madeAt: string;
  /** Recovery point: what would be lost if the database were lost now, beside what laptops bring back. */
  readonly ageSeconds: number;
  /** Recovery time: from an empty database to the first laptop with its whole copy. */
  readonly restoreSeconds: number;
  readonly companies: number;
  readonly rows: number;
  /** Records that laptops were given. */
  readonly records: number;
  /** What does not hold, a line each; none = the backup is good. */
  readonly faults: readonly string[];
}

/**
 * Restores a backup into an empty database and holds the result against it: every row of every table, and what a new laptop is given. Throws
 * BackupError and StorageError when it cannot be restored at all.
 */
export async function drill({ file, passphrase, openScratch, clock, monotonicMs }: DrillOptions): Promise<DrillReport> {
  const beganMs = monotonicMs();
  const scratch = await openScratch();
  try {
    const summary = await restoreBackup(scratch, { file, passphrase, replace: false });
    const restoredMs = monotonicMs();
    // Before a laptop leaves its trace in the list of those that were seen; its time is the drill's and not the restore's.
    const faults = differences(await digestsOfBackup(file, passphrase), await digestsOfDatabase(scratch));
    const comparedMs = monotonicMs();
    const laptop = await openAsLaptop(scratch, clock, summary.tenants);
    return {
      madeAt: summary.madeAt,
      ageSeconds: Math.max(0, (clock.now() - Date.parse(summary.madeAt)) / 1000),
      restoreSeconds: (restoredMs - beganMs + monotonicMs() - comparedMs) / 1000,
      companies: summary.tenants.length,
      rows: summary.rows,
      records: laptop.records,
      faults: [...faults, ...laptop.faults],
    };
  } finally {
    await scratch.close();
  }
}
