/**
 * Reads bytea in PostgreSQL's hexadecimal text form. A plain Uint8Array with a buffer of its own: `slice` of a Buffer is a view, not a copy,
 * and shared code that gets one would read its neighbours.
 */
export function parseBytes(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text.slice(2), "hex"));
}
