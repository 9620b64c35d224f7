import { isOpen } from "../../../shared/domain/incident/incident.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { accountGroups, type SignalGroup } from "../../../shared/domain/signal/account-groups.ts";
import type { LocalStore } from "../local-store.ts";

const hourMs = 3_600_000;
/** An incident is known of a signal when it was opened from a day before its first hour on. */
const knownBeforeMs = 24 * hourMs;

/** Causes at the accounts, each with the incident that is known of it; what other accounts have counts as the same cause. */
export function signalGroups(
  store: LocalStore,
  nowMs: number,
): readonly { readonly group: SignalGroup; readonly incident: RecordOf<"incident"> | null }[] {
  const signals = store.all("account").flatMap((account) => store.signals(account.id) ?? []);
  if (signals.length === 0) return [];
  return accountGroups(signals, store.all("signalDecision"), nowMs).map((group) => ({ group, incident: knownIncident(store, group) }));
}

/** The incident that was opened for it, or an open one of the account in that region. */
function knownIncident(store: LocalStore, { accountId, head, signals, decision }: SignalGroup): RecordOf<"incident"> | null {
  if (decision?.action === "incident" && decision.refId !== null) {
    const made = store.get("incident", decision.refId);
    if (made !== undefined) return made;
  }
  const sinceMs = Math.min(...signals.map((signal) => signal.sinceMs)) - knownBeforeMs;
  const known = store
    .ofAccount("incident", accountId)
    .filter(
      ({ kind, state, region, openedAt }) =>
        kind === "incident" && isOpen(state) && region === head.slice.region && Date.parse(openedAt) >= sinceMs,
    );
  return known.toSorted((a, b) => a.openedAt.localeCompare(b.openedAt) || a.id.localeCompare(b.id))[0] ?? null;
}
