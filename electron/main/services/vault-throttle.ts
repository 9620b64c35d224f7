import { z } from "zod";

/** Wrong passcodes in a row. Written before a passcode is tried, so that ending the desktop does not win a free guess. */
export const passcodeFailures = z.object({ count: z.number().int().nonnegative(), lastMs: z.number() });
export type PasscodeFailures = z.infer<typeof passcodeFailures>;
export const noFailures: PasscodeFailures = { count: 0, lastMs: 0 };

const secondMs = 1000;
/** Pause after the third, fourth … wrong passcode; the last one stays. Everybody mistypes twice. */
const pausesMs = [5, 15, 60, 300, 900, 3600].map((seconds) => seconds * secondMs);
const freeTries = 2;

/** When the next passcode may be tried; null = now. A clock that was set back makes no pause longer than it was. */
export function retryAt({ count, lastMs }: PasscodeFailures, nowMs: number): number | null {
  if (count <= freeTries) return null;
  const pauseMs = pausesMs[Math.min(count - freeTries, pausesMs.length) - 1] ?? 0;
  const atMs = Math.min(lastMs, nowMs) + pauseMs;
  return atMs > nowMs ? atMs : null;
}
