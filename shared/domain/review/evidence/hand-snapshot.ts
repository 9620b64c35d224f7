import type { ReviewAccount, ReviewSnapshot } from "../model/review-snapshot.ts";
import {
  type Evidence,
  type EvidenceCell,
  type EvidenceColumn,
  type EvidenceTable,
  evidenceTableIds,
  evidenceTables,
  type EvidenceTableId,
} from "./evidence-tables.ts";

/** Rows by the names of their columns; what is not named is not known. */
export type HandRows = { readonly [T in EvidenceTableId]?: readonly Partial<Readonly<Record<EvidenceColumn<T>, EvidenceCell>>>[] };

const account: ReviewAccount = {
  id: "acc_0147",
  code: "A-0147",
  name: "Starisle Live",
  locale: "zh-CN",
  timeZone: "Asia/Shanghai",
  country: "CN",
  scenario: "show_live",
  tier: "premium",
  regions: ["cn-south", "cn-east", "cn-north"],
  owner: "Lin Ruoxi",
  slaPolicy: "premium v2",
  renewsOn: "2027-03-31",
};

/** A snapshot of Q3 2026 (Shanghai) from a few rows that are written by hand, for tests. A table that is not named was not read. */
export function handSnapshot(rows: HandRows, changed: Partial<ReviewSnapshot> = {}): ReviewSnapshot {
  const start = (month: string): number => Date.parse(`${month}-01T00:00:00+08:00`);
  const takenMs = Date.parse("2026-10-28T18:00:00+08:00");
  const evidence = Object.fromEntries(evidenceTableIds.map((id) => [id, tableOf(id, rows[id], takenMs)])) as unknown as Evidence;
  return {
    id: "S-7F2C0A11",
    kind: "quarterly",
    period: "2026-Q3",
    periods: {
      q: { fromMs: start("2026-07"), toMs: start("2026-10") },
      p: { fromMs: start("2026-04"), toMs: start("2026-07") },
      y: { fromMs: start("2025-07"), toMs: start("2025-10") },
    },
    account,
    timeZone: "Asia/Shanghai",
    takenMs,
    dataAsOfMs: takenMs,
    evidence,
    previous: null,
    digest: "7f2c0a11".padEnd(64, "0"),
    ...changed,
  };
}

function tableOf(
  id: EvidenceTableId,
  rows: readonly Readonly<Record<string, EvidenceCell | undefined>>[] | undefined,
  asOfMs: number,
): EvidenceTable {
  if (rows === undefined) return { rows: [], sourceRows: 0, sources: [], fromMs: null, asOfMs: null };
  const columns = Object.keys(evidenceTables[id]);
  return {
    rows: rows.map((row) => columns.map((column) => row[column] ?? null)),
    sourceRows: rows.length,
    sources: [id],
    fromMs: 0,
    asOfMs,
  };
}
