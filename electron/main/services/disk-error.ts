import type { BridgeError } from "../../../shared/bridge/contract.ts";
import { type Result, err } from "../../../shared/kernel/result.ts";

/** A failed file operation as the window hears of it; null = not a fault of the disk but a bug. */
export function diskError(error: unknown): BridgeError | null {
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
  if (code === "ENOSPC" || code === "EDQUOT") return { code: "disk-full", message: "the disk is full" };
  if (code !== null && /^E[A-Z]+$/.test(code)) return { code: "io", message: `the disk answered ${code}` };
  return null;
}

/** Turns what the disk throws into an answer; a bug goes on as it is. */
export async function orDiskFault<T>(job: Promise<Result<T, BridgeError>>): Promise<Result<T, BridgeError>> {
  try {
    return await job;
  } catch (error) {
    const fault = diskError(error);
    if (fault === null) throw error;
    return err(fault);
  }
}
