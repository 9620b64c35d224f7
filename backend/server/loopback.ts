import { isIP } from "node:net";

/** Whether a host name or address, as written in an address or given to listen on, is this machine itself. */
export function isLoopbackHost(host: string): boolean {
  return host === "localhost" || isLoopbackAddress(host.replace(/^\[(.*)\]$/, "$1"));
}

/** Whether a peer's address is this machine's own: 127.0.0.0/8 (also as IPv6 writes it) or ::1. */
export function isLoopbackAddress(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, "");
  return address === "::1" || (isIP(plain) === 4 && plain.startsWith("127."));
}
