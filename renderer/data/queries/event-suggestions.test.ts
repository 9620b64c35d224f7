import { expect, test } from "vitest";
import { hourMs } from "../../../shared/domain/metrics/series.ts";
import { fakeStore } from "../../../test/support/fake-store.ts";
import { sampleAccount } from "../../../test/support/sample-records.ts";
import { sampleUsage } from "../../../test/support/sample-usage.ts";
import { eventSuggestions } from "./event-suggestions.ts";

const nowMs = Date.parse("2026-10-29T10:20:00.000Z");
const startMs = Date.parse("2026-09-12T10:00:00.000Z");
const endMs = startMs + 4 * hourMs;

/** Usage of a region with one evening that nobody announced. */
function usage(region: string, factor: number) {
  const series = sampleUsage(nowMs, { region });
  const from = (startMs - series.startMs) / hourMs;
  return { ...series, values: series.values.map((value, i) => (i >= from && i < from + 4 ? Math.round(value * factor) : value)) };
}
const event = {
  id: "evt-1",
  accountId: "acc-1",
  region: null,
  name: "周年庆",
  startsAt: new Date(startMs).toISOString(),
  endsAt: new Date(endMs).toISOString(),
  upliftFactor: null,
  toldBy: "csm" as const,
  rev: 1,
};
const series = [usage("cn-east", 1.8), usage("cn-south", 1.6)];

test("an evening that stands out in two regions is one suggestion, until somebody enters the event", async () => {
  const before = fakeStore({ records: [sampleAccount()], series });
  const found = await eventSuggestions.run(before, { accountId: "acc-1" }, nowMs);
  expect(found?.map((one) => [one.day, one.startMs, one.endMs, one.regions])).toEqual([
    ["2026-09-12", startMs, endMs, ["cn-east", "cn-south"]],
  ]);
  expect(Math.abs((found?.[0]?.factor ?? 0) / 1.8 - 1)).toBeLessThan(0.1);
  const after = fakeStore({ records: [sampleAccount(), ["plannedEvent", event]], series });
  expect(await eventSuggestions.run(after, { accountId: "acc-1" }, nowMs)).toEqual([]);
  expect(await eventSuggestions.run(after, { accountId: "nobody" }, nowMs)).toBeNull();
});
