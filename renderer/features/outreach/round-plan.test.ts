import { expect, it } from "vitest";
import type { PeakContact, RadarRow } from "../../../shared/domain/peak/radar.ts";
import { beginRound, roundRows, roundUntil, type RoundStep, stepDone } from "./round-plan.ts";

const at = (text: string): number => Date.parse(text);
const nowMs = at("2026-11-18T02:00:00Z");

it.each([
  ["Wednesday", "2026-11-18T02:00:00Z", "2026-11-24T00:00:00+08:00"],
  ["Friday night", "2026-11-20T15:59:00Z", "2026-11-24T00:00:00+08:00"],
  ["Saturday", "2026-11-20T16:00:00Z", "2026-12-01T00:00:00+08:00"],
  ["Sunday", "2026-11-22T04:00:00Z", "2026-12-01T00:00:00+08:00"],
  ["Monday", "2026-11-23T04:00:00Z", "2026-12-01T00:00:00+08:00"],
])("a weekend round on a %s looks to the end of the Monday after the next weekend", (_, now, until) => {
  expect(roundUntil("weekend", at(now), "Asia/Shanghai")).toBe(at(until));
});

it("counts whole days of the reader", () => {
  expect(roundUntil("7", nowMs, "Asia/Shanghai")).toBe(at("2026-11-26T00:00:00+08:00"));
});

function row(accountId: string, peakId: string, start: string, contact: Partial<PeakContact> = {}): RadarRow {
  const nobody: PeakContact = {
    outreachId: null,
    state: null,
    sentAt: null,
    answeredPcu: null,
    wantsResources: null,
    fresh: false,
    requestId: null,
    requestState: null,
    requestedPcu: null,
  };
  return {
    peak: { accountId, peakId, startMs: at(start) },
    contact: { ...nobody, ...contact },
    accountName: accountId,
  } as unknown as RadarRow;
}
const rows = [
  row("a", "a1", "2026-11-21T12:00:00Z"),
  row("a", "a2", "2026-11-20T12:00:00Z"),
  row("b", "b1", "2026-11-21T12:00:00Z", { state: "answered", fresh: true }),
  row("c", "c1", "2026-11-25T12:00:00Z"),
  row("d", "d1", "2026-11-22T12:00:00Z", { state: "sent", sentAt: "2026-11-17T20:00:00.000Z" }),
  row("e", "e1", "2026-11-22T12:00:00Z", { state: "sent", sentAt: "2026-11-16T20:00:00.000Z" }),
  row("f", "f1", "2026-11-22T12:00:00Z", { state: "queued" }),
  row("g", "g1", "2026-11-22T12:00:00Z", { state: "answered", fresh: false }),
];

it("goes through each account's most urgent peak once, but not where an answer is fresh or a message under way", () => {
  expect(roundRows(rows, roundUntil("weekend", nowMs, "Asia/Shanghai"), nowMs).map((one) => one.peak.peakId)).toEqual(["a1", "e1", "g1"]);
});

it("goes to the next that is not done, back to those that were left, and to the summary when all are", () => {
  const begun = beginRound(rows, "weekend", nowMs, "Asia/Shanghai");
  const sent: RoundStep = { how: "sent", reason: null };
  const second = stepDone({ ...begun, at: 1 }, "e1", sent);
  expect([begun.at, second.at]).toEqual([0, 2]);
  const third = stepDone(second, "g1", { how: "skipped", reason: "fits" });
  expect(third.at).toBe(0);
  expect(stepDone(third, "a1", sent)).toEqual({
    startedMs: nowMs,
    window: "weekend",
    stops: [
      { peakId: "a1", accountId: "a", accountName: "a" },
      { peakId: "e1", accountId: "e", accountName: "e" },
      { peakId: "g1", accountId: "g", accountName: "g" },
    ],
    done: { e1: sent, g1: { how: "skipped", reason: "fits" }, a1: sent },
    at: 3,
  });
});
