import type { ImportAccount } from "../storage/import-store.ts";
import { accountReader } from "./account-index.ts";
import { columnIndex, fieldReader, type FieldReader, type FieldValue, unknownTest } from "./field-reader.ts";
import { buildRecords, type RecordTarget } from "./record-builders.ts";
import { checkRecord, RecordWriter, SeenKeys } from "./record-writer.ts";
import { RowFault } from "./row-fault.ts";
import type { GoodRow } from "./row.ts";
import type { Session, SessionContext } from "./session.ts";
import type { FileTally } from "./tally.ts";

/** Rows that each make records of their own: accounts, capacities, contracts, contacts, planned events, answers, releases. */
export function recordSession(target: RecordTarget, context: SessionContext): Session {
  const { mapping, accounts } = context;
  const writer = new RecordWriter(context.store);
  const seen = new SeenKeys();
  let tally: FileTally | null = null;
  let readers: readonly (readonly [string, FieldReader])[] = [];
  let references: readonly (readonly [string, number])[] = [];
  let accountOf: (cells: readonly string[]) => ImportAccount | null = () => null;

  const takeRow = (row: GoodRow, into: FileTally): ReturnType<typeof buildRecords> => {
    const account = accountOf(row.cells);
    const fields = new Map<string, FieldValue>(readers.map(([name, read]) => [name, read(row.cells, account)]));
    const records = buildRecords(target, fields, account, context).map((record) => checkRecord(record, mapping));
    seen.claim(records[0]?.id ?? "", into.file, row.line);
    if (target === "accounts") {
      const code = String(fields.get("code"));
      const regions = fields.get("regions");
      accounts.add(code, {
        id: records[0]?.id ?? "",
        timeZone: String(fields.get("timeZone")),
        regions: Array.isArray(regions) ? regions.map(String) : [],
      });
      for (const [name, at] of references) {
        const value = (row.cells[at] ?? "").trim();
        if (value !== "") accounts.refer(name, value, code);
      }
    }
    return records;
  };

  return {
    open(next, header) {
      tally = next;
      readers = Object.keys(mapping.fields).flatMap((name) => {
        const reader = fieldReader(name, { mapping, header, tally: next });
        return reader === null ? [] : [[name, reader] as const];
      });
      references = Object.entries(mapping.references ?? {}).map(([name, column]) => [name, columnIndex(header, column)] as const);
      const lookup = mapping.account;
      if (lookup !== undefined) {
        accountOf = accountReader(
          lookup,
          accounts,
          next.file,
          lookup.column === undefined ? -1 : columnIndex(header, lookup.column),
          unknownTest(mapping),
        );
      }
    },
    async take(rows) {
      if (tally === null) throw new Error("no file is open");
      for (const row of rows) {
        try {
          await writer.add(tally, takeRow(row, tally));
        } catch (error) {
          if (!(error instanceof RowFault)) throw error;
          tally.drop(row.line, error.fault);
        }
      }
    },
    closeFile: () => writer.flush(),
    finish: () => writer.flush(),
    dispose: () => Promise.resolve(),
  };
}
