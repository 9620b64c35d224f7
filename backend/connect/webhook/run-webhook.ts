import { runImport, type InputFile } from "../../ingest/import-run.ts";
import type { FileMapping, Mapping } from "../../ingest/mapping.ts";
import type { ImportStore } from "../../storage/import-store.ts";
import { errorCode, StorageError } from "../../storage/storage-error.ts";
import type { WebhookConfig } from "../connector-config.ts";
import type { ConnectorRun, RunOutcome } from "../connector-run.ts";
import { mappingOf } from "../stored-mapping.ts";
import { countAttempt, type Delivery, settleDeliveries, waitingDeliveries } from "./deliveries.ts";
import { settleHeads, withoutHead } from "./partial-logs.ts";
import { atPath, rowsOfMessage } from "./rows-of-message.ts";

const runMs = 60_000;
const atOnce = { rows: 500, bytes: 16 * 1_048_576 };
/** After so many faults of this program at one delivery it is put aside. */
const mostAttempts = 5;
/** Nothing is due until something is delivered, which asks for a run; this is for what another backend was given. */
const idleMs = 30_000;
/** Of other targets a later delivery replaces an earlier one, which within one import would count as its double. */
const together: ReadonlySet<FileMapping["target"]> = new Set(["usage", "sdk-use", "incidents"]);

interface Read {
  readonly delivery: Delivery;
  readonly input: InputFile;
}

function messageOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString("utf8"));
  } catch {
    return undefined;
  }
}

/** The entry that reads a message: the one that its type names, or the only one. */
function entryOf(config: WebhookConfig, mapping: Mapping, message: unknown): FileMapping | null {
  if (config.typeField === undefined) return mapping.files[0] ?? null;
  const type = atPath(message, config.typeField);
  return mapping.files.find(({ files }) => files === type) ?? null;
}

/** Takes what was delivered, by when it came; each delivery is settled after its rows are stored, so one that is taken twice changes nothing. */
export async function runWebhook(config: WebhookConfig, run: ConnectorRun): Promise<RunOutcome> {
  const { db, scope, name, tally, clock, signal } = run;
  const startedMs = run.ran();
  const mapping = await mappingOf(config.mapping, run);

  // Asked once a run, not once a delivery; an entry for accounts makes new ones.
  const known = mapping.files.some(({ target }) => target === "accounts") ? null : await run.store.accountsByCode();
  const incidents = new Set<string>();
  const store: ImportStore = {
    putRecords: (records) => {
      for (const { kind, id } of records) if (kind === "incident") incidents.add(id);
      return run.store.putRecords(records.map(withoutHead));
    },
    putChunks: (chunks, merge) => run.store.putChunks(chunks, merge),
    accountsByCode: async () => known ?? (await run.store.accountsByCode()),
    counts: async () => ({ accounts: 0, incidents: 0, incidentEvents: 0, series: 0 }),
  };

  const importOf = async (entry: FileMapping, part: readonly Read[]): Promise<void> => {
    const { files, firstFaults } = await runImport({
      mapping: { ...mapping, files: [{ ...entry, format: { ...entry.format, type: "ndjson", encoding: "utf8" } }] },
      store,
      filesOf: () => part.map(({ input }) => input),
      report: () => undefined,
    });
    for (const summary of files) tally.addFile(summary, []);
    tally.tell(firstFaults);
    await settleHeads(db, scope, clock, [...incidents], entry.fields["openedAt"] !== undefined);
    incidents.clear();
  };

  /** Of several that cannot be stored together because of a fault of ours, each is tried alone. */
  const take = async (entry: FileMapping, part: readonly Read[]): Promise<void> => {
    try {
      await importOf(entry, part);
    } catch (error) {
      // The database is away or full: nothing is wrong with the deliveries.
      if (signal.aborted || error instanceof StorageError || errorCode(error) !== undefined) throw error;
      const [only, ...others] = part;
      if (only === undefined) return;
      if (others.length > 0) {
        for (const one of part) await take(entry, [one]);
        return;
      }
      tally.note("delivery-failed", only.delivery.messageId);
      if (only.delivery.attempts + 1 < mostAttempts) {
        await countAttempt(db, scope, name, only.delivery.messageId);
        throw error;
      }
    }
    await settleDeliveries(
      db,
      scope,
      name,
      part.map(({ delivery }) => delivery.messageId),
      clock.now(),
    );
  };

  for (;;) {
    const { deliveries, waiting } = await waitingDeliveries(db, scope, name, atOnce);
    if (deliveries.length === 0) return { backlog: 0, pressure: "none", againMs: idleMs };
    const pressure = waiting >= config.queue ? "full" : "none";
    if (run.ran() - startedMs > runMs) return { backlog: waiting, pressure, againMs: 0 };
    const ignored: string[] = [];
    const byEntry = new Map<FileMapping, Read[]>();
    for (const delivery of deliveries) {
      const message = messageOf(delivery.body);
      const entry = entryOf(config, mapping, message);
      const text = entry === null ? null : rowsOfMessage(message, config.rows);
      if (entry === null || text === null) {
        ignored.push(delivery.messageId);
        continue;
      }
      const input: InputFile = {
        name: delivery.messageId,
        open: async function* open() {
          yield Buffer.from(text);
        },
      };
      byEntry.set(entry, [...(byEntry.get(entry) ?? []), { delivery, input }]);
    }
    if (ignored.length > 0) tally.note("delivery-ignored", "", ignored.length);
    await settleDeliveries(db, scope, name, ignored, clock.now());
    for (const [entry, part] of byEntry) {
      signal.throwIfAborted();
      if (together.has(entry.target)) await take(entry, part);
      else for (const one of part) await take(entry, [one]);
    }
    await run.advance({}, deliveries.at(-1)?.receivedAt.getTime() ?? null);
  }
}
