import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeFiles } from "./write-files.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headroom-files-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });

test("files are written whole, over what stood there, into a folder that is made", async () => {
  const out = join(folder, "a", "b");
  await writeFiles(out, [file("x.html", "old and longer")]);
  const written = await writeFiles(out, [file("x.html", "new"), file("y.docx", "y")]);
  expect(written).toEqual([
    { path: join(out, "x.html"), fault: null },
    { path: join(out, "y.docx"), fault: null },
  ]);
  expect(readdirSync(out).map((name) => [name, readFileSync(join(out, name), "utf8")])).toEqual([
    ["x.html", "new"],
    ["y.docx", "y"],
  ]);
});

test("a file that cannot be put in its place is told by name, nothing is left of it, and the others are written", async () => {
  mkdirSync(join(folder, "x.pptx", "inside"), { recursive: true });
  const written = await writeFiles(folder, [file("x.pptx", "x"), file("y.docx", "y")]);
  expect(written.map(({ path, fault }) => [path, fault === null])).toEqual([
    [join(folder, "x.pptx"), false],
    [join(folder, "y.docx"), true],
  ]);
  expect(readdirSync(folder).sort()).toEqual(["x.pptx", "y.docx"]);
});

test("where the folder is a file nothing is written", async () => {
  writeFileSync(join(folder, "out"), "a file");
  expect(await writeFiles(join(folder, "out"), [file("y.docx", "y")])).toEqual([
    { path: join(folder, "out", "y.docx"), fault: expect.stringContaining("a file stands where a folder is named") },
  ]);
  expect(readFileSync(join(folder, "out"), "utf8")).toBe("a file");
});
