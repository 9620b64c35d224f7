import { expect, test } from "vitest";
import type { ReviewSection } from "../../../shared/domain/review/model/review.ts";
import { bindLiteral, literalFindings } from "./literal-numbers.ts";

const section = (more: Partial<ReviewSection>): ReviewSection => ({
  id: "rsc_1",
  accountId: "acc_1",
  reviewId: "rev_1",
  section: "summary",
  audience: "customer",
  titleZh: null,
  titleEn: null,
  bodyZh: null,
  bodyEn: null,
  notesZh: null,
  notesEn: null,
  acknowledged: [],
  ...more,
});
const found = (titleEn: string) =>
  literalFindings([section({ titleEn })], (key) => (key === "usage.peak#q" ? "1" : null)).map(({ code, text }) => [code, text]);

test("typed numbers are found, names and years with digits are not", () => {
  expect(found("Freeze fell below 3%, by 1,200 calls and 2.5 × more")).toEqual([
    ["literal", "3%"],
    ["literal", "1,200"],
    ["literal", "2.5 ×"],
  ]);
  expect(found("Q3 2026, P1, H264 and SDK v4")).toEqual([]);
  expect(found("We said {{usage.peak#q}} and {{usage.nothing#q}}")).toEqual([["unknown", "usage.nothing#q"]]);
});

test("both languages are looked at, each number of a text is told once", () => {
  const sections = [section({ notesZh: "约 12 万次，12 万", bodyEn: "7" })];
  expect(literalFindings(sections, () => null)).toEqual([
    { code: "literal", text: "12", id: "literal:summary:notesZh:12", section: "summary", field: "notes", locale: "zh-CN" },
    { code: "literal", text: "7", id: "literal:summary:bodyEn:7", section: "summary", field: "body", locale: "en" },
  ]);
});

test("a number that is bound keeps the words around it", () => {
  expect(bindLiteral("Fell to **3%** of calls, not 13%\n- 3% again", "3%", "a#q")).toBe(
    "Fell to **{{a#q}}** of calls, not 13%\n- {{a#q}} again",
  );
});
