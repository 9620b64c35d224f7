import { createHash } from "node:crypto";
import { matchesGlob } from "node:path";
import { z } from "zod";
import { runImport } from "../../ingest/import-run.ts";
import type { FileMapping, Mapping } from "../../ingest/mapping.ts";
import type { FileSummary } from "../../ingest/tally.ts";
import { targetNames } from "../../ingest/targets.ts";
import { errorCode } from "../../storage/storage-error.ts";
import type { FolderConfig } from "../connector-config.ts";
import type { ConnectorRun, RunOutcome } from "../connector-run.ts";
import { mappingOf } from "../stored-mapping.ts";
import { FileReport, plainReport } from "./file-report.ts";
import { doneFolder, failedFolder, type FolderDisk, type FoundFile, type OpenFile } from "./folder-disk.ts";

/** A run ends after so long and goes on in the next; a file that was begun is read to its end. */
const runMs = 60_000;
/** Files whose size and time are remembered between two looks. */
const mostSeen = 5_000;
const deniedCodes = new Set(["EACCES", "EPERM", "EBUSY", "EIO"]);

const seen = z.object({ size: z.number(), mtimeMs: z.number(), sinceMs: z.number() });
const folderProgress = z.object({ seen: z.record(z.string(), seen) }).catch({ seen: {} });
type Seen = z.infer<typeof folderProgress>["seen"];

/** What is seen now; how long each has been as it is. */
function look(files: readonly FoundFile[], before: Seen, nowMs: number): Seen {
  return Object.fromEntries(
    files.slice(0, mostSeen).map(({ name, size, mtimeMs }) => {
      const known = Object.hasOwn(before, name) ? before[name] : undefined;
      const same = known !== undefined && known.size === size && known.mtimeMs === mtimeMs && known.sinceMs <= nowMs;
      return [name, { size, mtimeMs, sinceMs: same ? known.sinceMs : nowMs }];
    }),
  );
}

function entryOf(mapping: Mapping, name: string): FileMapping | null {
  return (
    targetNames
      .flatMap((target) => mapping.files.filter((entry) => entry.target === target))
      .find((entry) => matchesGlob(name, entry.files)) ?? null
  );
}

/** Accounts before what belongs to them, as an import has it; else by name. */
function ordered(files: readonly FoundFile[], mapping: Mapping): readonly FoundFile[] {
  const rank = ({ name }: FoundFile): number => {
    const entry = entryOf(mapping, name);
    return entry === null ? targetNames.length : targetNames.indexOf(entry.target);
  };
  return files.toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

/** What makes two files the same work: their bytes, what is read of them, and the name where it is read too. */
async function digestOf(file: OpenFile, entry: FileMapping, name: string, signal: AbortSignal): Promise<string> {
  const bytes = createHash("sha256");
  for await (const part of file.read()) {
    signal.throwIfAborted();
    bytes.update(part);
  }
  return createHash("sha256")
    .update(JSON.stringify([bytes.digest("hex"), entry, entry.account?.file === true ? name : null]))
    .digest("hex");
}

interface Taken {
  readonly name: string;
  readonly kept_as: string;
  readonly taken_at: Date;
}

/** Imports the complete files of a folder, each content once, and lays each into `done` or `failed` with a report beside it. Throws SourceFault. */
export async function runFolder(config: FolderConfig, run: ConnectorRun, disk: FolderDisk): Promise<RunOutcome> {
  const { db, scope, tally, signal, clock } = run;
  const { folder } = config;
  const startedMs = run.ran();
  const mapping = await mappingOf(config.mapping, run);
  const { files, refused } = await disk.look(folder);
  for (const name of refused) tally.note("file-refused", name);
  const nowMs = clock.now();
  const known = look(files, folderProgress.parse(run.progress).seen, nowMs);
  await run.advance({ seen: known }, null);
  const settleMs = config.settleSeconds * 1_000;
  const isReady = ({ name }: FoundFile): boolean => {
    if (config.ready === "renamed") return true;
    const one = known[name];
    return one !== undefined && nowMs - one.sinceMs >= settleMs;
  };

  const taken = (digest: string): Promise<Taken | undefined> =>
    db.withTenant(scope, ({ db: tx }) =>
      tx
        .selectFrom("connector_file")
        .select(["name", "kept_as", "taken_at"])
        .where("tenant_id", "=", scope.tenantId)
        .where("connector", "=", run.name)
        .where("digest", "=", digest)
        .executeTakeFirst(),
    );
  const take = (digest: string, name: string, keptAs: string): Promise<unknown> =>
    db.withTenant(scope, ({ db: tx }) =>
      tx
        .insertInto("connector_file")
        .values({ tenant_id: scope.tenantId, connector: run.name, digest, name, kept_as: keptAs, taken_at: new Date(clock.now()) })
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    );

  /** A name that nothing in `done` or `failed` has; folders become part of it. */
  const freeName = async (into: string, name: string): Promise<string> => {
    const flat = name.replaceAll("/", "__");
    const dot = flat.lastIndexOf(".");
    const [stem, ending] = dot > 0 ? [flat.slice(0, dot), flat.slice(dot)] : [flat, ""];
    for (let n = 1; ; n += 1) {
      const free = `${into}/${n === 1 ? flat : `${stem}.${n}${ending}`}`;
      if (!(await disk.exists(folder, free))) return free;
    }
  };
  const reportName = (keptAs: string): string => `${keptAs}.report.csv`;

  const fail = async (name: string, text: string): Promise<void> => {
    const keptAs = await freeName(failedFolder, name);
    await disk.write(folder, reportName(keptAs), text);
    await disk.move(folder, name, keptAs);
    tally.note("file-failed", name);
  };

  const finishTaken = async (name: string, before: Taken): Promise<void> => {
    // A run that ended between the store and the move: the same file, whose report lies there already.
    if (before.name === name && !(await disk.exists(folder, before.kept_as))) return disk.move(folder, name, before.kept_as);
    const keptAs = await freeName(doneFolder, name);
    const message = `the same content as ${before.kept_as}, taken on ${before.taken_at.toISOString()}: nothing was imported`;
    await disk.write(folder, reportName(keptAs), plainReport(name, "same-content", message));
    await disk.move(folder, name, keptAs);
  };

  const importFile = async (
    name: string,
    entry: FileMapping,
    file: OpenFile,
  ): Promise<{ readonly summary: FileSummary; readonly report: FileReport }> => {
    const report = new FileReport();
    const open = async function* open(): AsyncGenerator<Uint8Array> {
      for await (const part of file.read()) {
        signal.throwIfAborted();
        yield part;
      }
    };
    const { files: summaries, firstFaults } = await runImport({
      mapping: { ...mapping, files: [entry] },
      store: run.store,
      filesOf: () => [{ name, open }],
      report: (fault) => report.add(fault),
    });
    const [summary] = summaries;
    if (summary === undefined) throw new Error("an import of one file told of none");
    tally.addFile(summary, firstFaults);
    return { summary, report };
  };

  const workOn = async (name: string, file: OpenFile): Promise<void> => {
    const entry = entryOf(mapping, name);
    if (entry === null) return fail(name, plainReport(name, "no-entry", "no entry of the mapping reads a file of this name"));
    const digest = await digestOf(file, entry, name, signal);
    const before = await taken(digest);
    if (before !== undefined) return finishTaken(name, before);
    const { summary, report } = await importFile(name, entry, file);
    if (!(await file.isUnchanged())) return tally.note("file-changed", name);
    if (summary.error !== null) return fail(name, report.text(summary));
    const keptAs = await freeName(doneFolder, name);
    await disk.write(folder, reportName(keptAs), report.text(summary));
    await take(digest, name, keptAs);
    await disk.move(folder, name, keptAs);
    await run.advance({ seen: known }, Math.min(file.mtimeMs, clock.now()));
  };

  const ready = ordered(files.filter(isReady), mapping);
  let backlog = files.length - ready.length;
  for (const [at, { name }] of ready.entries()) {
    signal.throwIfAborted();
    if (run.ran() - startedMs > runMs) {
      backlog += ready.length - at;
      return { backlog, pressure: "slowed", againMs: 0 };
    }
    let file: OpenFile;
    try {
      file = await disk.open(folder, name);
    } catch (error) {
      const code = errorCode(error) ?? "";
      if (code === "ELOOP") tally.note("file-refused", name);
      else if (deniedCodes.has(code)) tally.note("file-denied", `${name} (${code})`);
      else if (code !== "ENOENT") throw error;
      continue;
    }
    try {
      await workOn(name, file);
    } finally {
      await file.close();
    }
  }
  // A file that is settling is looked at again as soon as it may be complete.
  const againMs = backlog > 0 ? Math.min(config.everySeconds * 1_000, Math.max(settleMs, 1_000)) : config.everySeconds * 1_000;
  return { backlog, pressure: "none", againMs };
}
