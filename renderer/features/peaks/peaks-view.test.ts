import { expect, test } from "vitest";
import { sampleOutlook, samplePeak } from "../../../test/support/sample-outlook.ts";
import type { RadarRow } from "../../../shared/domain/peak/radar.ts";
import { monthRows } from "./month-rows.ts";
import { filterPeaks, isUnasked, parsePeaksView, wholeView } from "./peaks-view.ts";

const [outlook] = sampleOutlook("acc-1", []).regions;
const nobodyAsked = {
  outreachId: null,
  state: null,
  sentAt: null,
  answeredPcu: null,
  wantsResources: null,
  fresh: false,
  requestId: null,
  requestState: null,
  requestedPcu: null,
} as const;

function row(peak: Parameters<typeof samplePeak>[0], fields: Partial<RadarRow> = {}): RadarRow {
  if (outlook === undefined) throw new Error("the sample has a region");
  return {
    peak: samplePeak(peak),
    contact: nobodyAsked,
    accountName: "Aurora Live",
    tier: "standard",
    scenario: "show_live",
    ownerId: "ann",
    occasion: null,
    outlook,
    notes: [],
    ...fields,
  } as RadarRow;
}

const rows = [
  row({ peakId: "a", level: "critical" }),
  row({ peakId: "b", level: "watch", region: "ap-south" }, { tier: "premium", ownerId: null, occasion: "Diwali" }),
  row({ peakId: "c", level: "risk" }, { contact: { ...nobodyAsked, state: "sent" } }),
];
const shown = (view: Partial<typeof wholeView>, text = ""): readonly string[] =>
  filterPeaks(rows, { ...wholeView, ...view }, text, null).map(({ peak }) => peak.peakId);

test("conditions hold together, and an empty one restricts nothing", () => {
  expect([
    shown({}),
    shown({ levels: ["critical", "risk"] }),
    shown({ regions: ["ap-south"] }),
    shown({ tiers: ["premium"], levels: ["critical"] }),
    shown({ owners: [""] }),
    shown({ unasked: true }),
    shown({}, "diwa"),
  ]).toEqual([["a", "b", "c"], ["a", "c"], ["b"], [], ["b"], ["a", "b"], ["b"]]);
});

test.each([
  [null, true],
  ["draft", true],
  ["failed", true],
  ["queued", false],
  ["sent", false],
  ["answered", false],
] as const)("a message that is %s leaves the customer unasked: %s", (state, unasked) => {
  expect(isUnasked({ contact: { ...nobodyAsked, state } })).toBe(unasked);
});

test("the month has a line for each region of an account, with its first peak and the last day to ask for it", () => {
  const [first, ...others] = monthRows(rows, "2026-11-01", 15);
  expect(first).toMatchObject({ accountName: "Aurora Live", region: "cn-east", peak: 10, deadline: 2 });
  expect([...(first?.chances ?? [])].map((chance) => (Number.isNaN(chance) ? null : Math.round(chance * 10) / 10)).slice(0, 5)).toEqual([
    null,
    0.1,
    0.2,
    0.8,
    null,
  ]);
  expect(others.map(({ region }) => region)).toEqual(["ap-south"]);
});

test("a kept view is read as it was saved; what this version does not understand shows everything", () => {
  const kept = { levels: ["risk"], regions: ["cn-east"], tiers: ["premium"], owners: [""], unasked: true };
  expect(parsePeaksView(kept)).toEqual(kept);
  expect(parsePeaksView({ ...kept, levels: ["dire"] })).toEqual(wholeView);
  expect(parsePeaksView(undefined)).toEqual(wholeView);
});
