import { createReadStream } from "node:fs";
import { basename } from "node:path";
import type { ForecastEvent } from "../../shared/domain/forecast/forecast.ts";
import { csvTable } from "../ingest/csv-table.ts";
import { type Fault, fault, type FaultReport, shown } from "../ingest/fault.ts";
import { unpacked } from "../ingest/open-table.ts";
import type { SourceRow } from "../ingest/row.ts";
import { decodeText } from "../ingest/text-source.ts";
import type { Zone } from "../ingest/zone.ts";
import { columnOf, instantParser } from "./series-file.ts";

/** An event of one series; null = of every series. */
export interface FileEvent {
  readonly series: string | null;
  readonly event: ForecastEvent;
}

/** Reads `label,start,end` rows with optional columns `series`, `factor` and `expected`, like `readSeriesFile`. `end` is exclusive. Throws FileError. */
export async function readEventsFile(path: string, zone: Zone, onFault: (report: FaultReport) => void): Promise<readonly FileEvent[]> {
  const file = basename(path);
  const table = await csvTable(decodeText(await unpacked(createReadStream(path)), "auto"), {
    delimiter: "auto",
    skipLines: 0,
    header: null,
  });
  const [labelAt = 0, startAt = 0, endAt = 0] = ["label", "start", "end"].map((name) => columnOf(table.header, name, file));
  const [seriesAt = -1, factorAt = -1, expectedAt = -1] = ["series", "factor", "expected"].map((name) =>
    table.header.findIndex((one) => one.toLowerCase() === name),
  );
  const instantOf = instantParser(zone);
  const events: FileEvent[] = [];
  for await (const batch of table.batches) {
    for (const row of batch) {
      const read = eventOf(row);
      if ("event" in read) events.push(read);
      else onFault({ file, line: row.line, ...read });
    }
  }
  return events;

  function eventOf(row: SourceRow): FileEvent | Fault {
    if ("fault" in row) return row.fault;
    const cell = (at: number): string => (row.cells[at] ?? "").trim();
    const label = cell(labelAt);
    if (label === "") return fault("missing-value", "label", "the event has no label");
    const startMs = instantOf(cell(startAt));
    if (typeof startMs !== "number") return { ...startMs, column: "start" };
    const endMs = instantOf(cell(endAt));
    if (typeof endMs !== "number") return { ...endMs, column: "end" };
    if (endMs <= startMs) return fault("bad-value", "end", "the event ends before it begins");
    const upliftFactor = positive(cell(factorAt), "factor");
    if (upliftFactor !== null && typeof upliftFactor !== "number") return upliftFactor;
    const expectedPcu = positive(cell(expectedAt), "expected");
    if (expectedPcu !== null && typeof expectedPcu !== "number") return expectedPcu;
    return {
      series: cell(seriesAt) === "" ? null : cell(seriesAt),
      event: { id: `${file}:${row.line}`, label, startMs, endMs, upliftFactor, expectedPcu },
    };
  }
}

/** null = not told. */
function positive(text: string, column: string): number | null | Fault {
  if (text === "") return null;
  const value = /^\d*\.?\d+([eE][+-]?\d{1,2})?$/.test(text) ? Number(text) : Number.NaN;
  return value > 0 && value <= 1e15 ? value : fault("bad-number", column, `${shown(text)} is no number above 0`);
}
