import { closeSync, openSync, writeFileSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import type { Command } from "commander";
import type { FaultReport } from "../ingest/fault.ts";
import { importFolder } from "../ingest/folder-import.ts";
import type { ImportSummary } from "../ingest/import-run.ts";
import { type Mapping, parseMapping } from "../ingest/mapping.ts";
import { RemoteError, RemoteImportStore } from "../ingest/remote-store.ts";
import { summaryText } from "../ingest/summary-text.ts";
import { isLoopbackHost } from "../server/loopback.ts";
import type { ImportStore } from "../storage/import-store.ts";
import { openBackendStore, storeTarget } from "../storage/open-backend-store.ts";
import { isDiskFull, StorageError } from "../storage/storage-error.ts";
import { CommandError } from "./report-fault.ts";

interface IngestOptions {
  readonly map: string;
  readonly data?: string;
  readonly json?: boolean;
  readonly report?: string;
  readonly server?: string;
}

/** 0: every file was read; rows that were dropped are in the summary. 2: some file could not be read, the others went in. 1: none could, or the import stopped. */
function exitCode({ files }: ImportSummary): 0 | 1 | 2 {
  const failed = files.filter(({ error }) => error !== null).length;
  if (failed === 0) return 0;
  return failed === files.length ? 1 : 2;
}

async function readMapping(path: string): Promise<Mapping> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    throw new CommandError(`cannot read the mapping ${path} (${codeOf(error)}): give its path with --map`);
  }
  const mapping = parseMapping(text);
  if (!mapping.ok) throw new CommandError(`mapping ${path}: ${mapping.error.message}; see docs/data-mapping.md`);
  return mapping.value;
}

async function checkFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch((error: unknown) => codeOf(error));
  if (typeof found === "string") throw new CommandError(`cannot read the folder ${folder} (${found}): check the path`);
  if (!found.isDirectory()) throw new CommandError(`${folder} is not a folder: give the folder that holds the files`);
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}

interface OpenStore {
  readonly store: ImportStore;
  readonly close: () => Promise<void>;
}

async function openStore(options: IngestOptions, environment: Readonly<Record<string, string | undefined>>): Promise<OpenStore> {
  if (options.server !== undefined) {
    if (!URL.canParse(options.server) || !/^https?:/.test(options.server))
      throw new CommandError(`${options.server} is no address: give --server like https://headroom.example.com`);
    const { protocol, hostname } = new URL(options.server);
    if (protocol === "http:" && !isLoopbackHost(hostname))
      throw new CommandError(`${options.server} would carry the token and the data in the clear: give --server with https://`);
    const token = environment["HEADROOM_TOKEN"];
    if (token === undefined || token === "")
      throw new CommandError("--server needs a token: put it into the environment as HEADROOM_TOKEN");
    return { store: new RemoteImportStore(options.server, token), close: () => Promise.resolve() };
  }
  const backend = await openBackendStore(storeTarget(options.data, environment));
  return { store: await backend.importStore(), close: () => backend.close() };
}

interface Report {
  readonly add: (fault: FaultReport) => void;
  readonly close: () => void;
}

const reportChars = 64 * 1024;

/** Written synchronously, some rows at a time: a stream would gather the report of a file of bad rows in memory. */
function openReport(path: string | undefined): Report {
  if (path === undefined) return { add: () => undefined, close: () => undefined };
  let file: number;
  try {
    file = openSync(path, "w", 0o600);
  } catch (error) {
    throw new CommandError(`cannot write the report ${path} (${codeOf(error)}): choose another place with --report`);
  }
  let text = "";
  const flush = (): void => {
    writeFileSync(file, text);
    text = "";
  };
  return {
    add: (fault) => {
      text += `${JSON.stringify(fault)}\n`;
      if (text.length >= reportChars) flush();
    },
    close: () => {
      try {
        flush();
      } finally {
        closeSync(file);
      }
    },
  };
}

async function ingest(
  folder: string,
  options: IngestOptions,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<ImportSummary> {
  const mapping = await readMapping(options.map);
  await checkFolder(folder);
  const report = openReport(options.report);
  try {
    const { store, close } = await openStore(options, environment);
    try {
      return await importFolder(folder, mapping, store, report.add);
    } finally {
      await close();
    }
  } finally {
    report.close();
  }
}

/** The one line for the operator, or null for what is a fault of this program. */
function lineFor(error: unknown): string | null {
  if (error instanceof StorageError && error.code === "folder-locked")
    return `${error.message}; or import through the running backend with --server`;
  if (error instanceof CommandError || error instanceof StorageError || error instanceof RemoteError) return error.message;
  if (isDiskFull(error)) return "the disk is full: free some space and run it again; what is stored already is left alone";
  return null;
}

export function addIngestCommand(program: Command): void {
  program
    .command("ingest")
    .description("import what other systems export: CSV, NDJSON or XLSX, by a mapping file (docs/data-mapping.md)")
    .argument("<dir>", "folder that holds the files")
    .requiredOption("--map <file>", "mapping file (JSON)")
    .option("--data <dir>", "data folder of the embedded database (default: DATABASE_URL, else .data/headroom)")
    .option("--server <url>", "import through a running backend instead; the token comes from HEADROOM_TOKEN")
    .option("--report <file>", "write every dropped row to this file, one JSON object a line")
    .option("--json", "print the summary as JSON")
    .action(async (folder: string, options: IngestOptions) => {
      try {
        const summary = await ingest(folder, options, process.env);
        process.stdout.write(options.json === true ? `${JSON.stringify(summary, null, 2)}\n` : summaryText(summary));
        process.exitCode = exitCode(summary);
        if (options.json === true)
          for (const { file, error } of summary.files) if (error !== null) process.stderr.write(`headroom: ${file}: ${error}\n`);
      } catch (error) {
        const line = lineFor(error);
        if (line === null) throw error;
        throw new CommandError(line);
      }
    });
}
