import { csvText } from "../../../shared/kernel/csv-text.ts";
import type { AccountRow } from "../../data/queries/account-rows.ts";

/** Titles of the exported columns, given by the catalogue. */
export interface CsvWords {
  readonly headers: readonly string[];
  /** Words for the members of enumerations in a row. */
  readonly state: (row: AccountRow) => string;
  readonly grade: (row: AccountRow) => string;
  readonly tier: (row: AccountRow) => string;
  readonly scenario: (row: AccountRow) => string;
  readonly reason: (row: AccountRow) => string;
}

/** What an export holds, in the order of `csvColumns`; missing is an empty cell, instants are UTC ISO 8601, shares are ratios. */
export const csvColumns = [
  "code",
  "name",
  "tier",
  "scenario",
  "regions",
  "owner",
  "healthScore",
  "healthGrade",
  "healthConfidence",
  "healthChange7d",
  "state",
  "headroomShare",
  "tightestRegion",
  "peakPcu",
  "capacityPcu",
  "change7d",
  "reason",
  "p0",
  "p1",
  "p2",
  "p3",
  "waitingOnCustomer",
  "waitingOnVendor",
  "nextPeakAt",
  "nextPeakHeadroom",
  "nextEvent",
  "nextEventAt",
  "renewsOn",
  "committedMinutesPerMonth",
  "lastTouchAt",
  "dataAsOf",
  "tags",
] as const;

/** CSV of rows: with a byte order mark, so that spreadsheets read Chinese; cells that a spreadsheet would run as formulas are defused. */
export function rowsCsv(rows: readonly AccountRow[], words: CsvWords): string {
  return csvText([
    words.headers,
    ...rows.map((row) => [
      row.code,
      row.name,
      words.tier(row),
      words.scenario(row),
      row.regions.join(" "),
      row.ownerName,
      row.health === null || row.health.scoreMilli === null ? null : row.health.scoreMilli / 1000,
      words.grade(row),
      row.health?.confidence ?? null,
      row.health === null || row.health.change7dMilli === null ? null : row.health.change7dMilli / 1000,
      words.state(row),
      row.share,
      row.region,
      row.peakPcu,
      row.capacityPcu,
      row.change,
      words.reason(row),
      row.incidents.P0,
      row.incidents.P1,
      row.incidents.P2,
      row.incidents.P3,
      row.waitingOnCustomer,
      row.waitingOnVendor,
      instantOf(row.nextPeak?.atMs ?? null),
      row.nextPeak?.headroomShare ?? null,
      row.nextEvent?.name ?? null,
      instantOf(row.nextEvent?.startsMs ?? null),
      row.renewsOn,
      row.committedMinutes,
      instantOf(row.lastTouchMs),
      instantOf(row.dataAsOfMs),
      row.tags.join(" "),
    ]),
  ]);
}

function instantOf(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
