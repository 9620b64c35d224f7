import { statfsSync } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import type { Command } from "commander";
import { BackupError } from "../backup/backup-error.ts";
import type { BackupSummary } from "../backup/backup-format.ts";
import { checkBackup } from "../backup/read-backup.ts";
import { restoreBackup } from "../backup/restore-backup.ts";
import { writeBackup } from "../backup/write-backup.ts";
import { systemClock } from "../../shared/kernel/clock.ts";
import { type BackendStore, openBackendStore, storeTarget, type StoreTarget } from "../storage/open-backend-store.ts";
import type { Database } from "../storage/database.ts";
import { backupPassphrase, passphraseVariable } from "./backup-passphrase.ts";
import { noteCommand } from "./note-command.ts";
import { parseId } from "./parse-id.ts";
import { CommandError } from "./report-fault.ts";

interface CommonOptions {
  readonly data?: string;
  readonly tenant?: string;
  readonly keyFile?: string;
  readonly json: boolean;
}

interface BackupCommandOptions extends CommonOptions {
  readonly out: string;
}

interface RestoreCommandOptions extends CommonOptions {
  readonly from: string;
  readonly check: boolean;
  readonly replace: boolean;
  readonly yes: boolean;
}

/** One line that is written over on a terminal; nothing in a log. */
function progressLine(): (rows: number, of?: number) => void {
  if (!process.stderr.isTTY) return () => undefined;
  let shown = 0;
  return (rows, of) => {
    if (rows - shown < 10_000) return;
    shown = rows;
    process.stderr.write(`\r${rows.toLocaleString("en")}${of === undefined ? "" : ` of ${of.toLocaleString("en")}`} rows\u001b[K\r`);
  };
}

async function withStore<T>(target: StoreTarget, work: (store: BackendStore) => Promise<T>): Promise<T> {
  const store = await openBackendStore(target);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

function say(json: boolean, verb: string, file: string, summary: BackupSummary): void {
  const { madeAt, tenants, rows, sha256 } = summary;
  const companies = `${tenants.length} ${tenants.length === 1 ? "company" : "companies"}`;
  process.stdout.write(
    json
      ? `${JSON.stringify({ file, ...summary })}\n`
      : `${verb} ${file}: ${companies}, ${rows.toLocaleString("en")} rows, as of ${madeAt}, content SHA-256 ${sha256}\n`,
  );
}

/** In the audit log of every company that it was about. */
async function noteForAll(db: Database, event: "backed-up" | "restored", { madeAt, tenants, rows, sha256 }: BackupSummary): Promise<void> {
  for (const tenant of tenants) await noteCommand(db, tenant, event, { madeAt, rows, sha256 });
}

async function backUp(options: BackupCommandOptions): Promise<void> {
  const passphrase = backupPassphrase(options.keyFile);
  const file = resolve(options.out);
  const summary = await withStore(storeTarget(options.data, process.env), async ({ db }) => {
    const made = await writeBackup(db, {
      file,
      passphrase,
      nowMs: systemClock.now(),
      ...(options.tenant === undefined ? {} : { tenantId: options.tenant }),
      onProgress: progressLine(),
    });
    await noteForAll(db, "backed-up", made);
    return made;
  });
  say(options.json, "Backed up to", file, summary);
}

/** Bytes that the embedded database takes for a byte of content while it is restored in one transaction: its log, and the pages themselves. */
const roomFactor = 4;

function checkRoom(target: StoreTarget, summary: BackupSummary): void {
  if (!("dataDir" in target)) return;
  const { bavail, bsize } = statfsSync(target.dataDir);
  const needed = summary.contentBytes * roomFactor;
  if (bavail * bsize < needed) {
    throw new BackupError("no-room", `restoring needs about ${Math.ceil(needed / 1e6)} MB free on the disk of ${target.dataDir}`);
  }
}

async function confirmReplace({ yes, tenant }: RestoreCommandOptions, summary: BackupSummary): Promise<void> {
  if (yes) return;
  const what = tenant === undefined ? "everything in the database" : `everything of the company ${tenant}`;
  if (!process.stdin.isTTY) throw new CommandError(`--replace removes ${what}: say --yes when nobody can be asked`);
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await prompt.question(`This removes ${what} and writes the state of ${summary.madeAt} in its place. Type "replace": `);
    if (answer.trim() !== "replace") throw new CommandError("nothing was changed");
  } finally {
    prompt.close();
  }
}

async function restore(options: RestoreCommandOptions): Promise<void> {
  const passphrase = backupPassphrase(options.keyFile);
  const file = resolve(options.from);
  if (options.check) {
    say(options.json, "Can be restored:", file, await checkBackup(file, passphrase));
    return;
  }
  const target = storeTarget(options.data, process.env);
  const summary = await withStore(target, async ({ db }) => {
    const restored = await restoreBackup(db, {
      file,
      passphrase,
      replace: options.replace,
      ...(options.tenant === undefined ? {} : { tenantId: options.tenant }),
      beforeWrite: async (found) => {
        checkRoom(target, found);
        if (options.replace) await confirmReplace(options, found);
      },
      onProgress: progressLine(),
    });
    await noteForAll(db, "restored", restored);
    return restored;
  });
  say(options.json, "Restored from", file, summary);
}

function withCommon(command: Command): Command {
  return command
    .option("--data <dir>", "folder of the embedded database (default: .data/headroom; overrides DATABASE_URL)")
    .option("--key-file <file>", `file that holds the passphrase (default: the variable ${passphraseVariable})`)
    .option("--json", "one line of JSON instead of a sentence", false);
}

/** `headroom backup`: an encrypted backup. */
export function addBackupCommand(program: Command): void {
  withCommon(program.command("backup"))
    .description("Writes an encrypted backup of one state of the database, while backends on PostgreSQL go on working.")
    .requiredOption("--out <file>", "file to write; one that is there is not written over")
    .option("--tenant <id>", "one company instead of all", parseId)
    .action(backUp);
}

/** `headroom restore`: a backup that is written back. */
export function addRestoreCommand(program: Command): void {
  withCommon(program.command("restore"))
    .description("Writes a backup back: all of it or nothing. Laptops take a new snapshot and send again what it does not hold.")
    .requiredOption("--from <file>", "file to read")
    .option("--tenant <id>", "one company of the backup instead of all", parseId)
    .option("--check", "read the whole file and write nothing", false)
    .option("--replace", "remove what the database holds (of --tenant, or everything) first", false)
    .option("--yes", "do not ask before replacing", false)
    .action(restore);
}
