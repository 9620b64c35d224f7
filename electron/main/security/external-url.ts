import { type Result, err, ok } from "../../../shared/kernel/result.ts";

const mailFields = new Set(["to", "cc", "bcc", "subject", "body"]);

/** Line breaks in an address or subject would add headers of their own. */
function isSafeMail(url: URL): boolean {
  if (/%0[ad]/i.test(url.pathname)) return false;
  for (const [name, value] of url.searchParams) {
    const field = name.toLowerCase();
    if (!mailFields.has(field)) return false;
    if (field !== "body" && /[\r\n]/.test(value)) return false;
  }
  return true;
}

/**
 * The address that may be handed to the system's own program, in its parsed and normalised form: http(s) with a host and without
 * credentials, or mailto. Everything else is refused, whatever it looks like before parsing.
 */
export function parseExternalUrl(text: string): Result<string, { readonly code: "refused" }> {
  const refused = err({ code: "refused" });
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (text.length > 2000 || /[\u0000-\u0020\u007f\\]/.test(text) || !URL.canParse(text)) return refused;
  const url = new URL(text);
  switch (url.protocol) {
    case "http:":
    case "https:":
      return url.hostname !== "" && url.username === "" && url.password === "" ? ok(url.href) : refused;
    case "mailto:":
      return isSafeMail(url) ? ok(url.href) : refused;
    default:
      return refused;
  }
}
