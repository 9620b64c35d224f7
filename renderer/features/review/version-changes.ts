import type { ReviewVersion } from "../../../shared/domain/review/model/review.ts";
import { type DiffPart, textDiff } from "../../../shared/kernel/text-diff.ts";

/** A review as a version keeps it. */
export type ReviewState = Pick<ReviewVersion, "snapshotId" | "order" | "hidden" | "sections">;

export const textFields = ["titleZh", "titleEn", "bodyZh", "bodyEn", "notesZh", "notesEn"] as const;
export type TextField = (typeof textFields)[number];

export type VersionChange =
  | { readonly type: "snapshot"; readonly from: string; readonly to: string }
  | { readonly type: "moved" | "hidden" | "shown" | "added" | "removed"; readonly section: string }
  | { readonly type: "audience"; readonly section: string; readonly to: "customer" | "internal" }
  | { readonly type: "text"; readonly section: string; readonly field: TextField; readonly parts: readonly DiffPart[] };

/** What lies between two states of a review, older first, section by section. */
export function versionChanges(older: ReviewState, newer: ReviewState): readonly VersionChange[] {
  const changes: VersionChange[] = [];
  if (older.snapshotId !== newer.snapshotId) changes.push({ type: "snapshot", from: older.snapshotId, to: newer.snapshotId });
  const moved = new Set(movedSections(older.order, newer.order));
  const names = [...new Set([...newer.order, ...older.order, ...[...newer.sections, ...older.sections].map(({ section }) => section)])];
  for (const section of names) {
    const isFree = section.startsWith("free-");
    if (isFree && !older.order.includes(section)) changes.push({ type: "added", section });
    else if (isFree && !newer.order.includes(section)) changes.push({ type: "removed", section });
    else if (moved.has(section)) changes.push({ type: "moved", section });
    const [was, is] = [older.hidden.includes(section), newer.hidden.includes(section)];
    if (was !== is) changes.push({ type: is ? "hidden" : "shown", section });
    const before = older.sections.find((one) => one.section === section);
    const after = newer.sections.find((one) => one.section === section);
    const [from, to] = [before?.audience ?? "customer", after?.audience ?? "customer"];
    if (from !== to) changes.push({ type: "audience", section, to });
    for (const field of textFields) {
      const [was, is] = [before?.[field] ?? "", after?.[field] ?? ""];
      if (was !== is) changes.push({ type: "text", section, field, parts: textDiff(was, is, field.endsWith("Zh") ? "zh" : "en") });
    }
  }
  return changes;
}

/** The fewest sections that have to be taken out of both orders so that the rest stands alike. */
function movedSections(older: readonly string[], newer: readonly string[]): readonly string[] {
  const common = newer.filter((one) => older.includes(one));
  const places = common.map((one) => older.indexOf(one));
  // Longest run of rising places (patience, n is at most 60).
  const best: number[][] = [];
  places.forEach((place, index) => {
    const before = best
      .slice(0, index)
      .filter((run) => (places[run.at(-1) ?? 0] ?? 0) < place)
      .toSorted((a, b) => b.length - a.length)[0];
    best.push([...(before ?? []), index]);
  });
  const kept = new Set(best.toSorted((a, b) => b.length - a.length)[0]);
  return common.filter((_one, index) => !kept.has(index));
}
