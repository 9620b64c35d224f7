import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Run } from "../compose/review-document.ts";
import { breakLines, textWidthPt } from "./measure-text.ts";

function run(text: string, bold = false): Run {
  return { text, key: null, bold, italic: false };
}

function broken(text: string, widthPt: number, fontPt = 10): readonly string[] {
  return breakLines([run(text)], fontPt, widthPt).map((line) => line.runs.map((piece) => piece.text).join(""));
}

const script = fc.oneof(
  fc.string({ maxLength: 300 }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc
    .array(fc.constantFrom("华南", "晚高峰", "卡顿", "，", "。", "3.9%", "“", "”", "1,986,240", " ", "SDK", "（", "）", "\n"), {
      maxLength: 120,
    })
    .map((parts) => parts.join("")),
  fc
    .array(fc.constantFrom("freeze", "rate", " ", "rose to ", "21:10–22:40", "semi-annual", "é", "🙂"), { maxLength: 120 })
    .map((parts) => parts.join("")),
);

describe("breakLines", () => {
  it("is never wider than it may be and loses nothing", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(script, fc.boolean()), { maxLength: 6 }),
        fc.integer({ min: 30, max: 800 }),
        fc.integer({ min: 10, max: 16 }),
        (texts, widthPt, fontPt) => {
          const runs = texts.map(([text, bold]) => run(text, bold));
          const lines = breakLines(runs, fontPt, widthPt);
          expect(lines.flatMap((line) => line.runs.map((piece) => piece.text)).join("")).toBe(runs.map((one) => one.text).join(""));
          for (const line of lines) expect(line.widthPt).toBeLessThanOrEqual(widthPt + 1e-6);
        },
      ),
    );
  });

  it("breaks Chinese anywhere but before a closing and after an opening mark", () => {
    expect(broken("华南晚高峰卡顿升至（其余区域）三倍。", 72)).toEqual(["华南晚高峰卡", "顿升至（其余", "区域）三倍。"]);
    expect(broken("一二三四五六，七", 62)).toEqual(["一二三四五", "六，七"]);
    expect(broken("一二三四五（六七", 62)).toEqual(["一二三四五", "（六七"]);
  });

  it("leaves words and numbers whole unless they are wider than a line", () => {
    expect(broken("freeze rate 1,986,240 calls", 70)).toEqual(["freeze rate ", "1,986,240 ", "calls"]);
    expect(broken("升至 1,986,240 次", 60)).toEqual(["升至 ", "1,986,240 ", "次"]);
    expect(broken("a semi-annual review", 50)).toEqual(["a semi-", "annual ", "review"]);
    expect(broken("abcdefghijkl", 30).join("")).toBe("abcdefghijkl");
  });

  it("ends a line where the text does", () => {
    expect(broken("one\n\ntwo", 200)).toEqual(["one\n", "\n", "two"]);
    expect(broken("", 200)).toEqual([]);
  });

  it("keeps the runs of a line apart, with what they are bound to", () => {
    const bound: Run = { text: "3.9%", key: "freeze.rate#q", bold: true, italic: false };
    const lines = breakLines([run("rose to "), bound, run(" in the evening")], 10, 75);
    expect(lines.map((line) => line.runs)).toEqual([[run("rose to "), bound, run(" ")], [run("in the evening")]]);
  });
});

describe("textWidthPt", () => {
  it("knows Han as squares, digits as equally wide, and leaves some room", () => {
    expect(textWidthPt("华南", 100)).toBeCloseTo(206, 6);
    expect(textWidthPt("111", 100)).toBe(textWidthPt("888", 100));
    expect(textWidthPt("m", 100, "semibold")).toBeGreaterThan(textWidthPt("m", 100));
    expect(textWidthPt("“华”", 100)).toBeCloseTo(309, 6);
    expect(textWidthPt("“a”", 100)).toBeLessThan(200);
    expect(textWidthPt("é", 100)).toBeCloseTo((textWidthPt("e", 100) / 1.03 + 10) * 1.03, 6);
  });
});
