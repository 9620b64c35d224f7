import { createReadStream } from "node:fs";
import { basename } from "node:path";
import type { z } from "zod";
import { incidentEvent } from "../../shared/domain/incident/incident-event.ts";
import { type FaultReport, FileError } from "../ingest/fault.ts";
import { runImport } from "../ingest/import-run.ts";
import type { Mapping } from "../ingest/mapping.ts";
import type { ImportRecord, ImportStore } from "../storage/import-store.ts";
import type { EventLog } from "./event-log.ts";

/** Reads another system's export by the incidents entry of an import's mapping. Nothing is stored; accounts are left open. */
export async function readMappedLog(file: string, mapping: Mapping, onFault: (fault: FaultReport) => void): Promise<readonly EventLog[]> {
  const entry = mapping.files.find(({ target }) => target === "incidents");
  if (entry === undefined) throw new FileError("the mapping has no entry for incidents");
  const records: ImportRecord[] = [];
  const { files } = await runImport({
    mapping: { ...mapping, files: [entry] },
    store: keeping(records),
    filesOf: () => [{ name: basename(file), open: () => createReadStream(file, { highWaterMark: 256 * 1024 }) }],
    report: (fault) => onFault({ ...fault, file }),
  });
  const failed = files.find(({ error }) => error !== null)?.error;
  if (failed !== undefined && failed !== null) throw new FileError(failed);
  const events = records.filter(({ kind }) => kind === "incidentEvent").map(eventOf);
  const byIncident = Map.groupBy(events, ({ incidentId }) => incidentId);
  return records
    .filter(({ kind }) => kind === "incident")
    .map(({ id, fields }) => ({ incidentId: id, number: String(fields["number"]), events: byIncident.get(id) ?? [] }));
}

function eventOf({ id, fields, defaults }: ImportRecord): z.infer<typeof incidentEvent> {
  return incidentEvent.parse({ ...defaults, ...fields, id });
}

/** A store that only keeps what an import brings. */
function keeping(records: ImportRecord[]): ImportStore {
  return {
    putRecords: (brought) => {
      records.push(...brought);
      return Promise.resolve(brought.map(() => "stored" as const));
    },
    putChunks: () => Promise.resolve([]),
    accountsByCode: () => Promise.resolve(new Map()),
    counts: () => Promise.resolve({ accounts: 0, incidents: 0, incidentEvents: 0, series: 0 }),
  };
}
