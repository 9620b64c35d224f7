import { expect, it } from "vitest";
import { chartCsv } from "./chart-csv.ts";

it("writes every step with UTC and local time, no data as an empty cell, and no formula", () => {
  const hour = 3_600_000;
  const grid = {
    fromMs: Date.UTC(2026, 9, 29, 2),
    stepMs: hour,
    length: 2,
    values: [Float64Array.of(10, Number.NaN), Float64Array.of(1.5, 2)],
    low: null,
    high: null,
  };
  expect(chartCsv(grid, ['=HYPERLINK("x")', "华东, 电信"], "Asia/Shanghai")).toBe(
    '\uFEFFutc,Asia/Shanghai,"\'=HYPERLINK(""x"")","华东, 电信"\r\n' +
      "2026-10-29T02:00:00.000Z,2026-10-29 10:00,10,1.5\r\n" +
      "2026-10-29T03:00:00.000Z,2026-10-29 11:00,,2\r\n",
  );
});
