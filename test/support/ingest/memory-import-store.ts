import { isDeepStrictEqual } from "node:util";
import type { Kind } from "../../../shared/domain/kinds.ts";
import { seriesName } from "../../../shared/domain/metrics/series.ts";
import type { ImportAccount, ImportChunk, ImportRecord, ImportStore } from "../../../backend/storage/import-store.ts";

type Document = Readonly<Record<string, unknown>>;

/** The contract of ImportStore over two maps: what tests of the readers look into. */
export class MemoryImportStore implements ImportStore {
  readonly records = new Map<string, Document>();
  readonly chunks = new Map<string, ImportChunk>();

  of(kind: Kind): readonly Document[] {
    return [...this.records].filter(([key]) => key.startsWith(`${kind}/`)).map(([, document]) => document);
  }

  putRecords(records: readonly ImportRecord[]): Promise<readonly ("stored" | "unchanged")[]> {
    return Promise.resolve(
      records.map(({ kind, id, fields, defaults }) => {
        const key = `${kind}/${id}`;
        const before = this.records.get(key);
        const after = { ...defaults, ...before, ...fields, id };
        if (isDeepStrictEqual(before, after)) return "unchanged";
        this.records.set(key, after);
        return "stored";
      }),
    );
  }

  putChunks(chunks: readonly ImportChunk[], merge: "max" | "last"): Promise<readonly Uint8Array[]> {
    return Promise.resolve(
      chunks.map((chunk) => {
        const key = `${chunk.accountId}/${seriesName(chunk)}/${chunk.month}`;
        const values = this.chunks.get(key)?.values ?? new Float64Array(chunk.values.length).fill(Number.NaN);
        const changed = new Uint8Array(values.length);
        chunk.values.forEach((value, hour) => {
          const before = values[hour] ?? Number.NaN;
          if (Number.isNaN(value) || value === before || (merge === "max" && value < before)) return;
          values[hour] = value;
          changed[hour] = 1;
        });
        this.chunks.set(key, { ...chunk, values });
        return changed;
      }),
    );
  }

  accountsByCode(): Promise<ReadonlyMap<string, ImportAccount>> {
    return Promise.resolve(
      new Map(
        this.of("account").map((account) => [
          String(account["code"]),
          { id: String(account["id"]), timeZone: String(account["timeZone"]), regions: account["regions"] as readonly string[] },
        ]),
      ),
    );
  }

  counts(): ReturnType<ImportStore["counts"]> {
    const series = new Set([...this.chunks.values()].map((chunk) => `${chunk.accountId}/${seriesName(chunk)}`));
    return Promise.resolve({
      accounts: this.of("account").length,
      incidents: this.of("incident").length,
      incidentEvents: this.of("incidentEvent").length,
      series: series.size,
    });
  }

  /** Value of an hour, `2014-11-27T05:00:00Z`, of the first series of an account; undefined where there is none. */
  hour(accountId: string, at: string, metric = "pcu"): number | undefined {
    const ms = Date.parse(at);
    const month = at.slice(0, 7);
    const chunk = [...this.chunks.values()].find((one) => one.accountId === accountId && one.metric === metric && one.month === month);
    const value = chunk?.values[(ms - Date.parse(`${month}-01T00:00:00Z`)) / 3_600_000];
    return value === undefined || Number.isNaN(value) ? undefined : value;
  }
}
