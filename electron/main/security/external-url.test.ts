import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseExternalUrl } from "./external-url.ts";

describe("an address for the system's own programs", () => {
  it.each([
    ["https://example.com/a?b=1#c", "https://example.com/a?b=1#c"],
    ["HTTP://EXAMPLE.com", "http://example.com/"],
    ["mailto:ann@example.com?subject=Hello%20there&body=a%0D%0Ab", "mailto:ann@example.com?subject=Hello%20there&body=a%0D%0Ab"],
  ])("is passed on as parsed: %s", (text, url) => {
    expect(parseExternalUrl(text)).toEqual({ ok: true, value: url });
  });

  it.each([
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "smb://host/share",
    "ms-msdt:/id",
    "headroom://account/a",
    "app://console/",
    "https://ann:pw@example.com/",
    "https://",
    "https:\\\\example.com",
    " https://example.com",
    "https://example.com/a b",
    "https://example.com/\u0000",
    "https://example.com/\r\nx",
    "//example.com",
    "example.com",
    "mailto:ann@example.com%0ABcc:eve@example.com",
    "mailto:ann@example.com?subject=x%0d%0aBcc:eve@example.com",
    "mailto:ann@example.com?attach=/etc/passwd",
    `https://example.com/${"a".repeat(2000)}`,
    "",
  ])("is refused: %j", (text) => {
    expect(parseExternalUrl(text)).toEqual({ ok: false, error: { code: "refused" } });
  });

  it("has one of three schemes and no credentials, whatever is asked", () => {
    const texts = fc.oneof(fc.string(), fc.webUrl(), fc.webUrl({ validSchemes: ["http", "https", "file", "ftp", "ws"] }));
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseExternalUrl(text);
        if (!parsed.ok) return true;
        const url = new URL(parsed.value);
        return ["http:", "https:", "mailto:"].includes(url.protocol) && url.username === "" && url.password === "";
      }),
      { numRuns: 1000 },
    );
  });
});
