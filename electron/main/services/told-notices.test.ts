import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { toldNotices } from "./told-notices.ts";

let folder = "";
const fileOf = (profile: string): string => join(folder, `${profile}.told`);
const key = (name: string): string => `${name}|resolution|0|breach`;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "headroom-told-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("each is claimed once, by whichever window asks first, also after the desktop has been started again", async () => {
  const told = toldNotices(fileOf);
  expect(await told.claim("acme", [key("a")])).toEqual({ fresh: [key("a")], first: true });
  const both = await Promise.all([told.claim("acme", [key("b"), key("c")]), told.claim("acme", [key("c"), key("d")])]);
  expect(both.map(({ fresh }) => fresh)).toEqual([[key("b"), key("c")], [key("d")]]);
  expect(await toldNotices(fileOf).claim("acme", ["a", "b", "c", "d", "e"].map(key))).toEqual({ fresh: [key("e")], first: false });
  expect((await told.claim("other", [key("a")])).first).toBe(true);
});

test("a record is begun when nothing has passed yet: what passes from then on is news", async () => {
  await toldNotices(fileOf).claim("acme", []);
  expect(await toldNotices(fileOf).claim("acme", [key("a")])).toEqual({ fresh: [key("a")], first: false });
});

test("what was asked about longest ago is forgotten first; what is still asked about stays", async () => {
  const told = toldNotices(fileOf);
  const many = Array.from({ length: 5_000 }, (_, i) => key(`inc${String(i)}`));
  await told.claim("acme", many);
  await told.claim("acme", [key("inc0")]);
  await told.claim("acme", [key("new")]);
  expect((await toldNotices(fileOf).claim("acme", [key("inc0"), key("inc1"), key("inc2")])).fresh).toEqual([key("inc1")]);
});

test("a file that cannot be read or written is begun anew, and nothing is told twice meanwhile", async () => {
  await writeFile(fileOf("acme"), "{ not json");
  const told = toldNotices(fileOf);
  expect((await told.claim("acme", [key("a")])).first).toBe(true);
  expect(JSON.parse(await readFile(fileOf("acme"), "utf8"))).toEqual({ version: 1, keys: [key("a")] });
  const nowhere = toldNotices((profile) => join(folder, "missing", profile));
  expect((await nowhere.claim("acme", [key("a")])).fresh).toEqual([key("a")]);
  expect((await nowhere.claim("acme", [key("a")])).fresh).toEqual([]);
});
