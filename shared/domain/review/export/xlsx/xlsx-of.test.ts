import { readXlsx, type Sheet } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { handMadeReview, handMadeSnapshot } from "../../../../../test/support/review/hand-made-review.ts";
import { packageParts } from "../../../../../test/support/review/package-text.ts";
import { schemaFaults } from "../../../../../test/support/review/schema-faults.ts";
import { boundNumbers } from "../bound-numbers.ts";
import { xlsxOf } from "./xlsx-of.ts";

async function sheets(locale: "zh-CN" | "en"): Promise<ReadonlyMap<string, Sheet["rows"]>> {
  const book = await readXlsx(await xlsxOf(handMadeReview(locale), handMadeSnapshot()));
  return new Map(book.sheets.map(({ name, rows }) => [name, rows]));
}

describe.each(["zh-CN", "en"] as const)("the evidence of a review in %s", (locale) => {
  it("has no fault of the schema", async () => {
    expect(await schemaFaults(await xlsxOf(handMadeReview(locale), handMadeSnapshot()))).toEqual([]);
  }, 60_000);

  it("is the same bytes for the same review", async () => {
    const one = await xlsxOf(handMadeReview(locale), handMadeSnapshot());
    expect(Buffer.compare(await xlsxOf(handMadeReview(locale), handMadeSnapshot()), one)).toBe(0);
  }, 60_000);
});

describe("the evidence of a review", () => {
  it("lists every number that the review says, with where, as written, exact, unit, version, question, n and rows", async () => {
    const book = await sheets("en");
    const rows = book.get("Numbers")?.slice(3) ?? [];
    expect(rows[0]).toEqual([
      1,
      2,
      "Summary",
      "Title",
      "18.4%",
      (10.656 - 9) / 9,
      "share (0–1)",
      "User-hours",
      "Q3 2026 · change since Q2 2026",
      1,
      "usage.hours#q~change:p",
      2,
      "User-hours (2)",
    ]);
    const numbers = boundNumbers(handMadeReview("en"));
    expect(new Set(rows.map((row) => row[10]))).toEqual(new Set(numbers.map(({ key }) => key)));
    expect(rows.find((row) => row[10] === "surveys.nps#q")?.slice(4, 7)).toEqual(["— no data", "no data", "score"]);
  }, 60_000);

  it("shows the rows behind with real dates in the customer's zone, said at the head, and which numbers each row is used by", async () => {
    const book = await sheets("en");
    const [title, about, definition, head, ...rows] = book.get("User-hours") ?? [];
    expect(title?.[0]).toBe("Xingyu Live · Quarterly service review Q3 2026");
    expect(about?.[0]).toContain("Asia/Shanghai");
    expect(definition?.[0]).toContain("Sum of “User hours”");
    expect(head?.slice(0, 7)).toEqual(["Region", "Day", "At", "Peak (PCU)", "Peak at", "User hours", "Hours"]);
    expect(rows.map((row) => [row[0], row[1], row[3], row[4], row[5]])).toEqual([
      ["*", new Date("2026-05-10T00:00:00Z"), 105_000, new Date("2026-05-10T22:00:00Z"), 9],
      ["*", new Date("2026-08-10T00:00:00Z"), 124_320, new Date("2026-08-10T22:00:00Z"), 10.656],
    ]);
  }, 60_000);

  it("opens at the numbers, keeps the heads in sight and leads from each number to its rows", async () => {
    const parts = packageParts(await xlsxOf(handMadeReview("en"), handMadeSnapshot()));
    const first = parts.get("xl/worksheets/sheet1.xml") ?? "";
    expect(first).toContain('state="frozen"');
    expect(first).toContain('location="&apos;User-hours&apos;!A1"');
  }, 60_000);

  it("runs nothing that people wrote, and loses nothing of it but what is no character", async () => {
    const book = await sheets("en");
    const sheet = [...book].find(([name]) => name.startsWith("Incidents"));
    const titles = (sheet?.[1] ?? []).slice(4).map((row) => row[2]);
    expect(titles).toEqual([`'=HYPERLINK("http://x")`, "'\t-1+1 "]);
    const parts = packageParts(await xlsxOf(handMadeReview("en"), handMadeSnapshot()));
    expect([...parts].filter(([path, xml]) => path.startsWith("xl/worksheets/") && /<f[ >]/.test(xml)).map(([path]) => path)).toEqual([]);
  }, 60_000);

  it("says what was left out and where everything comes from", async () => {
    const rows = (await sheets("en")).get("Sources and exclusions") ?? [];
    expect(rows[3]).toEqual(["Usage by day", 3, 3, new Date("2026-10-28T18:00:00Z"), 3, "'+gaps of more than a day"]);
    expect(rows.find((row) => row[0] === "Messages")).toEqual(["Messages", 0, 0, "no data", 0, null]);
  }, 60_000);
});
