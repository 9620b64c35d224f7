import { createHash } from "node:crypto";

/**
 * The same parts give the same id, on every machine and in every run: importing again finds the record instead of making a second one.
 * 120 bits of SHA-256, base 16, after a prefix: `inc_3f…`.
 */
export function stableId(prefix: string, ...parts: readonly (string | number | null)[]): string {
  return `${prefix}_${createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 30)}`;
}
