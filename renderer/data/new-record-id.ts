import { newId } from "../../shared/kernel/ids.ts";

/** An id for a record that is made on this laptop, from the clock and the browser's own randomness. */
export function newRecordId(prefix: string): string {
  return newId(prefix, Date.now(), () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32);
}
