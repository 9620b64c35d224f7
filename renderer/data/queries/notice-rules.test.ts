import { expect, test } from "vitest";
import { fakeStore } from "../../../test/support/fake-store.ts";
import { sampleAccount } from "../../../test/support/sample-records.ts";
import { noticeRules } from "./notice-rules.ts";

const own = { id: "lead.ap-south", rev: 1, region: "ap-south", workingDays: 12, country: "IN", cutoffHour: 16, authorId: "u" };
const day = {
  id: "cal-1",
  rev: 1,
  accountId: "acc-1",
  country: null,
  date: "2026-12-24",
  name: "Closed",
  kind: "public",
  removed: false,
  authorId: "u",
} as const;

async function rulesFor(role: "lead" | "csm" | "viewer") {
  const user = { id: "u", rev: 1, name: "Lea", email: "l@example.com", role, locale: "en", timeZone: "UTC" };
  const store = fakeStore({
    records: [
      ["user", user],
      sampleAccount({ id: "acc-1", name: "Aurora", country: "IN", timeZone: "Asia/Kolkata", regions: ["ap-south"] }),
      ["regionLeadTime", own],
      ["calendarEntry", day],
    ],
    userId: "u",
  });
  return await noticeRules.run(store, undefined, Date.parse("2026-11-21T12:00:00.000Z"));
}

test("regions of the book come first with the company's own notice, then the product's table", async () => {
  const rules = await rulesFor("lead");
  expect(rules.regions[0]).toEqual({
    region: "ap-south",
    workingDays: 12,
    cutoffHour: 16,
    country: "IN",
    timeZone: "Asia/Kolkata",
    source: "company",
    record: own,
    peaks: 0,
    passed: 0,
  });
  expect(rules.regions.find(({ region }) => region === "cn-east")).toMatchObject({ workingDays: 5, source: "table", record: null });
  expect(rules.days).toEqual([{ entry: day, accountName: "Aurora" }]);
});

test.each([
  ["lead", true, true],
  ["csm", false, true],
  ["viewer", false, false],
] as const)("a %s may change notices: %s, days: %s", async (role, notice, days) => {
  const rules = await rulesFor(role);
  expect([rules.mayEditNotice, rules.mayEditDays]).toEqual([notice, days]);
});
