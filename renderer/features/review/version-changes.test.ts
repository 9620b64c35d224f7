import { expect, test } from "vitest";
import type { ReviewVersion } from "../../../shared/domain/review/model/review.ts";
import { type ReviewState, versionChanges } from "./version-changes.ts";

const section = (name: string, more: Partial<ReviewVersion["sections"][number]> = {}): ReviewVersion["sections"][number] => ({
  section: name,
  audience: "customer",
  titleZh: null,
  titleEn: null,
  bodyZh: null,
  bodyEn: null,
  notesZh: null,
  notesEn: null,
  acknowledged: [],
  ...more,
});
const before: ReviewState = {
  snapshotId: "S-00000001",
  order: ["cover", "summary", "sla", "free-a"],
  hidden: ["sla"],
  sections: [section("free-a")],
};

test("the same state has no changes, whatever was acknowledged", () => {
  expect(versionChanges(before, { ...before, sections: [section("free-a", { acknowledged: ["x"] }), section("cover")] })).toEqual([]);
});

test("a move names only what was moved", () => {
  expect(versionChanges(before, { ...before, order: ["cover", "sla", "free-a", "summary"] })).toEqual([
    { type: "moved", section: "summary" },
  ]);
});

test("snapshot, hidden, free sections, audience and words are told", () => {
  const after: ReviewState = {
    snapshotId: "S-00000002",
    order: ["cover", "summary", "sla", "free-b"],
    hidden: [],
    sections: [section("summary", { audience: "internal", titleEn: "New words" })],
  };
  expect(versionChanges(before, after)).toEqual([
    { type: "snapshot", from: "S-00000001", to: "S-00000002" },
    { type: "audience", section: "summary", to: "internal" },
    { type: "text", section: "summary", field: "titleEn", parts: [{ type: "added", text: "New words" }] },
    { type: "shown", section: "sla" },
    { type: "added", section: "free-b" },
    { type: "removed", section: "free-a" },
  ]);
});
