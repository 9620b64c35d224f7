import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleDocument } from "../../../../test/support/review/sample-document.ts";
import type { ChartSeries, ReviewChart } from "../compose/review-document.ts";
import { chartScene } from "./chart-scene.ts";
import { spread } from "./chart/line-shapes.ts";
import { valueAxis } from "./chart/value-axis.ts";
import { contrast, paperColours, paperHeat } from "./paper-colours.ts";
import { extentOf, type Scene, type TextShape, touches } from "./scene.ts";

function texts(scene: Scene): readonly TextShape[] {
  return scene.shapes.filter((shape) => shape.type === "text");
}

function said(scene: Scene): readonly string[] {
  return texts(scene).map((shape) => shape.text);
}

/** Texts that leave the drawing or cover each other. */
function faults(scene: Scene): readonly string[] {
  const near = 0.5;
  const all = texts(scene);
  const outside = all.filter((shape) => {
    const { left, right, top, bottom } = extentOf(shape);
    return left < -near || right > scene.widthPt + near || top < -near || bottom > scene.heightPt + near;
  });
  const covered = all.flatMap((a, i) =>
    all.slice(i + 1).flatMap((b) => {
      const { left, right, top, bottom } = extentOf(a);
      return touches({ left: left + near, right: right - near, top: top + 1.5, bottom: bottom - 1.5 }, extentOf(b))
        ? [`${a.text} | ${b.text}`]
        : [];
    }),
  );
  return [...outside.map((shape) => `outside: ${shape.text}`), ...covered];
}

const charts = (["en", "zh-CN"] as const).flatMap((locale) =>
  sampleDocument(locale).sections.flatMap((section) =>
    section.blocks.flatMap((block) => (block.type === "chart" ? [{ locale, chart: block.chart }] : [])),
  ),
);

const line: ReviewChart = {
  type: "line",
  title: [],
  unit: "share",
  unitLabel: "%",
  categories: ["W1", "W2", "W3", "W4", "W5"],
  series: [
    { name: "South", values: [0.016, 0.02, null, 0.03, 0.039], keys: ["a", "b", null, "d", "e"], role: "main" },
    { name: "target", values: [0.02, 0.02, 0.02, 0.02, 0.02], keys: ["t", "t", "t", "t", "t"], role: "target" },
  ],
  marks: [{ category: 2, label: "W3: no data", kind: "gap" }],
  alt: "",
};

describe("chartScene", () => {
  it("keeps all texts of the sample apart and inside, in both languages and in every size that a slide has", () => {
    for (const { chart, locale } of charts)
      for (const [width, height, font] of [
        [590, 300, 11],
        [400, 250, 11],
        [868, 180, 10],
        [400, 150, 10],
      ] as const) {
        const scene = chartScene(chart, width, height, font, locale);
        expect({ title: chart.title[0]?.text, width, faults: faults(scene) }).toEqual({ title: chart.title[0]?.text, width, faults: [] });
      }
  });

  it("names a line at its end with its last value, bound to it, and leaves a gap open and named", () => {
    const scene = chartScene(line, 400, 200, 11, "en");
    const end = texts(scene).find((shape) => shape.text === "South 3.9%");
    expect(end).toMatchObject({ key: "e", weight: "semibold", colour: "series1Text" });
    expect(said(scene)).toEqual(expect.arrayContaining(["0%", "1%", "2%", "3%", "4%", "W3: no data", "target 2.0%"]));
    const path = scene.shapes.find((shape) => shape.type === "path" && shape.role === "series");
    expect(path?.type === "path" ? path.parts.map((part) => part.length) : []).toEqual([2, 2]);
    expect(scene.shapes.find((shape) => shape.type === "path" && shape.role === "held")).toMatchObject({ dash: "4 3", colour: "target" });
  });

  it("names a gap that goes on once, in its middle", () => {
    const gap = (category: number): ReviewChart["marks"][number] => ({ category, label: "no data", kind: "gap" });
    const scene = chartScene({ ...line, marks: [gap(1), gap(2), gap(3)] }, 400, 200, 11, "en");
    const named = texts(scene).filter((shape) => shape.text === "no data");
    const week3 = texts(scene).find((shape) => shape.text === "W3");
    expect(named.map((shape) => shape.x)).toEqual([week3?.x]);
  });

  it("writes what a capacity is on the level that it reached", () => {
    const values = [50, 50, 50, 60, 60];
    const capacity: ChartSeries = { name: "capacity", values, keys: values.map(() => null), role: "capacity" };
    const scene = chartScene({ ...line, unit: "count", marks: [], series: [capacity] }, 400, 200, 11, "en");
    const name = texts(scene).find((shape) => shape.text === "capacity 60");
    const path = scene.shapes.find((shape) => shape.type === "path");
    const [from, to] = path?.type === "path" ? (path.parts[0]?.slice(-2) ?? []) : [];
    expect(name?.x).toBeGreaterThan(from?.x ?? Infinity);
    expect(name?.x).toBeLessThan(to?.x ?? 0);
  });

  it("leaves room over the highest column for its value", () => {
    for (const type of ["column", "stacked"] as const) {
      const scene = chartScene(
        {
          ...line,
          type,
          unit: "count",
          marks: [],
          series: [{ name: "P1", values: [0, 1, 0, 2, 0], keys: [null, null, null, null, null], role: "main" }],
        },
        400,
        150,
        11,
        "en",
      );
      expect(faults(scene)).toEqual([]);
      expect(said(scene)).toContain("2");
    }
  });

  it("says that there is no data instead of drawing an empty axis", () => {
    const empty = { ...line, series: line.series.map((series) => ({ ...series, values: series.values.map(() => null) })) };
    expect(said(chartScene(empty, 400, 200, 11, "zh-CN"))).toEqual(["无数据"]);
  });

  it("draws at most 600 points and keeps the extremes", () => {
    const values = Array.from({ length: 9490 }, (_, i) => (i === 5000 ? 100 : i === 7000 ? 0 : 50 + (i % 7)));
    const long: ReviewChart = {
      ...line,
      unit: "pcu",
      categories: values.map((_, i) => `h${i}`),
      marks: [],
      series: [
        { name: "a", values, keys: values.map(() => null), role: "main" },
        { name: "b", values: values.map((value) => value / 2), keys: values.map(() => null), role: "other" },
      ],
    };
    const scene = chartScene(long, 600, 300, 10, "en");
    const points = scene.shapes.flatMap((shape) => (shape.type === "path" ? shape.parts.flat() : []));
    expect(points.length).toBeLessThanOrEqual(600);
    expect(points.length).toBeGreaterThan(300);
    const [from, to] = [Math.max(...points.map((point) => point.y)), Math.min(...points.map((point) => point.y))];
    const axis = scene.shapes.flatMap((shape) => (shape.type === "line" && shape.role !== "mark" ? [shape.y1] : []));
    expect([from, to]).toEqual([Math.max(...axis), Math.min(...axis)]);
  });

  it("is drawn the same twice, and inside its size, whatever the values and names", () => {
    const value = fc.oneof(fc.constant(null), fc.double({ min: 0, max: 1e9, noNaN: true }), fc.double({ min: -50, max: 1, noNaN: true }));
    const name = fc.oneof(fc.string({ maxLength: 60 }), fc.constantFrom("华南大区晚高峰", "South China", "x".repeat(80)));
    const anyChart = fc.integer({ min: 1, max: 40 }).chain((count) =>
      fc.record({
        type: fc.constantFrom("line" as const, "column" as const, "stacked" as const, "bar" as const),
        title: fc.constant([]),
        unit: fc.constantFrom("pcu" as const, "share" as const, "ms" as const, "count" as const, "score" as const),
        unitLabel: fc.constant(""),
        categories: fc.array(name, { minLength: count, maxLength: count }),
        series: fc.array(
          fc
            .record({
              name,
              values: fc.array(value, { minLength: count, maxLength: count }),
              role: fc.constantFrom<ChartSeries["role"]>("main", "other", "target", "capacity", "before", "expected"),
            })
            .map((series): ChartSeries => ({ ...series, keys: series.values.map(() => null) })),
          { maxLength: 6 },
        ),
        marks: fc.array(
          fc.record({
            category: fc.integer({ min: 0, max: count - 1 }),
            label: name,
            kind: fc.constantFrom("incident" as const, "gap" as const, "holiday" as const),
          }),
          { maxLength: 4 },
        ),
        alt: fc.constant(""),
      }),
    );
    fc.assert(
      fc.property(anyChart, fc.integer({ min: 250, max: 868 }), fc.integer({ min: 150, max: 390 }), (chart, width, height) => {
        const scene = chartScene(chart, width, height, 10, "en");
        expect(chartScene(chart, width, height, 10, "en")).toEqual(scene);
        for (const shape of scene.shapes) {
          const numbers = Object.values(shape).flatMap((part) => (typeof part === "number" ? [part] : []));
          expect(numbers.every(Number.isFinite)).toBe(true);
          if (shape.type === "rect") expect(shape.width >= 0 && shape.height >= 0).toBe(true);
        }
        const inside = texts(scene).filter((shape) => shape.role !== "axis");
        for (const shape of inside) {
          const { left, right } = extentOf(shape);
          expect({ text: shape.text, in: left > -1 && right < width + 1 }).toEqual({ text: shape.text, in: true });
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("valueAxis", () => {
  it("begins at zero, in steps of 1, 2, 2.5 or 5, unless close shares float", () => {
    expect(valueAxis([0.039, 0.012], "share", true).ticks).toEqual([0, 0.01, 0.02, 0.03, 0.04]);
    expect(valueAxis([48_210], "pcu", true).ticks).toEqual([0, 20_000, 40_000, 60_000]);
    expect(valueAxis([3], "count", false).ticks).toEqual([0, 1, 2, 3]);
    expect(valueAxis([-2, 6], "score", false).ticks).toEqual([-2, 0, 2, 4, 6]);
    expect(valueAxis([0.9993, 0.9999, 0.9995], "share", true).ticks.map((tick) => Number(tick.toFixed(6)))).toEqual([
      0.9992, 0.9994, 0.9996, 0.9998, 1,
    ]);
    expect(valueAxis([0.9993, 0.9999], "share", false).ticks[0]).toBe(0);
    expect(valueAxis([47_000, 48_000], "pcu", true).ticks[0]).toBe(0);
    expect(valueAxis([95 * 60_000], "ms", true).ticks.map((tick) => tick / 60_000)).toEqual([0, 30, 60, 90, 120]);
    expect(valueAxis([0], "count", true).ticks).toEqual([0, 1]);
  });
});

describe("spread", () => {
  it("moves labels apart as little as their room lets it and keeps their order", () => {
    expect(spread([10, 50, 90], 12, 0, 100)).toEqual([10, 50, 90]);
    expect(spread([50, 51, 20], 12, 0, 100)).toEqual([50, 62, 20]);
    expect(spread([99, 100], 12, 0, 100)).toEqual([88, 100]);
    expect(spread([5, 5, 5], 60, 0, 100)).toEqual([0, 50, 100]);
  });
});

describe("paperColours", () => {
  it("are legible as text on paper and on heat: 4.5:1", () => {
    const written = [
      "text",
      "text2",
      "text3",
      "accent",
      "capacity",
      "target",
      "incident",
      "series1Text",
      "series2Text",
      "series3Text",
      "series4Text",
      "series5Text",
      "series6Text",
    ] as const;
    expect(written.filter((colour) => contrast(paperColours[colour], paperColours.surface) < 4.5)).toEqual([]);
    expect(paperHeat.filter(({ fill, text }) => contrast(fill, text) < 4.5)).toEqual([]);
  });
});
