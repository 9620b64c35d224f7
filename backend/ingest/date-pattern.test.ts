import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateParser } from "./date-pattern.ts";

function read(pattern: string, text: string): string | null {
  const parser = dateParser(pattern);
  if (typeof parser !== "function") throw new Error(parser.error);
  const date = parser(text);
  return date === null ? null : `${new Date(date.localMs).toISOString()} ${date.offsetMs === null ? "local" : date.offsetMs / 60_000}`;
}

describe("date patterns", () => {
  it.each([
    ["dd-MM-yyyy HH:mm", "29-02-2016 01:16", "2016-02-29T01:16:00.000Z local"],
    ["EEE MMM dd yyyy HH:mm:ss 'GMT'Z (z)", "Tue Feb 23 2016 15:52:30 GMT+0800 (CST)", "2016-02-23T15:52:30.000Z 480"],
    ["iso", "2011-12-31T13:00:00Z", "2011-12-31T13:00:00.000Z 0"],
    ["iso", "2011-12-31 13:00:00.25-03:30", "2011-12-31T13:00:00.250Z -210"],
    ["iso", "2011-12-31", "2011-12-31T00:00:00.000Z local"],
    ["M/d/yyyy h:mm a", "7/4/2026 12:05 AM", "2026-07-04T00:05:00.000Z local"],
    ["M/d/yyyy h:mm a", "7/4/2026 12:05 pm", "2026-07-04T12:05:00.000Z local"],
    ["yyyy年M月d日 H时", "2026年1月5日 9时", "2026-01-05T09:00:00.000Z local"],
    ["d MMMM yyyy", "3 march 2026", "2026-03-03T00:00:00.000Z local"],
    ["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "2026-01-05T09:00:00.125+05:45", "2026-01-05T09:00:00.125Z 345"],
    ["epoch-s", "1700000000", "2023-11-14T22:13:20.000Z 0"],
    ["epoch-ms", "1700000000123", "2023-11-14T22:13:20.123Z 0"],
  ])("%s reads %s", (pattern, text, expected) => {
    expect(read(pattern, text)).toBe(expected);
  });

  it.each([
    ["dd-MM-yyyy", "30-02-2016"],
    ["dd-MM-yyyy", "29-02-2015"],
    ["dd-MM-yyyy", "01-13-2015"],
    ["dd-MM-yyyy", "1-1-2015"],
    ["dd-MM-yyyy HH:mm", "01-01-2015 24:00"],
    ["dd-MM-yyyy HH:mm", "01-01-2015 10:60"],
    ["dd-MM-yyyy", "01-01-2015 "],
    ["dd-MM-yyyy", "01-01-0001"],
    ["iso", "2015-01-01T10:00+25:00"],
    ["iso", "20150101"],
    ["epoch-s", "0x10"],
    ["epoch-s", "99999999999999"],
  ])("%s refuses %s", (pattern, text) => {
    expect(read(pattern, text)).toBeNull();
  });

  it.each([
    ["dd-MM-yy", '"yy" is not a date letter; put plain text in single quotes'],
    ["dd-MM", "it names no year (yyyy)"],
    ["yyyy-MM-dd 'at", "a single quote is not closed"],
  ])("says what is wrong with the pattern %s", (pattern, error) => {
    expect(dateParser(pattern)).toEqual({ error });
  });

  it("reads back every instant that it wrote, in every notation", () => {
    const parsers = ["yyyy-MM-dd HH:mm:ss", "dd.MM.yyyy HH:mm:ss", "iso"].map((pattern) => {
      const parser = dateParser(pattern);
      if (typeof parser !== "function") throw new Error(parser.error);
      return parser;
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(2199, 11, 31) / 1000 }), (seconds) => {
        const iso = new Date(seconds * 1000).toISOString();
        const [day, time] = [iso.slice(0, 10), iso.slice(11, 19)];
        const texts = [`${day} ${time}`, `${day.split("-").toReversed().join(".")} ${time}`, `${day}T${time}`];
        expect(texts.map((text, i) => parsers[i]!(text))).toEqual(texts.map(() => ({ localMs: seconds * 1000, offsetMs: null })));
      }),
      { numRuns: 1000 },
    );
  });

  it("answers null or a date for any text, and an error or a parser for any pattern", () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 30, unit: "binary" }),
        fc.stringMatching(/^[yMdHhmsSaEZzX '()\-:/.年x]{0,20}$/),
        (text, pattern) => {
          const parser = dateParser(`yyyy MM dd${pattern}`);
          if (typeof parser === "function") expect(parser(text) === null || Number.isFinite(parser(text)?.localMs)).toBe(true);
          else expect(parser.error).not.toBe("");
        },
      ),
      { numRuns: 2000 },
    );
  });
});
