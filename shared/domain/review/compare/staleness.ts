import type { ReviewDocument, Run } from "../compose/review-document.ts";
import { columnIndex, type EvidenceCell, evidenceTables, type EvidenceTableId } from "../evidence/evidence-tables.ts";
import { answerKey } from "../metrics/answer-question.ts";
import { reviewMetric, type ReviewMetricId, reviewMetrics } from "../metrics/review-metrics.ts";
import { type ReviewKey, reviewKey, type ReviewValue } from "../model/review-question.ts";
import { isStandardSection, type StandardSection } from "../model/review-sections.ts";
import type { ReviewSnapshot } from "../model/review-snapshot.ts";

/** A number that the record would give differently by now. */
export interface StaleValue {
  readonly key: ReviewKey;
  readonly from: ReviewValue;
  readonly to: ReviewValue;
  /** Rows behind it that the frozen snapshot does not have: indexes into the fresh one's table. */
  readonly added: readonly number[];
  /** Rows behind it that the fresh one does not have any more: indexes into the frozen one's table. */
  readonly removed: readonly number[];
}

export interface StaleSection {
  readonly section: string;
  readonly values: readonly StaleValue[];
}

/** Which keys a section shows. */
export interface ShownKeys {
  readonly section: string;
  readonly keys: readonly ReviewKey[];
}

/**
 * Sections whose numbers would be others if they were taken from `fresh`, with what changed, from what to what; the rest of the sections is as the record
 * is. `shown`: what the review says (shownKeys of its document); without it every number that its sections' tables can give.
 */
export function staleness(frozen: ReviewSnapshot, fresh: ReviewSnapshot, shown?: readonly ShownKeys[]): readonly StaleSection[] {
  const compared = new Map<ReviewKey, StaleValue | null>();
  const rows = new Map<EvidenceTableId, RowSets>();
  return (shown ?? possibleKeys(frozen, fresh)).flatMap(({ section, keys }) => {
    const values = [...new Set(keys)].flatMap((key) => {
      let value = compared.get(key);
      if (value === undefined) {
        value = changeOf(frozen, fresh, key, rows);
        compared.set(key, value);
      }
      return value ?? [];
    });
    return values.length === 0 ? [] : [{ section, values }];
  });
}

/** Numbers this close are the same: sums of the same rows in another order differ in the last digit. */
const sameWithin = 1e-9;

export function sameValue(a: EvidenceCell, b: EvidenceCell): boolean {
  if (typeof a !== "number" || typeof b !== "number") return a === b;
  return Math.abs(a - b) <= sameWithin * Math.max(Math.abs(a), Math.abs(b), Number.MIN_VALUE);
}

interface RowSets {
  readonly frozen: ReadonlySet<string>;
  readonly fresh: ReadonlySet<string>;
}

function changeOf(frozen: ReviewSnapshot, fresh: ReviewSnapshot, key: ReviewKey, known: Map<EvidenceTableId, RowSets>): StaleValue | null {
  const [from, to] = [answerKey(frozen, key), answerKey(fresh, key)];
  if (from === null || to === null || sameValue(from.value, to.value)) return null;
  const text = (row: readonly EvidenceCell[] | undefined): string => JSON.stringify(row ?? []);
  const { table } = from;
  const sets: RowSets = known.get(table) ?? {
    frozen: new Set(frozen.evidence[table].rows.map(text)),
    fresh: new Set(fresh.evidence[table].rows.map(text)),
  };
  known.set(table, sets);
  return {
    key,
    from,
    to,
    added: to.rows.filter((row) => !sets.frozen.has(text(fresh.evidence[table].rows[row]))),
    removed: from.rows.filter((row) => !sets.fresh.has(text(frozen.evidence[table].rows[row]))),
  };
}

/** Bound values of every section of a composed review, in texts, tables and charts. */
export function shownKeys({ sections }: Pick<ReviewDocument, "sections">): readonly ShownKeys[] {
  return sections.map((section) => {
    const keys: ReviewKey[] = [];
    const take = (runs: readonly Run[]): void => {
      for (const { key } of runs) if (key !== null) keys.push(key);
    };
    take(section.title);
    take(section.source);
    for (const { runs } of section.notes) take(runs);
    for (const block of section.blocks) {
      switch (block.type) {
        case "text":
          for (const { runs } of block.paragraphs) take(runs);
          break;
        case "points":
          for (const { paragraphs } of block.points) for (const { runs } of paragraphs) take(runs);
          break;
        case "figures":
          for (const { value, note } of block.figures) take([value, ...note]);
          break;
        case "table":
          take(block.table.caption);
          for (const { cells } of block.table.rows) for (const { runs } of cells) take(runs);
          break;
        case "chart":
          take(block.chart.title);
          for (const { keys: own } of block.chart.series) keys.push(...own.filter((key) => key !== null));
          break;
        case "nothing":
          break;
      }
    }
    return { section: section.id, keys: [...new Set(keys)] };
  });
}

/** Tables that a section tells of. */
export const sectionTables: Readonly<Record<StandardSection, readonly EvidenceTableId[]>> = {
  cover: [],
  summary: [],
  scorecard: ["usageDays", "quality", "promises", "incidents", "health", "surveys", "targets"],
  commitments: ["commitments"],
  usage_growth: ["usageDays", "occasions"],
  usage_split: ["usageDays", "capacity"],
  quality_region: ["quality"],
  quality_carrier_sdk: ["quality", "qualityParts"],
  sla: ["promises", "credits"],
  incident_timeline: ["incidents"],
  root_causes: ["incidents", "postmortems"],
  peaks: ["peaks"],
  outreach: ["outreach", "capacityRequests"],
  recommendations: ["quality", "peaks", "sdk", "incidents"],
  actions: ["actions"],
  appendix: [],
};

/** Values of a dimension beyond this many are not asked for one by one. */
const mostValues = 24;

/** Every metric of a section's tables as a whole and for each value of each dimension. */
function possibleKeys(frozen: ReviewSnapshot, fresh: ReviewSnapshot): readonly ShownKeys[] {
  return Object.entries(sectionTables).map(([section, tables]) => ({
    section,
    keys: (Object.keys(reviewMetrics) as ReviewMetricId[])
      .filter((metric) => isStandardSection(section) && tables.includes(reviewMetric(metric).table))
      .flatMap((metric) => [
        reviewKey({ metric, filter: {}, period: "q", compare: null }),
        ...reviewMetric(metric).dimensions.flatMap((dimension) =>
          valuesOf([frozen, fresh], reviewMetric(metric).table, dimension).map((value) =>
            reviewKey({ metric, filter: { [dimension]: value }, period: "q", compare: null }),
          ),
        ),
      ]),
  }));
}

function valuesOf(snapshots: readonly ReviewSnapshot[], table: EvidenceTableId, dimension: string): readonly string[] {
  if (!Object.hasOwn(evidenceTables[table], dimension)) return [];
  const place = columnIndex(table, dimension as never);
  const found = new Set(snapshots.flatMap(({ evidence }) => evidence[table].rows.map((row) => String(row[place] ?? ""))));
  return found.size > mostValues ? [] : [...found].sort();
}
