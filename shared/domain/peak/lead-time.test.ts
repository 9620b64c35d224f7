import { expect, test } from "vitest";
import { leadTimeOf } from "./lead-time.ts";

const home = { country: "VN", timeZone: "Asia/Ho_Chi_Minh" };

test("a known region has its place's calendar, an unknown one the customer's with the longest notice, and the company's word wins", () => {
  const own = { region: "sa-east", workingDays: 15, cutoffHour: 16, country: "PT" };
  expect(["cn-east", "me-central", "moon-1", "sa-east"].map((region) => leadTimeOf(region, [own], home))).toEqual([
    { region: "cn-east", workingDays: 5, cutoffHour: 18, country: "CN", timeZone: "Asia/Shanghai", source: "table" },
    { region: "me-central", workingDays: 10, cutoffHour: 18, country: "AE", timeZone: "Asia/Dubai", source: "table" },
    { region: "moon-1", workingDays: 10, cutoffHour: 18, country: "VN", timeZone: "Asia/Ho_Chi_Minh", source: "fallback" },
    { region: "sa-east", workingDays: 15, cutoffHour: 16, country: "PT", timeZone: "America/Sao_Paulo", source: "company" },
  ]);
});
