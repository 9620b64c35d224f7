/** A clock that is wrong by more starts nothing: dates would be wrong for everybody. */
const wrongClockMs = 12 * 3_600_000;

/**
 * Whether rules may run on this laptop now. `leader`: this window leads; `whole`: the copy is complete and nothing of it is held back; `clockSkewMs`: laptop
 * minus server, null = unknown. A network is not needed: what two laptops make of the same rows is the same.
 */
export function mayKeepPlans(now: {
  readonly on: boolean;
  readonly leader: boolean;
  readonly whole: boolean;
  readonly clockSkewMs: number | null;
}): boolean {
  return now.on && now.leader && now.whole && Math.abs(now.clockSkewMs ?? 0) <= wrongClockMs;
}
