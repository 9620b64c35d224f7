import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const document = readFileSync(join(root, "docs/security.md"), "utf8");

/** Requirements of levels 1 and 2 of ASVS 5.0.0, by section: from 1 to this number. */
const sections: readonly (readonly [section: string, last: number])[] = [
  "1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1 4.3:2 4.4:4",
  "5.1:1 5.2:3 5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2 8.1:2",
  "8.2:3 8.3:1 8.4:1 9.1:3 9.2:4 10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2 10.7:3 11.1:2 11.2:3 11.3:3 11.4:4",
  "11.5:1 11.6:1 12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5 14.1:2 14.2:4 14.3:3 15.1:3 15.2:3 15.3:7",
  "16.1:1 16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2",
].flatMap((part) =>
  part.split(" ").map((one) => {
    const [section = "", last = ""] = one.split(":");
    return [section, Number(last)] as const;
  }),
);

interface Disposition {
  readonly ids: readonly string[];
  readonly state: string;
  readonly how: string;
  readonly tests: readonly string[];
}

const dispositions: readonly Disposition[] = [
  ...document.matchAll(/^\| ((?:\d+\.\d+\.\d+(?:, )?)+) \| ([^|]*) \| ([^|]*) \| ([^|]*) \|$/gm),
].map(([, ids = "", state = "", how = "", tests = ""]) => ({
  ids: ids.split(", "),
  state,
  how,
  tests: [...tests.matchAll(/`([^`]+)`/g)].map(([, file = ""]) => file),
}));

test("every requirement of levels 1 and 2 is answered once, in one of four words, with how or why not", () => {
  const wanted = sections.flatMap(([section, last]) => Array.from({ length: last }, (_, index) => `${section}.${index + 1}`));
  expect(wanted).toHaveLength(253);
  expect(dispositions.flatMap(({ ids }) => ids).toSorted()).toEqual(wanted.toSorted());
  expect(dispositions.filter(({ state }) => !["met", "not applicable", "operator", "gap"].includes(state))).toEqual([]);
  expect(dispositions.filter(({ how }) => how.trim() === "")).toEqual([]);
});

test("what is met names a test, and every file that the document names is there", () => {
  expect(dispositions.filter(({ state, tests }) => state === "met" && tests.length === 0)).toEqual([]);
  const named = [...document.matchAll(/`((?:test|backend|electron|shared|renderer)\/[^`*]+\.(?:ts|tsx))`/g)].map(([, file = ""]) => file);
  expect(named.length).toBeGreaterThan(150);
  expect([...new Set(named)].filter((file) => !existsSync(join(root, file)))).toEqual([]);
});
