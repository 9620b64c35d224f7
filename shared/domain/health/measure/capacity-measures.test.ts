import { describe, expect, test } from "vitest";
import type { PlannedEvent } from "../../event/planned-event.ts";
import type { Outreach } from "../../outreach/outreach.ts";
import { sampleHealthInput, sampleUsage } from "../../../../test/support/sample-health-input.ts";
import { capacityMeasures } from "./capacity-measures.ts";

const dayMs = 86_400_000;
/** A Monday, so that the sample's weeks are whole. */
const nowMs = Date.parse("2026-11-16T00:00:00.000Z");
const instant = (days: number): string => new Date(nowMs + days * dayMs).toISOString();

const event = (id: string, fromDay: number, upliftFactor: number | null): PlannedEvent => ({
  id,
  accountId: "acc-1",
  region: null,
  name: id,
  startsAt: instant(fromDay),
  endsAt: instant(fromDay + 0.2),
  upliftFactor,
  toldBy: "customer",
});
const answer = (id: string, peakDay: number, answeredPcu: number): Outreach => ({
  id,
  accountId: "acc-1",
  contactId: null,
  subject: id,
  channel: "email",
  region: "cn-south",
  peakAt: instant(peakDay),
  state: "answered",
  sentAt: instant(-3),
  answeredAt: instant(-2),
  answeredPcu,
});
const capacities = [{ id: "cap", accountId: "acc-1", region: "cn-south", from: instant(-300), pcu: 2_000 }];
/** Four weeks of 1,000, the third one with a sale on its first day that reached 3,000. */
const usage = (() => {
  const calm = sampleUsage({ "cn-south": [1_000, 1_000, 1_000, 1_000] }, nowMs);
  const [region] = calm.regions;
  if (region === undefined) throw new Error("one region");
  return { ...calm, regions: [{ ...region, dailyMax: Array.from(region.dailyMax, (pcu, day) => (day === 14 ? 3_000 : pcu)) }] };
})();

const headroom = (plannedEvents: readonly PlannedEvent[], outreaches: readonly Outreach[] = []) =>
  capacityMeasures(sampleHealthInput({ usage, capacities, plannedEvents, outreaches }), nowMs).headroom_next_peak;

describe("headroom at the next peak", () => {
  test("without anything ahead it is the ordinary evening's; a day that nobody announced counts as one", () => {
    expect(headroom([]).measured).toBe((2_000 - 3_000) / 2_000);
  });

  test("the day of an announced sale is no ordinary evening", () => {
    expect(headroom([event("sale", -14, 3)]).measured).toBe(0.5);
  });

  test("the next event is expected at its uplift over an ordinary evening, not over the last sale's", () => {
    const measure = headroom([event("sale", -14, 3), event("show", 10, 1.6)]);
    expect([measure.measured, measure.estimated, measure.slice?.region]).toEqual([(2_000 - 1_600) / 2_000, true, "cn-south"]);
    expect(measure.sources.map((source) => (source.type === "records" ? source.ids.join() : source.metric))).toEqual([
      "cap",
      "pcu",
      "show",
    ]);
  });

  test("what comes after the next one can still be asked for; what lies within a day of it cannot", () => {
    expect(headroom([event("sale", -14, 3), event("near", 10, 1.2), event("later", 13, 9), event("far", 15, 9)]).measured).toBe(0.4);
    expect(headroom([event("sale", -14, 3), event("near", 10, 1.2), event("same", 10.5, 1.5)]).measured).toBe(0.25);
  });

  test("the customer's own figure stands in place of the uplift, in both directions", () => {
    expect(headroom([event("sale", -14, 3), event("show", 10, 1.6)], [answer("told", 10.1, 1_100)]).measured).toBe(0.45);
    expect(headroom([event("sale", -14, 3), event("show", 10, 1.6)], [answer("told", 10.1, 2_600)]).measured).toBe(-0.3);
  });

  test("an event without an uplift says nothing, and a tighter ordinary evening stays the tightest", () => {
    expect(headroom([event("sale", -14, 3), event("quiet", 3, 0.5)]).measured).toBe(0.5);
    expect(headroom([event("sale", -14, 3), event("untold", 3, null)]).measured).toBe(0.5);
  });
});
