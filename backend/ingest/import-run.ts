import type { ImportCounts, ImportStore } from "../storage/import-store.ts";
import { AccountIndex } from "./account-index.ts";
import { FileError, type FaultReport } from "./fault.ts";
import { incidentSession } from "./incident-session.ts";
import type { FileMapping, Mapping } from "./mapping.ts";
import { openTable } from "./open-table.ts";
import { recordSession } from "./record-session.ts";
import type { GoodRow } from "./row.ts";
import { sdkUseSession } from "./sdk-use-session.ts";
import type { Session, SessionContext } from "./session.ts";
import { type Counts, type FileSummary, FileTally, totalOf } from "./tally.ts";
import { targetNames } from "./targets.ts";
import { usageSession } from "./usage-session.ts";

/** What an import did. `counts` is what the store holds afterwards, whoever brought it. */
export interface ImportSummary {
  readonly files: readonly FileSummary[];
  readonly total: Counts;
  readonly counts: ImportCounts;
  /** The first dropped rows of every file. */
  readonly firstFaults: readonly FaultReport[];
}

/** A file as it is handed to the import: opened only when its turn comes. */
export interface InputFile {
  readonly name: string;
  open(): AsyncIterable<Uint8Array>;
}

export interface ImportRun {
  readonly mapping: Mapping;
  readonly store: ImportStore;
  /** The files of an entry of the mapping, in order; a FileError says why the entry has none. */
  readonly filesOf: (entry: FileMapping) => readonly InputFile[] | FileError;
  /** Told of every dropped row as it is met. */
  readonly report: (fault: FaultReport) => void;
}

function sessionOf(context: SessionContext): Session {
  const { target } = context.mapping;
  switch (target) {
    case "usage":
      return usageSession(context);
    case "sdk-use":
      return sdkUseSession(context);
    case "incidents":
      return incidentSession(context);
    case "accounts":
    case "capacities":
    case "contacts":
    case "contracts":
    case "planned-events":
    case "sdk-releases":
    case "surveys":
      return recordSession(target, context);
  }
}

/** Reads one file to its end, or to where it cannot be read on; rows read before that stay. */
async function readInto(session: Session, tally: FileTally, input: InputFile, mapping: FileMapping): Promise<void> {
  try {
    const table = await openTable(input.name, input.open(), mapping);
    session.open(tally, table.header);
    for await (const batch of table.batches) {
      tally.count(batch.length);
      let good: GoodRow[] = [];
      for (const row of batch) {
        if (!("fault" in row)) {
          good.push(row);
          continue;
        }
        // The rows before it first: reports follow the lines of the file.
        await session.take(good);
        good = [];
        tally.drop(row.line, row.fault);
      }
      await session.take(good);
    }
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    tally.fail(error.message);
  }
}

/**
 * Imports every file that the mapping names, accounts first. What goes in is written as it is read; a failure of the store ends the run (and
 * running again goes on where it stopped, since equal content is left alone).
 */
export async function runImport(run: ImportRun): Promise<ImportSummary> {
  const { mapping, store } = run;
  const accounts = new AccountIndex(await store.accountsByCode(), mapping.lookups);
  const tallies: FileTally[] = [];
  const entries = targetNames.flatMap((target) => mapping.files.filter((entry) => entry.target === target));
  for (const entry of entries) {
    const inputs = run.filesOf(entry);
    if (inputs instanceof FileError) {
      const tally = new FileTally(entry.files, entry.target, run.report);
      tally.fail(inputs.message);
      tallies.push(tally);
      continue;
    }
    const session = sessionOf({ mapping: entry, source: mapping.source, accounts, store });
    try {
      for (const input of inputs) {
        const tally = new FileTally(input.name, entry.target, run.report);
        tallies.push(tally);
        await readInto(session, tally, input, entry);
        await session.closeFile();
      }
      await session.finish();
    } finally {
      await session.dispose();
    }
  }
  const files = tallies.map((tally) => tally.summary());
  return { files, total: totalOf(files), counts: await store.counts(), firstFaults: tallies.flatMap((tally) => tally.firstFaults) };
}
