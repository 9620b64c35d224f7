import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { findCanaries } from "./canary-search.ts";

const canaries = { latin: "kq7vz31mw9t5xr8b", han: "麒麟踱步窗棂" };
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headroom-canary-"));
  mkdirSync(join(folder, "deep"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it.each([
  ["utf-8", (text: string) => Buffer.from(`\u0001before ${text} after`)],
  ["utf-16", (text: string) => Buffer.from(`before ${text} after`, "utf16le")],
  ["hex", (text: string) => Buffer.from(Buffer.from(text).toString("hex"))],
  ["base64", (text: string) => Buffer.from(Buffer.from(`ab${text}cd`).toString("base64"))],
  ["base64", (text: string) => Buffer.from(Buffer.from(`abc${text}`).toString("base64"))],
  ["base64", (text: string) => Buffer.from(Buffer.from(`a${text}d`).toString("base64"))],
  ["base64 of utf-16", (text: string) => Buffer.from(Buffer.from(`x${text}`, "utf16le").toString("base64"))],
])("a canary in %s is found, and nothing else is", (encoding, write) => {
  for (const [name, text] of Object.entries(canaries)) {
    writeFileSync(join(folder, "deep", "file"), Buffer.concat([Buffer.from([0, 255, 10]), write(text)]));
    expect(findCanaries([folder], canaries)).toEqual([`${name}, ${encoding}: deep/file`]);
  }
  writeFileSync(join(folder, "deep", "file"), write("something of the same length"));
  expect(findCanaries([folder], canaries)).toEqual([]);
});

it("a canary in JSON's escapes is found", () => {
  writeFileSync(join(folder, "file"), '{"note":"\\u9e92\\u9e9f\\u8e31\\u6b65\\u7a97\\u68c2"}');
  expect(findCanaries([folder], canaries)).toContain("han, escaped: file");
});
