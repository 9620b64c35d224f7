import { localDay } from "../../../shared/domain/contract/days-left.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";

/** The contract in force on the account's own calendar day; else the next to begin, else the last that ended; null = none is known. */
export function currentContract(contracts: readonly RecordOf<"contract">[], nowMs: number, timeZone: string): RecordOf<"contract"> | null {
  const today = localDay(nowMs, timeZone);
  const rank = (contract: RecordOf<"contract">): number => (contract.startsOn > today ? 1 : contract.renewsOn < today ? 2 : 0);
  const [best] = contracts.toSorted((a, b) => {
    const difference = rank(a) - rank(b);
    if (difference !== 0) return difference;
    return rank(a) === 1 ? a.startsOn.localeCompare(b.startsOn) : b.startsOn.localeCompare(a.startsOn);
  });
  return best ?? null;
}
