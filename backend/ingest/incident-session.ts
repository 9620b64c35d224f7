import { incidentEvent } from "../../shared/domain/incident/incident-event.ts";
import { incident } from "../../shared/domain/incident/incident.ts";
import type { ImportAccount, ImportRecord } from "../storage/import-store.ts";
import { accountReader } from "./account-index.ts";
import { fault, shown } from "./fault.ts";
import { columnIndex, columnOf, fieldReader, type FieldReader, unknownTest } from "./field-reader.ts";
import { incidentOf, type IncidentRow, incidentRow } from "./incident-log.ts";
import { limits } from "./limits.ts";
import { PartitionedSpool } from "./partitioned-spool.ts";
import { RecordWriter } from "./record-writer.ts";
import { RowFault } from "./row-fault.ts";
import type { Session, SessionContext } from "./session.ts";
import type { FileTally } from "./tally.ts";

const fieldNames = Object.keys(incidentRow.shape.fields.shape);
const shapes: readonly {
  readonly shape: Readonly<
    Record<string, { safeParse(value: unknown): { success: boolean; error?: { issues: readonly { message: string }[] } } }>
  >;
}[] = [incident, incidentEvent];

/** Rows of an incident log: each becomes an event, and the events of one number, wherever they stand in the files, make its incident. */
export function incidentSession(context: SessionContext): Session {
  const { mapping, source } = context;
  const writer = new RecordWriter(context.store);
  const spool = new PartitionedSpool<IncidentRow>(limits.eventsInMemory);
  const tallies: FileTally[] = [];
  const isUnknown = unknownTest(mapping);
  let readers: readonly (readonly [string, FieldReader])[] = [];
  let accountOf: (cells: readonly string[]) => ImportAccount | null = () => null;
  let accountAt = -1;

  /** What the records' own schemas would refuse is refused here, where file, line and column are known. */
  const check = (name: string, value: unknown): void => {
    for (const { shape } of shapes) {
      const parsed = value === null ? undefined : shape[name]?.safeParse(value);
      if (parsed === undefined || parsed.success) continue;
      throw new RowFault(
        fault(
          "bad-value",
          columnOf(mapping.fields[name]),
          `${name} ${shown(String(value))}: ${parsed.error?.issues[0]?.message ?? "not valid"}`,
        ),
      );
    }
  };

  return {
    open(next, header) {
      tallies.push(next);
      readers = fieldNames.flatMap((name) => {
        const reader = fieldReader(name, { mapping, header, tally: next });
        return reader === null ? [] : [[name, reader] as const];
      });
      const lookup = mapping.account;
      if (lookup === undefined) return;
      accountAt = lookup.column === undefined ? -1 : columnIndex(header, lookup.column);
      accountOf = accountReader(lookup, context.accounts, next.file, accountAt, isUnknown);
    },
    async take(rows) {
      const file = tallies.length - 1;
      const tally = tallies[file];
      if (tally === undefined) throw new Error("no file is open");
      for (const row of rows) {
        try {
          const account = accountOf(row.cells);
          const fields: Record<string, unknown> = {};
          for (const [name, read] of readers) {
            const value = read(row.cells, account);
            check(name, value);
            fields[name] = value;
          }
          const accountTold = accountAt < 0 || !isUnknown((row.cells[accountAt] ?? "").trim());
          const parsed = incidentRow.parse({ file, line: row.line, accountId: account?.id ?? null, accountTold, fields });
          await spool.add(parsed.fields.number, parsed);
        } catch (error) {
          if (!(error instanceof RowFault)) throw error;
          tally.drop(row.line, error.fault);
        }
      }
    },
    closeFile: () => Promise.resolve(),
    async finish() {
      for await (const [number, rows] of spool.groups()) {
        const made = incidentOf(number, rows, {
          source,
          fileName: (file) => tallies[file]?.file ?? "?",
          mapped: (name) => mapping.fields[name] !== undefined,
        });
        for (const copy of made.copies)
          tallies[copy.row.file]?.drop(copy.row.line, fault("duplicate", null, `the same event as line ${copy.firstLine}, which counts`));
        for (const warning of made.warnings) tallies[made.last.row.file]?.warn(warning.code, warning.message);
        for (const event of made.events) {
          const tally = tallies[event.row.file];
          if (tally === undefined) throw new Error("an event of no file");
          // The row of the last event is the one that says what the incident is now.
          const records: readonly ImportRecord[] = event === made.last ? [made.incident, event.record] : [event.record];
          await writer.add(tally, records);
        }
      }
      await writer.flush();
    },
    dispose: () => spool.close(),
  };
}
