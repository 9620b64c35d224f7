import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../kernel/json.ts";
import { jsonEqual } from "./json-equal.ts";
import { mergeEdit, mergeSet, mergeText } from "./merge.ts";

const doc: JsonObject = {
  id: "k1",
  tier: "basic",
  startsOn: "2026-01-01",
  renewsOn: "2027-01-01",
  services: ["ticket"],
  committedMinutes: null,
};

describe("an edit of one field", () => {
  test.each<readonly [string, Json | undefined, Json | undefined, Json, Json, boolean]>([
    ["untouched on the server", "a", "a", "b", "b", false],
    ["set to the same on both sides", "b", "a", "b", "b", false],
    ["changed on both sides", "c", "a", "b", "b", true],
    ["null is not absent", null, undefined, "b", "b", true],
    ["absent is absent", undefined, undefined, "b", "b", false],
    ["an edit that changes nothing gives way", "c", "a", "a", "c", false],
  ])("%s", (_name, current, base, edit, expected, conflict) => {
    const now: JsonObject = current === undefined ? {} : { tier: current };
    const result = mergeEdit("contract", now, { tier: { base, new: edit } });
    expect([result.doc["tier"], result.lost]).toEqual([expected, conflict ? [{ field: "tier", kept: edit, lost: current ?? null }] : []]);
  });

  test("the order of an object's fields is no difference", () => {
    const result = mergeEdit("savedView", { definition: { a: 1, b: [2] } }, { definition: { base: { b: [2], a: 1 }, new: { a: 3 } } });
    expect(result).toEqual({ doc: { definition: { a: 3 } }, lost: [] });
  });

  test("what changes nothing gives back the same record", () => {
    expect(mergeEdit("contract", doc, { tier: { base: "premium", new: "basic" } }).doc).toBe(doc);
  });
});

describe("coupled fields", () => {
  test("a clash in one takes the whole group of the edit, and keeps the whole group that gave way", () => {
    const stored = { ...doc, startsOn: "2026-03-01", renewsOn: "2027-03-01" };
    const result = mergeEdit("contract", stored, {
      startsOn: { base: "2026-01-01", new: "2026-01-01" },
      renewsOn: { base: "2027-01-01", new: "2028-01-01" },
    });
    expect(result).toEqual({
      doc: { ...stored, startsOn: "2026-01-01", renewsOn: "2028-01-01" },
      lost: [
        {
          field: "startsOn+renewsOn",
          kept: { startsOn: "2026-01-01", renewsOn: "2028-01-01" },
          lost: { startsOn: "2026-03-01", renewsOn: "2027-03-01" },
        },
      ],
    });
  });
});

const member = fc.constantFrom<string>("a", "b", "c", "d", "e");
const set = fc.uniqueArray(member);
const scalar = fc.oneof(fc.constantFrom<Json>(null, 0, 1, "x", "y", ""), set);

describe("for any values", () => {
  test("no value is lost: it is in the record, or told, or was the base", () => {
    fc.assert(
      fc.property(scalar, fc.option(scalar, { nil: undefined }), fc.option(scalar, { nil: undefined }), (edit, current, base) => {
        const now: JsonObject = current === undefined ? {} : { tier: current };
        const { doc: after, lost } = mergeEdit("contract", now, { tier: { base, new: edit } });
        const homes = [after["tier"], ...lost.map((value) => value.lost), base];
        if (current !== undefined && current !== null) expect(homes.some((value) => jsonEqual(value, current))).toBe(true);
        if (!jsonEqual(edit, base)) expect(jsonEqual(after["tier"], edit)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test("the order in which two laptops push a set does not change its members; what one removed or added stays so", () => {
    fc.assert(
      fc.property(set, set, set, (base, one, two) => {
        const first = mergeSet(base, one, two);
        const second = mergeSet(base, two, one);
        expect([...first].sort()).toEqual([...second].sort());
        for (const value of first) expect([...one, ...two].includes(String(value))).toBe(true);
        for (const value of base) if (!one.includes(value) || !two.includes(value)) expect(first).not.toContain(value);
        for (const value of [...one, ...two]) if (!base.includes(value)) expect(first).toContain(value);
      }),
      { numRuns: 2_000 },
    );
  });

  test("every line that somebody wrote is in the merged text; one side alone is that side", () => {
    const line = fc.constantFrom("alpha", "beta", "gamma", "客户", "");
    const text = fc.array(line, { maxLength: 8 }).map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(text, text, text, (base, one, two) => {
        expect(mergeText(base, one, base)).toBe(one);
        expect(mergeText(base, base, two)).toBe(two);
        const merged = (mergeText(base, one, two) ?? "").split("\n");
        for (const written of [...one.split("\n"), ...two.split("\n")])
          if (!base.split("\n").includes(written)) expect(merged).toContain(written);
      }),
      { numRuns: 2_000 },
    );
  });

  test("a text that is too long to compare is not merged but kept as a conflict", () => {
    const long = Array.from({ length: 3_000 }, (_, i) => `line ${i}`).join("\n");
    expect(mergeText("a", long, "b")).toBeUndefined();
    expect(mergeEdit("account", { summary: long }, { summary: { base: "a", new: "b" } })).toEqual({
      doc: { summary: "b" },
      lost: [{ field: "summary", kept: "b", lost: long }],
    });
  });
});
