import { expect, test } from "vitest";
import { leadTimeOf } from "./lead-time.ts";

const home = { country: "VN", timeZone: "Asia/Ho_Chi_Minh" };

test("a known region has its place's calendar, an unknown one the customer's with the longest notice, and the company's word wins", () => {
  const own = { region: "sa-east", workingDays: 15, cutOffMinute: 960, country: null, timeZone: null };
  expect(["cn-east", "me-central", "moon-1", "sa-east"].map((region) => leadTimeOf(region, [own], home))).toEqual([
    { region: "cn-east", workingDays: 5, cutOffMinute: 1080, country: "CN", timeZone: "Asia/Shanghai", source: "table" },
    { region: "me-central", workingDays: 10, cutOffMinute: 1080, country: "AE", timeZone: "Asia/Dubai", source: "table" },
    { region: "moon-1", workingDays: 10, cutOffMinute: 1080, country: "VN", timeZone: "Asia/Ho_Chi_Minh", source: "fallback" },
    { region: "sa-east", workingDays: 15, cutOffMinute: 960, country: "BR", timeZone: "America/Sao_Paulo", source: "company" },
  ]);
});
