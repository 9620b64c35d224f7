import { expect, it } from "vitest";
import { formatBytes, formatCompact, formatList, formatNumber, formatPercent, formatSigned } from "./format-number.ts";

it.each([
  [168_000, "16.8 万", "168 k"],
  [100_000, "10 万", "100 k"],
  [25_000, "2.5 万", "25 k"],
  [9_999, "1 万", "10 k"],
  [9_994, "9,994", "9.99 k"],
  [8_207, "8,207", "8.21 k"],
  [999, "999", "999"],
  [0, "0", "0"],
  [-52_000, "−5.2 万", "−52 k"],
  [214_000_000, "2.14 亿", "214 M"],
  [1_260_000_000, "12.6 亿", "1.26 G"],
  [0.25, "0.25", "0.25"],
])("writes %d compactly", (value, chinese, english) => {
  expect([formatCompact(value, "zh-CN"), formatCompact(value, "en")]).toEqual([chinese, english]);
});

it("never shows what is missing as zero", () => {
  expect([
    formatNumber(null, "en"),
    formatSigned(undefined, "en"),
    formatPercent(Number.NaN, "en"),
    formatCompact(null, "zh-CN"),
    formatBytes(null, "en"),
  ]).toEqual(["—", "—", "—", "—", "—"]);
});

it("writes numbers with grouping, signs with a real minus, and nothing before zero", () => {
  expect([
    formatNumber(412_906, "en"),
    formatNumber(-2, "zh-CN", 1),
    formatSigned(4.24, "en", 1),
    formatSigned(-14, "en"),
    formatSigned(0, "en"),
    formatSigned(0.04, "en", 1),
    formatPercent(0.039, "en"),
  ]).toEqual(["412,906", "−2.0", "+4.2", "−14", "0", "0.0", "3.9%"]);
});

it("writes sizes of data and lists in the language", () => {
  expect([formatBytes(412_000_000, "en"), formatBytes(1_340_000_000, "en"), formatBytes(999_600, "en"), formatBytes(12, "en")]).toEqual([
    "412 MB",
    "1.3 GB",
    "1 MB",
    "12 B",
  ]);
  expect([formatList(["华东", "华南", "华北"], "zh-CN"), formatList(["East", "South", "North"], "en")]).toEqual([
    "华东、华南和华北",
    "East, South and North",
  ]);
});
