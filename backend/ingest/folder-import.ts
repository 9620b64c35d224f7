import { createReadStream } from "node:fs";
import type { ImportStore } from "../storage/import-store.ts";
import { FileError, type FaultReport } from "./fault.ts";
import { type ImportSummary, runImport } from "./import-run.ts";
import type { Mapping } from "./mapping.ts";
import { listFolder, matching, staysInside } from "./source-files.ts";

/** Imports the files of a folder. Globs and links that lead out of it are refused. */
export async function importFolder(
  folder: string,
  mapping: Mapping,
  store: ImportStore,
  report: (fault: FaultReport) => void,
): Promise<ImportSummary> {
  const { files, escapes } = await listFolder(folder);
  return runImport({
    mapping,
    store,
    report,
    filesOf: (entry) => {
      if (!staysInside(entry.files)) return new FileError("it names a place outside the folder; use a path below it, without ..");
      const found = matching(files, entry.files);
      if (found.length === 0) {
        const escaped = escapes.length === 0 ? "" : `; links out of the folder are not followed (${escapes.slice(0, 3).join(", ")})`;
        return new FileError(`no file of that name is in the folder${escaped}`);
      }
      const ordered = entry.order === "descending" ? found.toReversed() : found;
      return ordered.map(({ name, path }) => ({ name, open: () => createReadStream(path, { highWaterMark: 256 * 1024 }) }));
    },
  });
}
