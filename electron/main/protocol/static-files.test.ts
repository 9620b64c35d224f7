import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveConsole } from "./serve-console.ts";
import { contentSecurityPolicy } from "../security/content-security-policy.ts";

let folder = "";
let serve: (request: Request) => Promise<Response>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "headroom-static-"));
  const root = join(folder, "renderer");
  mkdirSync(join(root, "assets"), { recursive: true });
  writeFileSync(join(folder, "secret.html"), "secret");
  writeFileSync(join(root, "index.html"), "<!doctype html>");
  writeFileSync(join(root, "assets", "index-abc123.js"), "export {};");
  writeFileSync(join(root, "assets", "index-abc123.js.map"), "secret");
  symlinkSync(join(folder, "secret.html"), join(root, "link.html"));
  serve = serveConsole(root, async () => new Response("api"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function get(path: string, method = "GET"): Promise<{ readonly status: number; readonly headers: Headers; readonly text: string }> {
  const answer = await serve(new Request(`app://console${path}`, { method }));
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

describe("app://console", () => {
  it("serves the page, asked for anew each time", async () => {
    const { status, headers, text } = await get("/");
    expect([status, text]).toEqual([200, "<!doctype html>"]);
    expect(Object.fromEntries(headers)).toEqual({
      "cache-control": "no-cache",
      "content-length": "15",
      "content-security-policy": contentSecurityPolicy,
      "content-type": "text/html; charset=utf-8",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    });
  });

  it("serves what carries a hash in its name for ever, under the same policy", async () => {
    const { status, headers, text } = await get("/assets/index-abc123.js");
    expect([status, text]).toEqual([200, "export {};"]);
    expect(headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(headers.get("content-security-policy")).toBe(contentSecurityPolicy);
    expect(await get("/assets/index-abc123.js", "HEAD")).toMatchObject({ status: 200, text: "" });
  });

  it.each([
    "/../secret.html",
    "/..%2fsecret.html",
    "/%2e%2e/secret.html",
    "/assets/..%5c..%5csecret.html",
    "/assets/%00/../index.html",
    "//etc/passwd",
    "/assets",
    "/assets/",
    "/.git/config",
    "/assets/index-abc123.js.map",
    "/link.html",
    "/missing.js",
    "/%ff",
  ])("has nothing at %s", async (path) => {
    const { status, text } = await get(path);
    expect([status, text]).toEqual([404, ""]);
  });

  it("never gives a file from outside, whatever the path", async () => {
    const paths = fc.array(fc.constantFrom("..", "%2e%2e", "%2f", "%5c", "assets", ".", "secret.html", "%00", "a"), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(paths, fc.constantFrom("/", "%2f", "\\"), async (parts, joint) => {
        expect((await get(`/${parts.join(joint)}`)).text).not.toContain("secret");
      }),
      { numRuns: 1000 },
    );
  });

  it("takes no other host, no user name and no other method", async () => {
    expect((await serve(new Request("app://other/index.html"))).status).toBe(404);
    expect((await get("/index.html", "POST")).status).toBe(405);
    expect((await get("/index.html", "DELETE")).headers.get("allow")).toBe("GET, HEAD");
  });

  it("leaves everything below /api/ to the backend", async () => {
    expect((await get("/api/sync/hello")).text).toBe("api");
  });
});
