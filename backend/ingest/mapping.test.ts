import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accountsEntry, usageEntry } from "../../test/support/ingest/import-files.ts";
import { checkMapping, parseMapping } from "./mapping.ts";

function messageOf(json: unknown): string {
  const mapping = checkMapping(json);
  return mapping.ok ? "ok" : mapping.error.message;
}

const base = { version: 1, files: [accountsEntry, usageEntry] };

function withUsage(change: Readonly<Record<string, unknown>>): unknown {
  return { ...base, files: [accountsEntry, { ...usageEntry, ...change }] };
}

describe("mapping files", () => {
  it("accepts every mapping of docs/examples", () => {
    const folder = join(import.meta.dirname, "../../docs/examples");
    const maps = readdirSync(folder).filter((name) => name.endsWith(".map.json"));
    expect(maps.length).toBeGreaterThan(0);
    for (const name of maps) expect([name, parseMapping(readFileSync(join(folder, name), "utf8")).ok]).toEqual([name, true]);
  });

  it.each([
    ["a target that there is none of", withUsage({ target: "useage" }), /^files\[1\]\.target: Invalid option/],
    [
      "a field that the target has not",
      withUsage({ fields: { ...usageEntry.fields, users: "x" } }),
      /^files\[1\]\.fields\.users: usage has no such field; it has at, value/,
    ],
    ["a field that is missing", withUsage({ fields: { at: { column: "time" } } }), "files[1].fields.value: usage cannot do without it"],
    ["a misspelt key", withUsage({ timezone: "UTC" }), 'files[1]: Unrecognized key: "timezone"'],
    [
      "a misspelt key in a field",
      withUsage({ fields: { at: { column: "time", data: "iso" }, value: "v" } }),
      'files[1].fields.at: Unrecognized key: "data"',
    ],
    [
      "a date pattern that makes no sense",
      withUsage({ fields: { at: { column: "time", date: "dd.mm.yyyy" }, value: "v" } }),
      "files[1].fields.at.date: no date pattern: it names no month (MM)",
    ],
    [
      "dates without a zone",
      withUsage({ zone: undefined }),
      "files[1].fields.at.zone: the dates name no zone: say which one they are in (here or for the file)",
    ],
    ["a zone that there is none of", withUsage({ zone: "America/Gotham" }), /^files\[1\]\.zone: no such time zone/],
    [
      "a lookup that nothing declares",
      withUsage({ account: { by: "place", column: "x" } }),
      "files[1].account.by: nothing declares it; there are code, site",
    ],
    [
      "a lookup in two ways",
      withUsage({ account: { by: "code", column: "x", value: "y" } }),
      "files[1].account: give exactly one of column, file, value",
    ],
    ["no lookup", withUsage({ account: undefined }), /^files\[1\]\.account: say how a row finds its account/],
    ["no files", { version: 1, files: [] }, /^files: Too small/],
    ["another version", { ...base, version: 2 }, /^version: Invalid input: expected 1/],
    ["an encoding that there is none of", withUsage({ format: { encoding: "utf-99" } }), /^files\[1\]\.format\.encoding: no such encoding/],
    ["a list", [], /^the whole file: Invalid input: expected object/],
  ])("names the place of %s", (_name, json, message) => {
    if (typeof message === "string") expect(messageOf(json)).toBe(message);
    else expect(messageOf(json)).toMatch(message);
  });

  it("says what is no JSON", () => {
    const mapping = parseMapping('{"version": 1,');
    expect(mapping.ok ? "ok" : mapping.error.message).toMatch(/^it is no JSON: /);
    expect(parseMapping("[".repeat(200_000)).ok).toBe(false);
  });

  it("answers one line for any JSON and leaves the prototype alone", () => {
    const spoiled = fc.oneof(fc.jsonValue(), fc.constantFrom(JSON.parse('{"__proto__": {"polluted": true}}') as unknown, null, "x", 1, []));
    fc.assert(
      fc.property(
        spoiled,
        fc.constantFrom("version", "source", "lookups", "files"),
        fc.constantFrom("fields", "account", "format", "references", "zone", "unknown", "target"),
        (value, top, inner) => {
          for (const json of [value, { ...base, [top]: value }, withUsage({ [inner]: value })]) {
            const mapping = checkMapping(json);
            if (!mapping.ok) expect(mapping.error.message.split("\n")).toHaveLength(1);
          }
          expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
        },
      ),
      { numRuns: 1000 },
    );
  });
});
