import { describe, expect, it } from "vitest";
import { holidaysOf } from "./holidays-of.ts";

function names(country: string, from: string, to: string, kind?: string): readonly string[] {
  return holidaysOf(country, from, to)
    .filter((holiday) => kind === undefined || holiday.kind === kind)
    .map((holiday) => `${holiday.date} ${holiday.name.en}`);
}

describe("holidaysOf", () => {
  it("knows Thanksgiving and the New Year of 2014/15 in the United States, one kind of day each", () => {
    expect(holidaysOf("US", "2014-11-26", "2014-11-28")).toEqual([
      { date: "2014-11-27", name: { zh: "感恩节", en: "Thanksgiving Day" }, kind: "public" },
      { date: "2014-11-28", name: { zh: "黑色星期五", en: "Black Friday" }, kind: "commercial" },
    ]);
    expect(names("US", "2014-12-30", "2015-01-02")).toEqual(["2014-12-31 New Year's Eve", "2015-01-01 New Year's Day"]);
    expect(names("US", "2024-11-28", "2024-11-28")).toEqual(["2024-11-28 Thanksgiving Day"]);
    expect(names("US", "2027-11-25", "2027-11-26")).toEqual(["2027-11-25 Thanksgiving Day", "2027-11-26 Black Friday"]);
  });

  it("marks a day in lieu as observed", () => {
    expect(holidaysOf("US", "2026-07-03", "2026-07-04")).toEqual([
      { date: "2026-07-03", name: { zh: "独立日（补休）", en: "Independence Day (observed)" }, kind: "observed" },
      { date: "2026-07-04", name: { zh: "独立日", en: "Independence Day" }, kind: "public" },
    ]);
  });

  it("knows the Chinese days off and the weekends that are worked instead", () => {
    expect(names("CN", "2024-02-04", "2024-02-04")).toEqual(["2024-02-04 Make-up working day (Spring Festival)"]);
    expect(holidaysOf("CN", "2026-10-10", "2026-10-10")).toEqual([
      { date: "2026-10-10", name: { zh: "国庆节调休上班", en: "Make-up working day (National Day)" }, kind: "makeup_workday" },
    ]);
    expect(names("CN", "2025-01-28", "2025-01-31", "public")).toEqual([
      "2025-01-28 Spring Festival",
      "2025-01-29 Spring Festival",
      "2025-01-30 Spring Festival",
      "2025-01-31 Spring Festival",
    ]);
  });

  it("gives the statutory days of a Chinese year whose notice is not out", () => {
    const days = names("CN", "2031-01-01", "2031-12-31", "public");
    expect(days).toHaveLength(13);
    expect(days).toContain("2031-01-23 Spring Festival");
    expect(days).toContain("2031-10-01 National Day");
  });

  it("knows shopping days by their rules", () => {
    expect(names("CN", "2026-11-11", "2026-11-11")).toEqual(["2026-11-11 Singles' Day"]);
    expect(names("CN", "2027-06-18", "2027-06-18")).toEqual(["2027-06-18 6.18 Sale"]);
    expect(names("MX", "2025-11-14", "2025-11-17")).toEqual([
      "2025-11-14 Buen Fin",
      "2025-11-15 Buen Fin",
      "2025-11-16 Buen Fin",
      "2025-11-17 Revolution Day",
      "2025-11-17 Buen Fin",
    ]);
    expect(names("BR", "2026-05-10", "2026-06-12", "commercial")).toEqual(["2026-05-10 Dia das Mães", "2026-06-12 Dia dos Namorados"]);
  });

  it("gives Ramadan as a season of 29 or 30 days, and Diwali", () => {
    const season = holidaysOf("SA", "2026-01-01", "2026-12-31").filter((holiday) => holiday.kind === "season");
    expect([season.length, season.at(0)?.date, season.at(-1)?.date]).toEqual([30, "2026-02-18", "2026-03-19"]);
    expect(names("IN", "2026-11-06", "2026-11-08")).toEqual(["2026-11-06 Dhanteras", "2026-11-08 Diwali"]);
    expect(names("IN", "2027-10-29", "2027-10-29")).toEqual(["2027-10-29 Diwali"]);
  });

  it("gives every day of a holiday that lasts several", () => {
    expect(names("KR", "2026-02-15", "2026-02-19", "public")).toEqual([
      "2026-02-16 Korean New Year",
      "2026-02-17 Korean New Year",
      "2026-02-18 Korean New Year",
    ]);
  });

  it("has a Chinese name for every holiday of the markets the product names", () => {
    for (const country of ["CN", "US", "VN", "TH", "ID", "IN", "BR", "MX", "SA", "AE", "EG", "SG", "PH", "KR", "JP"]) {
      const missing = holidaysOf(country, "2024-01-01", "2027-12-31").filter((holiday) => !/\p{Script=Han}/u.test(holiday.name.zh));
      expect(missing, country).toEqual([]);
    }
  });

  it("has nothing for a country that nobody knows, but the days the whole world keeps", () => {
    expect(names("XX", "2026-01-01", "2026-12-31")).toEqual(["2026-02-14 Valentine's Day", "2026-12-31 New Year's Eve"]);
  });
});
