import type { BridgeError } from "../../../shared/bridge/contract.ts";

/** A failed file operation as the window hears of it; null = not a fault of the disk but a bug. */
export function diskError(error: unknown): BridgeError | null {
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
  if (code === "ENOSPC" || code === "EDQUOT") return { code: "disk-full", message: "the disk is full" };
  if (code !== null && /^E[A-Z]+$/.test(code)) return { code: "io", message: `the disk answered ${code}` };
  return null;
}
