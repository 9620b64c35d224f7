const loopback = ["127.0.0.1", "localhost", "[::1]"];

/** Whether an access token may be sent there: over a network only encrypted, in clear text only within this machine. */
export function isProtected(url: URL): boolean {
  return url.protocol === "https:" || (url.protocol === "http:" && loopback.includes(url.hostname));
}
