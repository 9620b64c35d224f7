import { z } from "zod";
import { type LaptopPolicy, laptopPolicy } from "../../../shared/sync/policy.ts";

const dayMs = 86_400_000;
/** How long an overdue time must be seen before keys are destroyed for it: a clock that somebody set wrong is set right within a day. */
export const overdueProofMs = dayMs;

/**
 * What a vault knows of time. The clock of a laptop may be wrong, and may be set back to make the grace longer; so time is counted from the last
 * contact, never runs backwards, and goes on while the desktop runs whatever the clock on the wall does.
 */
export const vaultClock = z.object({
  /** The backend's time at the last contact, for the reader. */
  contactMs: z.number(),
  /** The laptop's time at that moment, from which the grace is counted. */
  contactLocalMs: z.number(),
  /** The newest time seen since the contact, by the laptop's clock; only a contact takes it back. */
  newestMs: z.number(),
  /** First time at which the key of the copy was found overdue, and the clock has not been set back since. */
  overdueSinceMs: z.number().nullable(),
  policy: laptopPolicy,
});
export type VaultClock = z.infer<typeof vaultClock>;

/** A contact at `serverMs` (null = the answer named no time) with the company's policy. It alone may take time back: the backend has seen us. */
export function contactAt(nowMs: number, serverMs: number | null, policy: LaptopPolicy): VaultClock {
  return { contactMs: serverMs ?? nowMs, contactLocalMs: nowMs, newestMs: nowMs, overdueSinceMs: null, policy };
}

function wipeAtMs({ contactLocalMs, policy }: VaultClock): number {
  return contactLocalMs + Math.max(policy.wipeAfterDays, policy.offlineGraceDays) * dayMs;
}

/** The laptop's time at which the copy will not be opened any more. */
export function graceUntil({ contactLocalMs, policy }: VaultClock): number {
  return contactLocalMs + policy.offlineGraceDays * dayMs;
}

/**
 * Looks at the clock. `ranMs` = how long the desktop has run since it last looked, by a clock that cannot be set: while the wall clock
 * stands or goes back, that much has passed all the same.
 *
 * Whether keys are overdue is asked of the wall clock as it stands, not of the newest time ever seen: a clock that was a year ahead for an hour
 * and has been set right closes the copy until the next contact, and destroys nothing.
 */
export function seen(clock: VaultClock, nowMs: number, ranMs: number): VaultClock {
  const overdue = nowMs > wipeAtMs(clock);
  const sinceMs = clock.overdueSinceMs;
  return {
    ...clock,
    newestMs: Math.max(nowMs, clock.newestMs + Math.max(0, ranMs)),
    overdueSinceMs: overdue ? (sinceMs === null || sinceMs > nowMs ? nowMs : sinceMs) : null,
  };
}

/** The local copy must not be opened before the backend has been reached. */
export function isExpired(clock: VaultClock): boolean {
  return clock.newestMs > graceUntil(clock);
}

/** The key of the copy is to be destroyed: overdue, and seen to be so a day ago already. */
export function mustDestroy(clock: VaultClock, nowMs: number): boolean {
  return clock.overdueSinceMs !== null && nowMs > wipeAtMs(clock) && nowMs - clock.overdueSinceMs >= overdueProofMs;
}
