import { type DateParser, dateParser } from "./date-pattern.ts";
import { fault, shown } from "./fault.ts";
import type { FileMapping } from "./mapping.ts";
import { RowFault } from "./row-fault.ts";
import type { FileTally } from "./tally.ts";
import { Zone } from "./zone.ts";

const iso = dateParser("iso");
/** How xlsx-table.ts writes a date cell. */
const dateCell = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/;
const hourMs = 3_600_000;

/** What is remembered of a doubled hour of one series: which wall-clock times came, and whether the clock went back inside it. */
interface DoubledHour {
  readonly seen: Set<number>;
  lastMs: number;
  secondPass: boolean;
}

export interface InstantOptions {
  readonly pattern: string | undefined;
  /** The zone of dates that name none; `account` = the account's. */
  readonly zone: string | undefined;
  readonly column: string;
  readonly mapping: Pick<FileMapping, "skippedHour" | "doubledHour" | "target">;
}

/** Reads a date into UTC milliseconds. `series` keeps doubled hours of two accounts in one file apart. Throws RowFault. */
export type InstantReader = (text: string, accountZone: string | null, series: string) => number;

/**
 * Dates with an offset or of a fixed zone are plain. A local time that the clocks jumped over is dropped from usage (an hour that never was has
 * no users; moved, it would swell the next one) and moved forward elsewhere; one that came twice is the first pass until the same time comes
 * again or the clock goes back inside the hour. The mapping can say otherwise; each case is counted as a warning.
 */
export function instantReader(options: InstantOptions, tally: FileTally): InstantReader {
  const parse = parserOf(options.pattern);
  const zones = new Map<string, Zone | null>();
  const doubled = new Map<string, DoubledHour>();
  const { column, mapping } = options;
  const skipped = mapping.skippedHour ?? (mapping.target === "usage" ? "drop" : "forward");
  let zoneName = "";
  let zone: Zone | null = null;

  const zoneOf = (name: string): Zone | null => {
    if (name === zoneName) return zone;
    if (!zones.has(name)) zones.set(name, Zone.of(name));
    zoneName = name;
    zone = zones.get(name) ?? null;
    return zone;
  };

  const isSecondPass = (localMs: number, series: string): boolean => {
    const key = `${series}|${Math.floor(localMs / hourMs)}`;
    let hour = doubled.get(key);
    if (hour === undefined) {
      if (doubled.size >= 10_000) doubled.clear();
      hour = { seen: new Set(), lastMs: Number.NEGATIVE_INFINITY, secondPass: false };
      doubled.set(key, hour);
    }
    if (localMs < hour.lastMs) hour.secondPass = true;
    const second = hour.secondPass || hour.seen.has(localMs);
    if (hour.seen.size < 10_000) hour.seen.add(localMs);
    hour.lastMs = localMs;
    return second;
  };

  return (text, accountZone, series) => {
    const written = parse(text);
    if (written === null) {
      throw new RowFault(
        fault("bad-date", column, `${shown(text)} is not a date as ${options.pattern === undefined ? "ISO 8601" : options.pattern}`),
      );
    }
    if (written.offsetMs !== null) return written.localMs - written.offsetMs;
    const name = options.zone === "account" ? accountZone : (options.zone ?? null);
    if (name === null) throw new RowFault(fault("bad-date", column, `${shown(text)} names no zone, and the mapping gives none`));
    if (name === "UTC") return written.localMs;
    const local = zoneOf(name)?.toUtc(written.localMs);
    if (local === undefined) throw new RowFault(fault("bad-date", column, `the account's time zone ${shown(name)} is not known`));
    if (local.kind === "once") return local.ms;
    if (local.kind === "skipped") {
      if (skipped === "drop")
        throw new RowFault(fault("skipped-hour", column, `${shown(text)} did not exist in ${name}: the clocks went forward over it`));
      tally.warn("skipped-hour", "local times that the clocks jumped over were moved forward");
      return local.forwardMs;
    }
    switch (mapping.doubledHour) {
      case "drop":
        throw new RowFault(fault("doubled-hour", column, `${shown(text)} came twice in ${name}: the clocks went back`));
      case "earlier":
      case "later":
        tally.warn("doubled-hour", `local times that came twice were taken as the ${mapping.doubledHour} ones`);
        return mapping.doubledHour === "earlier" ? local.earlierMs : local.laterMs;
      case "in-order":
        tally.warn("doubled-hour", "local times that came twice: the first row was taken as the earlier, a second as the later");
        return isSecondPass(written.localMs, series) ? local.laterMs : local.earlierMs;
    }
  };
}

/** A workbook's date cells come as ISO 8601 whatever the pattern says of its text. */
function parserOf(pattern: string | undefined): DateParser {
  const own = dateParser(pattern ?? "iso");
  if (typeof own !== "function" || typeof iso !== "function")
    throw new Error(`a pattern that the mapping's check let through: ${pattern ?? "iso"}`);
  return pattern === undefined || pattern === "iso" ? own : (text) => own(text) ?? (dateCell.test(text) ? iso(text) : null);
}
