import { readFile, realpath } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import { contentSecurityPolicy } from "../security/content-security-policy.ts";

/** What the build writes; anything else, source maps among it, is not served. */
const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};

/** Sent with every answer of the scheme; a worker takes its policy from the answer that brought its script. */
export const securityHeaders: Readonly<Record<string, string>> = {
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

const notFound = (): Response => new Response(null, { status: 404, headers: securityHeaders });

/** The file path below the root that a URL path asks for; null = none, whatever tricks it holds. */
export function relativeFile(pathname: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (decoded === "/") return "index.html";
  const segments = decoded.slice(1).split("/");
  return decoded.startsWith("/") && segments.every((segment) => /^[\w-][\w.\-@]*$/.test(segment)) ? segments.join("/") : null;
}

/** Serves the built window. Names below `assets/` carry a hash of their content, so they never change. */
export async function serveStaticFile(root: string, method: string, pathname: string): Promise<Response> {
  if (method !== "GET" && method !== "HEAD")
    return new Response(null, { status: 405, headers: { ...securityHeaders, allow: "GET, HEAD" } });
  const file = relativeFile(pathname);
  const contentType = file === null ? undefined : contentTypes[extname(file)];
  if (file === null || contentType === undefined) return notFound();
  try {
    const base = await realpath(root);
    const path = await realpath(join(base, file));
    // A link out of the folder leads nowhere.
    if (!path.startsWith(base + sep)) return notFound();
    const body = await readFile(path);
    const cacheControl = file.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache";
    const headers = {
      ...securityHeaders,
      "content-type": contentType,
      "content-length": String(body.byteLength),
      "cache-control": cacheControl,
    };
    return new Response(method === "HEAD" ? null : body, { status: 200, headers });
  } catch {
    return notFound();
  }
}
