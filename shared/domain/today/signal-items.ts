import type { Tier } from "../account/account.ts";
import type { SignalGroup } from "../signal/account-groups.ts";
import { signalWords } from "../signal/signal.ts";
import type { TodayItem } from "./today-item.ts";

/** One cause at one account, and the incident that is known of it. */
export interface TodaySignalFacts {
  readonly group: SignalGroup;
  readonly tier: Tier;
  readonly incident: { readonly id: string; readonly number: string } | null;
}

/** Quality that leaves its band now and that nobody has taken up. */
export function signalItems(facts: readonly TodaySignalFacts[]): readonly TodayItem[] {
  return facts.flatMap(({ group, tier, incident }): readonly TodayItem[] => {
    const { head, signals, otherAccounts, decision } = group;
    if (group.over || group.rest !== "open") return [];
    return [
      {
        id: `signal:${head.group}:${head.accountId}`,
        kind: "signal",
        state: head.state,
        accountId: head.accountId,
        tier,
        severity: null,
        message: { key: "signal", signalKeys: signals.map((signal) => signal.key), ...signalWords(head) },
        detail: {
          key: "signal",
          hoursOutside: head.hoursOutside,
          more: signals.length - 1 + head.alsoMetrics.length,
          otherAccounts: otherAccounts.length,
          incidentNumber: incident?.number ?? null,
        },
        dueMs: null,
        dueIsDay: false,
        sinceMs: Math.min(...signals.map((signal) => signal.sinceMs)),
        // A known incident is somebody's already.
        undated: head.state === "watch" || incident !== null ? "week" : head.state === "critical" ? "hour" : "today",
        action: { key: "seeQuality", target: { to: "account", accountId: head.accountId, tab: "quality" } },
        records: [
          { kind: "metrics", id: head.accountId },
          ...(incident === null ? [] : [{ kind: "incident" as const, id: incident.id }]),
          ...(decision === null ? [] : [{ kind: "signalDecision" as const, id: decision.id }]),
        ],
      },
    ];
  });
}
