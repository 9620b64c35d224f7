import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { createWriteStream, readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Command, InvalidArgumentError, Option } from "commander";
import { systemClock } from "../../shared/kernel/clock.ts";
import { auditEvents, type AuditEntry, type AuditFilter } from "../../shared/sync/audit.ts";
import { auditFile } from "../audit/audit-csv.ts";
import { type Checkpoint, checkpointSchema, makeCheckpoint, readRetention, setRetention } from "../audit/checkpoint.ts";
import { everyEntry, readAudit } from "../audit/read-audit.ts";
import { type AuditFault, verifyAudit } from "../audit/verify-audit.ts";
import { serviceScope } from "../storage/database.ts";
import { errorCode } from "../storage/storage-error.ts";
import { defaultTenant } from "../storage/tenants.ts";
import { endWithReader } from "./end-with-reader.ts";
import { noteCommand } from "./note-command.ts";
import { parseId } from "./parse-id.ts";
import { parseInstant } from "./parse-instant.ts";
import { CommandError } from "./report-fault.ts";
import { withStore } from "./with-store.ts";

interface TenantOptions {
  readonly data?: string;
  readonly tenant: string;
}

interface FilterOptions extends TenantOptions {
  readonly user?: string;
  readonly account?: string;
  readonly event?: (typeof auditEvents)[number];
  readonly from?: number;
  readonly to?: number;
}

function filterOf({ user, account, event, from, to }: FilterOptions): AuditFilter {
  return {
    ...(user === undefined ? {} : { user }),
    ...(account === undefined ? {} : { account }),
    ...(event === undefined ? {} : { event }),
    ...(from === undefined ? {} : { from: new Date(from).toISOString() }),
    ...(to === undefined ? {} : { to: new Date(to).toISOString() }),
  };
}

function lineOf({ seq, at, event, source, userId, accounts, detail }: AuditEntry): string {
  const shown = accounts.length > 3 ? `${accounts.slice(0, 3).join(",")} and ${accounts.length - 3} more` : accounts.join(",");
  return `${[seq, at, event, source, userId, shown, JSON.stringify(detail).slice(0, 200)].join("\t")}\n`;
}

async function list(options: FilterOptions & { readonly limit: number }): Promise<void> {
  endWithReader();
  await withStore(options.data, async ({ db }) => {
    const page = await readAudit(db, serviceScope(options.tenant, "headroom"), { ...filterOf(options), limit: options.limit });
    for (const entry of page.entries) process.stdout.write(lineOf(entry));
  });
}

async function exportLog(options: FilterOptions & { readonly format: "csv" | "ndjson"; readonly out?: string }): Promise<void> {
  await withStore(options.data, async ({ db }) => {
    const filter = filterOf(options);
    await noteCommand(db, options.tenant, "audit-exported", { format: options.format, ...Object.fromEntries(Object.entries(filter)) });
    const file = Readable.from(auditFile(everyEntry(db, serviceScope(options.tenant, "headroom"), filter), options.format));
    if (options.out === undefined) {
      endWithReader();
      for await (const text of file) process.stdout.write(text as string);
      return;
    }
    try {
      await pipeline(file, createWriteStream(options.out, { flags: "wx", mode: 0o600 }));
    } catch (error) {
      if (errorCode(error) === "EEXIST") throw new CommandError(`${options.out} is there already: choose another name with --out`);
      throw error;
    }
  });
}

/** The only kind of key that signs: small, and the same signature every time. Throws CommandError. */
function readKey(file: string, what: "private" | "public"): KeyObject {
  try {
    const pem = readFileSync(file);
    const key = what === "private" ? createPrivateKey(pem) : createPublicKey(pem);
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch (error) {
    throw new CommandError(
      `cannot read a key from ${file} (${errorCode(error) ?? "not PEM"}): make one with openssl genpkey -algorithm ed25519`,
    );
  }
  throw new CommandError(`the key in ${file} is not an Ed25519 key: make one with openssl genpkey -algorithm ed25519`);
}

function readKept(file: string): readonly Checkpoint[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new CommandError(`cannot read ${file} (${errorCode(error) ?? "unknown"})`);
  }
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line, index) => {
      try {
        return checkpointSchema.parse(JSON.parse(line));
      } catch {
        throw new CommandError(`line ${index + 1} of ${file} is not a checkpoint as headroom audit checkpoint prints it`);
      }
    });
}

function faultText({ code, seq }: AuditFault): string {
  const texts: Readonly<Record<AuditFault["code"], string>> = {
    missing: `entry ${seq} is missing`,
    changed: `entry ${seq} was changed`,
    head: `the end of the log is not entry ${seq} as its head says`,
    checkpoint: `entry ${seq} is not what a checkpoint says it was`,
    signature: `the checkpoint at entry ${seq} is not signed by this key`,
  };
  return texts[code];
}

async function verify({
  data,
  tenant,
  keyFile,
  checkpoints,
}: TenantOptions & { readonly keyFile?: string; readonly checkpoints?: string }): Promise<void> {
  const key = keyFile === undefined ? null : readKey(keyFile, "public");
  const kept = checkpoints === undefined ? [] : readKept(checkpoints);
  await withStore(data, async ({ db }) => {
    const verdict = await verifyAudit(db, tenant, { key, kept });
    const { entries, first, last, faults } = verdict;
    process.stdout.write(
      `${entries} entries, ${first} to ${last}, ${verdict.checkpoints} checkpoints${verdict.signatures ? "" : " (signatures not checked: name the key with --key-file)"}\n`,
    );
    for (const fault of faults) process.stdout.write(`${faultText(fault)}\n`);
    if (faults.length > 0) throw new CommandError(`the audit log of ${tenant} is not whole`);
    process.stdout.write("the log is whole\n");
  });
}

async function checkpoint({
  data,
  tenant,
  keyFile,
  trim,
}: TenantOptions & { readonly keyFile: string; readonly trim: boolean }): Promise<void> {
  const key = readKey(keyFile, "private");
  await withStore(data, async ({ db }) => {
    const made = await makeCheckpoint(db, tenant, { key, nowMs: systemClock.now(), trim });
    if (made === null) throw new CommandError(`${tenant} has no audit log yet`);
    process.stdout.write(`${JSON.stringify(made.checkpoint)}\n`);
    if (trim) process.stderr.write(`${made.removed} entries were removed\n`);
  });
}

async function retention({ data, tenant, days }: TenantOptions & { readonly days?: number }): Promise<void> {
  await withStore(data, async ({ db }) => {
    if (days !== undefined && !(await setRetention(db, tenant, days, systemClock.now())))
      throw new CommandError(`there is no company ${tenant}`);
    const kept = await readRetention(db, tenant);
    process.stdout.write(`entries are kept for ${kept ?? 400} days before checkpoint --trim may remove them\n`);
  });
}

function parseDays(text: string): number {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 30 || days > 36_500) throw new InvalidArgumentError("a whole number of days from 30 to 36500.");
  return days;
}

function parseLimit(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100_000) throw new InvalidArgumentError("a whole number from 1 to 100000.");
  return limit;
}

/** `headroom audit`: who saw and changed what. */
export function addAuditCommand(program: Command): void {
  const audit = program
    .command("audit")
    .description("Who signed in, who saw and changed what, what was exported: a log that is only ever added to.");
  const target = (command: Command): Command =>
    command
      .option("--data <dir>", "folder of the embedded database (default: .data/headroom; overrides DATABASE_URL)")
      .option("--tenant <id>", "company", parseId, defaultTenant.id);
  const filtered = (command: Command): Command =>
    target(command)
      .option("--user <id>", "what this user did", parseId)
      .option("--account <id>", "what was about this account", parseId)
      .addOption(new Option("--event <event>", "one kind of entries").choices([...auditEvents]))
      .option("--from <instant>", "from then on", parseInstant)
      .option("--to <instant>", "up to before then", parseInstant);
  filtered(audit.command("list"))
    .description("Prints the newest entries: number, time, event, source, user, accounts, detail.")
    .option("--limit <number>", "how many", parseLimit, 50)
    .action(list);
  filtered(audit.command("export"))
    .description("Writes the log as CSV (safe to open in a spreadsheet) or as NDJSON; that it was done is noted, too.")
    .addOption(new Option("--format <format>", "of the file").choices(["csv", "ndjson"]).default("csv"))
    .option("--out <file>", "file to write (default: standard output); one that is there is not written over")
    .action(exportLog);
  target(audit.command("verify"))
    .description("Reads the whole log and tells whether an entry was changed, removed, or cut off.")
    .option("--key-file <file>", "Ed25519 key (public or private, PEM) that checkpoints are signed with")
    .option("--checkpoints <file>", "checkpoints that were kept elsewhere, one a line")
    .action(verify);
  target(audit.command("checkpoint"))
    .description("Signs where the log stands and prints it: keep the line where the database's operators cannot change it.")
    .requiredOption("--key-file <file>", "Ed25519 private key, PEM (openssl genpkey -algorithm ed25519)")
    .option("--trim", "first remove what is older than the retention", false)
    .action(checkpoint);
  target(audit.command("retention"))
    .description("Shows or sets for how many days entries are kept.")
    .option("--days <number>", "set it", parseDays)
    .action(retention);
}
