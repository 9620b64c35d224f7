import { isMetricId, type MetricId, metrics } from "../../shared/domain/metrics/metrics.ts";
import { hourMs, hoursInMonth, monthOf, monthStartMs } from "../../shared/domain/metrics/series.ts";
import { regionId } from "../../shared/domain/common.ts";
import { isPlatform, sdkPlatforms, sdkVersion } from "../../shared/domain/sdk/sdk-release.ts";
import type { ImportAccount, ImportChunk } from "../storage/import-store.ts";
import { accountReader } from "./account-index.ts";
import { fault, FileError, shown } from "./fault.ts";
import { columnIndex, columnOf, fieldReader, type FieldReader, unknownTest } from "./field-reader.ts";
import { instantReader } from "./instant-reader.ts";
import { limits } from "./limits.ts";
import { RowFault } from "./row-fault.ts";
import type { Session, SessionContext } from "./session.ts";
import type { FileTally } from "./tally.ts";

/** A month of a series while its rows come in. */
interface OpenMonth {
  readonly chunk: ImportChunk;
  readonly startMs: number;
  readonly endMs: number;
  /** How many rows fell into each hour. */
  readonly rows: Uint32Array;
}

interface OpenSeries {
  readonly accountId: string;
  readonly metric: MetricId;
  readonly region: string;
  readonly carrier: string | null;
  readonly sdk: string | null;
  readonly platform: string | null;
  readonly months: Map<string, OpenMonth>;
  current: OpenMonth | null;
}

interface Reading {
  readonly account: (cells: readonly string[]) => ImportAccount | null;
  readonly timeAt: number;
  readonly time: ReturnType<typeof instantReader>;
  readonly value: FieldReader;
  readonly metric: FieldReader | null;
  readonly region: FieldReader | null;
  readonly carrier: FieldReader | null;
  readonly sdk: FieldReader | null;
  readonly platform: FieldReader | null;
}

/** Of which part of the traffic a row speaks. */
type Part = Pick<OpenSeries, "carrier" | "sdk" | "platform">;

/**
 * Rows of hourly series. Several rows of one hour become its maximum (metrics that are sums or rates: the last row), so a row is counted as
 * stored when the hour it fell into changed in the store, and as unchanged otherwise.
 */
export function usageSession(context: SessionContext): Session {
  const { mapping, store } = context;
  const atSpec = mapping.fields["at"];
  const timeColumn = columnOf(atSpec);
  const series = new Map<string, OpenSeries>();
  let openMonths = 0;
  let tally: FileTally | null = null;
  let reading: Reading | null = null;
  let lastKey = "";
  let last: OpenSeries | null = null;

  /** `kept` stays open: the month that is being read, whose last hour may have more rows to come. */
  const flush = async (kept: OpenMonth | null): Promise<void> => {
    if (tally === null) return;
    for (const merge of ["max", "last"] as const) {
      const months = [...series.values()]
        .filter((one) => mergeOf(one.metric) === merge)
        .flatMap((one) => [...one.months.values()].filter((month) => month !== kept));
      if (months.length === 0) continue;
      const changes = await store.putChunks(
        months.map((month) => month.chunk),
        merge,
      );
      months.forEach((month, i) => {
        const changed = changes[i];
        let stored = 0;
        let all = 0;
        for (let hour = 0; hour < month.rows.length; hour += 1) {
          const rows = month.rows[hour] ?? 0;
          all += rows;
          if (changed?.[hour] === 1) stored += rows;
        }
        tally?.settle("stored", stored);
        tally?.settle("unchanged", all - stored);
      });
    }
    const reading = kept === null ? null : last;
    series.clear();
    openMonths = 0;
    if (kept !== null && reading !== null) {
      reading.months.clear();
      reading.months.set(kept.chunk.month, kept);
      series.set(lastKey, reading);
      openMonths = 1;
      return;
    }
    lastKey = "";
    last = null;
  };

  const mergeOf = (metric: MetricId): "max" | "last" => mapping.merge ?? (metrics[metric].aggregate === "max" ? "max" : "last");

  const seriesOf = (account: ImportAccount, metric: string, region: string, part: Part): OpenSeries => {
    const key = `${account.id}|${metric}|${region}|${part.carrier ?? ""}|${part.sdk ?? ""}|${part.platform ?? ""}`;
    if (key === lastKey && last !== null) return last;
    let found = series.get(key);
    if (found === undefined) {
      if (!isMetricId(metric))
        throw new RowFault(
          fault(
            "bad-value",
            columnOf(mapping.fields["metric"]),
            `${shown(metric)} is no metric; there are ${Object.keys(metrics).join(", ")}`,
          ),
        );
      if (!regionId.safeParse(region).success)
        throw new RowFault(fault("unknown-region", columnOf(mapping.fields["region"]), `${shown(region)} is no region's id`));
      if (part.platform !== null && !isPlatform(part.platform))
        throw new RowFault(
          fault(
            "bad-value",
            columnOf(mapping.fields["platform"]),
            `${shown(part.platform)} is no platform; there are ${sdkPlatforms.join(", ")}`,
          ),
        );
      if (part.sdk !== null && !sdkVersion.safeParse(part.sdk).success)
        throw new RowFault(fault("bad-value", columnOf(mapping.fields["sdk"]), `${shown(part.sdk)} is no SDK version such as 4.9.0`));
      found = { accountId: account.id, metric, region, ...part, months: new Map(), current: null };
      series.set(key, found);
    }
    lastKey = key;
    last = found;
    return found;
  };

  const monthIn = (one: OpenSeries, ms: number): OpenMonth => {
    if (one.current !== null && ms >= one.current.startMs && ms < one.current.endMs) return one.current;
    const month = monthOf(ms);
    let found = one.months.get(month);
    if (found === undefined) {
      const hours = hoursInMonth(month);
      const startMs = monthStartMs(month);
      const { accountId, metric, region, carrier, sdk, platform } = one;
      const chunk = { accountId, metric, region, carrier, sdk, platform, month, values: new Float64Array(hours).fill(Number.NaN) };
      found = { chunk, startMs, endMs: startMs + hours * hourMs, rows: new Uint32Array(hours) };
      one.months.set(month, found);
      openMonths += 1;
    }
    one.current = found;
    return found;
  };

  const takeRow = (cells: readonly string[], read: Reading): void => {
    const account = read.account(cells);
    if (account === null) throw new RowFault(fault("unknown-account", null, "usage belongs to an account"));
    const text = (cells[read.timeAt] ?? "").trim();
    if (text === "") throw new RowFault(fault("missing-value", timeColumn, "at is not known"));
    const ms = read.time(text, account.timeZone, account.id);
    const value = read.value(cells, account);
    if (typeof value !== "number" || value < 0)
      throw new RowFault(fault("bad-value", columnOf(mapping.fields["value"]), `${String(value)} is less than nothing`));
    const metric = String(read.metric?.(cells, account) ?? "pcu");
    const region = read.region?.(cells, account) ?? account.regions[0];
    if (region === undefined)
      throw new RowFault(fault("unknown-region", columnOf(mapping.fields["region"]), "no region is given and the account has none"));
    const textOf = (reader: FieldReader | null): string | null => {
      const cell = reader?.(cells, account) ?? null;
      return cell === null ? null : String(cell).slice(0, 120);
    };
    const part = { carrier: textOf(read.carrier), sdk: textOf(read.sdk), platform: textOf(read.platform) };
    const one = seriesOf(account, metric, String(region), part);
    if (metrics[one.metric].unit === "ratio" && value > 1) {
      throw new RowFault(
        fault("bad-value", columnOf(mapping.fields["value"]), `${value} is more than 1; a percentage needs "scale": 0.01`),
      );
    }
    const month = monthIn(one, ms);
    const hour = Math.floor((ms - month.startMs) / hourMs);
    const before = month.chunk.values[hour];
    if (before === undefined || Number.isNaN(before) || value > before || metrics[one.metric].aggregate !== "max")
      month.chunk.values[hour] = value;
    month.rows[hour] = (month.rows[hour] ?? 0) + 1;
  };

  return {
    open(next, header) {
      tally = next;
      if (atSpec === undefined || timeColumn === null || mapping.account === undefined)
        throw new FileError('"at" must be a column of the file');
      const spec = typeof atSpec === "string" || !("column" in atSpec) ? { column: timeColumn } : atSpec;
      const readerContext = { mapping, header, tally: next };
      const value = fieldReader("value", readerContext);
      if (value === null) throw new FileError('the mapping names no "value"');
      const lookup = mapping.account;
      reading = {
        account: accountReader(
          lookup,
          context.accounts,
          next.file,
          lookup.column === undefined ? -1 : columnIndex(header, lookup.column),
          unknownTest(mapping),
        ),
        timeAt: columnIndex(header, timeColumn),
        time: instantReader({ pattern: spec.date, zone: spec.zone ?? mapping.zone, column: timeColumn, mapping }, next),
        value,
        metric: fieldReader("metric", readerContext),
        region: fieldReader("region", readerContext),
        carrier: fieldReader("carrier", readerContext),
        sdk: fieldReader("sdk", readerContext),
        platform: fieldReader("platform", readerContext),
      };
    },
    async take(rows) {
      if (tally === null || reading === null) throw new Error("no file is open");
      for (const row of rows) {
        try {
          takeRow(row.cells, reading);
        } catch (error) {
          if (!(error instanceof RowFault)) throw error;
          tally.drop(row.line, error.fault);
        }
        if (openMonths >= limits.openChunks) await flush(last?.current ?? null);
      }
    },
    closeFile: () => flush(null),
    finish: () => flush(null),
    dispose: () => Promise.resolve(),
  };
}
