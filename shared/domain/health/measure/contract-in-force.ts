import { addDays, dayOfMs } from "../../calendar/day.ts";
import { localDay } from "../../contract/days-left.ts";
import type { Contract } from "../../contract/contract.ts";

/**
 * The contract that a customer has on its own calendar day: the one that runs, of several the one that began last; else the one that ended
 * last. Contracts that have not begun say nothing yet. null = there is none.
 */
export function contractInForce(contracts: readonly Contract[], atMs: number, timeZone: string): Contract | null {
  const first = contracts[0];
  if (first === undefined) return null;
  // Zones differ from UTC by less than a day: most days need no calendar.
  const utc = dayOfMs(atMs);
  const clear = contracts.every(({ startsOn, renewsOn }) => isClear(startsOn, utc) && isClear(renewsOn, utc));
  const today = clear ? utc : localDay(atMs, timeZone);
  let best: Contract | null = null;
  for (const contract of contracts) {
    if (contract.startsOn <= today && (best === null || isBetter(contract, best, today))) best = contract;
  }
  return best;
}

function isClear(day: string, utcDay: string): boolean {
  return day < addDays(utcDay, -1) || day > addDays(utcDay, 1);
}

function isBetter(a: Contract, b: Contract, today: string): boolean {
  const runsA = a.renewsOn >= today;
  if (runsA !== b.renewsOn >= today) return runsA;
  const [firstA, firstB, nextA, nextB] = runsA
    ? [a.startsOn, b.startsOn, a.renewsOn, b.renewsOn]
    : [a.renewsOn, b.renewsOn, a.startsOn, b.startsOn];
  if (firstA !== firstB) return firstA > firstB;
  if (nextA !== nextB) return nextA > nextB;
  return a.id < b.id;
}
