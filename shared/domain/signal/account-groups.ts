import { latestDecision, restOf, type SignalRest } from "./decision-state.ts";
import { groupSignals } from "./group-signals.ts";
import type { SignalDecision } from "./signal-decision.ts";
import type { Signal } from "./signal.ts";

/** Signals of one account with one cause, and what was decided about them. */
export interface SignalGroup {
  readonly accountId: string;
  /** The one that says most: gravest, then with most sessions above normal. */
  readonly head: Signal;
  /** All of them, the head first. */
  readonly signals: readonly Signal[];
  /** Other accounts with a signal of the same cause. */
  readonly otherAccounts: readonly string[];
  /** The newest decision about any of them. */
  readonly decision: SignalDecision | null;
  readonly rest: SignalRest;
  /** Every one of them is over. */
  readonly over: boolean;
}

const states = ["critical", "risk", "watch"] as const;

/** What a reader sees as one thing: per account and cause, what lasts first, then gravest, then newest. `decisions` may be of any signals. */
export function accountGroups(signals: readonly Signal[], decisions: readonly SignalDecision[], nowMs: number): readonly SignalGroup[] {
  const grouped = groupSignals(signals);
  const accountsOf = new Map<string, Set<string>>();
  for (const { group, accountId } of grouped) accountsOf.set(group, (accountsOf.get(group) ?? new Set()).add(accountId));
  const byKey = Map.groupBy(decisions, (decision) => decision.signalKey);
  const byCause = Map.groupBy(grouped, (signal) => `${signal.accountId} ${signal.group}`);
  return Array.from(byCause.values(), (own): SignalGroup => {
    const sorted = own.toSorted(bySaying);
    const head = sorted[0] as Signal;
    const decision = newest(own.flatMap((signal) => latestDecision(byKey.get(signal.key) ?? [], signal.key) ?? []));
    return {
      accountId: head.accountId,
      head,
      signals: sorted,
      otherAccounts: [...(accountsOf.get(head.group) ?? [])].filter((accountId) => accountId !== head.accountId).toSorted(),
      decision,
      rest: restOf(decision, nowMs),
      over: own.every((signal) => signal.over),
    };
  }).toSorted(
    (a, b) =>
      Number(a.over) - Number(b.over) ||
      (a.over ? 0 : states.indexOf(a.head.state) - states.indexOf(b.head.state)) ||
      b.head.sinceMs - a.head.sinceMs ||
      (a.head.key < b.head.key ? -1 : 1),
  );
}

/** What lasts first, then the gravest, then what is most above normal. */
function bySaying(a: Signal, b: Signal): number {
  return (
    Number(a.over) - Number(b.over) ||
    states.indexOf(a.state) - states.indexOf(b.state) ||
    weightOf(b) - weightOf(a) ||
    (a.key < b.key ? -1 : 1)
  );
}

function newest(decisions: readonly SignalDecision[]): SignalDecision | null {
  return decisions.toSorted((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1))[0] ?? null;
}

function weightOf({ measured, normal, n }: Signal): number {
  return Math.abs(measured - normal) * n;
}
