import { isPlatform, sdkPlatforms, sdkVersion, type SdkPlatform } from "../../shared/domain/sdk/sdk-release.ts";
import type { SdkUse } from "../../shared/domain/sdk/sdk-use.ts";
import type { ImportAccount, ImportRecord } from "../storage/import-store.ts";
import { accountReader } from "./account-index.ts";
import { fault, FileError, shown } from "./fault.ts";
import { columnIndex, columnOf, fieldReader, type FieldReader, unknownTest } from "./field-reader.ts";
import { limits } from "./limits.ts";
import { RowFault } from "./row-fault.ts";
import type { Session, SessionContext } from "./session.ts";
import { stableId } from "./stable-id.ts";
import type { FileTally } from "./tally.ts";

/** One count of an account's users on a platform, a row a version, while its rows come in. */
interface OpenCount {
  readonly accountId: string;
  readonly platform: SdkPlatform;
  readonly at: string;
  readonly users: Map<string, number>;
  /** Rows by the file they came from. */
  readonly rows: Map<FileTally, number>;
}

/** As many versions as a record holds. */
const versionsMax = 60;

/** Rows of account, platform, instant, version and users: those of one instant and platform become one record, wherever they stand in the files. */
export function sdkUseSession(context: SessionContext): Session {
  const { mapping, store } = context;
  const open = new Map<string, OpenCount>();
  /** Counts that were written because too many were open: another row of theirs would replace what was written. */
  const written = new Set<string>();
  let tally: FileTally | null = null;
  let readers: ReadonlyMap<string, FieldReader> = new Map();
  let accountOf: (cells: readonly string[]) => ImportAccount | null = () => null;

  const flush = async (): Promise<void> => {
    const counts = [...open];
    open.clear();
    for (let at = 0; at < counts.length; at += limits.batchRecords) {
      const batch = counts.slice(at, at + limits.batchRecords);
      const outcomes = await store.putRecords(batch.map(([key, count]) => recordOf(key, count)));
      batch.forEach(([, { rows }], i) => {
        for (const [from, n] of rows) from.settle(outcomes[i] ?? "unchanged", n);
      });
    }
    for (const [key] of counts) written.add(key);
  };

  const takeRow = (cells: readonly string[], into: FileTally): void => {
    const account = accountOf(cells);
    if (account === null) throw new RowFault(fault("unknown-account", null, "a count belongs to an account"));
    const value = (name: string): string => {
      const read = readers.get(name)?.(cells, account) ?? null;
      if (read === null) throw new RowFault(fault("missing-value", columnOf(mapping.fields[name]), `${name} is not known`));
      return String(read);
    };
    const bad = (name: string, why: string): RowFault => new RowFault(fault("bad-value", columnOf(mapping.fields[name]), why));
    const [platform, version, at, users] = [value("platform"), value("version"), value("at"), Number(value("users"))];
    if (!isPlatform(platform)) throw bad("platform", `${shown(platform)} is no platform; there are ${sdkPlatforms.join(", ")}`);
    if (!sdkVersion.safeParse(version).success) throw bad("version", `${shown(version)} is no SDK version such as 4.9.0`);
    if (!Number.isInteger(users) || users < 0) throw bad("users", `${users} is no number of users`);
    const key = stableId("use", account.id, platform, at);
    const count: OpenCount = open.get(key) ?? { accountId: account.id, platform, at, users: new Map(), rows: new Map() };
    if (count.users.has(version) || written.has(key))
      throw new RowFault(fault("duplicate", null, `${version} was counted before on ${platform} at ${at}`));
    if (count.users.size >= versionsMax) throw bad("version", `more than ${versionsMax} versions in one count`);
    count.users.set(version, users);
    count.rows.set(into, (count.rows.get(into) ?? 0) + 1);
    open.set(key, count);
  };

  return {
    open(next, header) {
      tally = next;
      if (mapping.account === undefined) throw new FileError("the mapping does not say how a row finds its account");
      readers = new Map(
        Object.keys(mapping.fields).flatMap((name) => {
          const reader = fieldReader(name, { mapping, header, tally: next });
          return reader === null ? [] : [[name, reader] as const];
        }),
      );
      const { column } = mapping.account;
      const at = column === undefined ? -1 : columnIndex(header, column);
      accountOf = accountReader(mapping.account, context.accounts, next.file, at, unknownTest(mapping));
    },
    async take(rows) {
      if (tally === null) throw new Error("no file is open");
      for (const row of rows) {
        try {
          takeRow(row.cells, tally);
        } catch (error) {
          if (!(error instanceof RowFault)) throw error;
          tally.drop(row.line, error.fault);
        }
      }
      if (open.size >= limits.rememberedKeys) await flush();
    },
    closeFile: () => Promise.resolve(),
    finish: flush,
    dispose: () => Promise.resolve(),
  };
}

function recordOf(id: string, { accountId, platform, at, users }: OpenCount): ImportRecord {
  const versions = Array.from(users, ([version, count]) => ({ version, users: count }));
  const fields: Omit<SdkUse, "id"> = { accountId, platform, at, versions: versions.toSorted((a, b) => (a.version < b.version ? -1 : 1)) };
  return { kind: "sdkUse", id, fields, defaults: {} };
}
