import { expect, test } from "vitest";
import { fakeStore } from "../../../test/support/fake-store.ts";
import { samplePeak, sampleOutlook } from "../../../test/support/sample-outlook.ts";
import { sampleAccount } from "../../../test/support/sample-records.ts";
import { peakChecklist } from "../outreach/pen.ts";
import { composeFacts } from "./compose-facts.ts";

const nowMs = Date.parse("2026-11-02T09:30:00.000Z");
const region = "me-central";
const calendarEntry = (id: string, country: string, date: string) =>
  [
    "calendarEntry",
    { id, accountId: null, country, date, name: "停工", kind: "public" as const, removed: false, authorId: "user-1", rev: 1 },
  ] as const;
const sampleRegion = sampleOutlook("acc-1", []).regions;
const store = fakeStore({
  records: [sampleAccount(), calendarEntry("cal-1", "CN", "2026-11-18"), calendarEntry("cal-2", "AE", "2026-11-17")],
  outlooks: [
    sampleOutlook("acc-1", [samplePeak({ region, at: "2026-11-25T16:00:00.000Z" })], {
      regions: sampleRegion.map((one) => ({ ...one, region })),
    }),
  ],
});

test("the work for a peak goes by its region's calendar, with the company's corrections of that country alone", async () => {
  const facts = await composeFacts.run(store, { accountId: "acc-1", peakId: "p-1" }, nowMs);
  const calendar = facts?.regionCalendar;
  expect([calendar?.country, calendar?.timeZone, calendar?.edits.map((edit) => edit.date)]).toEqual(["AE", "Asia/Dubai", ["2026-11-17"]]);
  if (facts?.peak == null || calendar == null) throw new Error("the sample has a peak");
  const steps = peakChecklist(facts.peak, calendar, nowMs).map((one) => `${one.step} ${one.day}`);
  // The 18th is worked in Dubai, whatever is off in China.
  expect(steps).toContain("load_test 2026-11-18");
  expect(steps).toContain("pre_warm 2026-11-20");
});

test("without a peak there is no calendar to work by", async () => {
  const facts = await composeFacts.run(store, { accountId: "acc-1", peakId: "p-none" }, nowMs);
  expect([facts?.peak, facts?.regionCalendar]).toEqual([null, null]);
});
