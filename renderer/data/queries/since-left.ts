import type { RecordOf } from "../../../shared/domain/kinds.ts";
import type { LocalStore } from "../local-store.ts";
import { defineQuery } from "../query.ts";

export interface SinceLeftArgs {
  readonly scope: "mine" | "all";
  /** UTC ms. */
  readonly sinceMs: number;
}

/** What came while the reader was away; each list newest first. */
export interface SinceLeft {
  readonly opened: readonly ChangedIncident[];
  readonly ended: readonly ChangedIncident[];
  readonly answers: readonly { readonly id: string; readonly accountName: string; readonly declined: boolean }[];
  /** Accounts whose timeline or contact colleagues have added to. */
  readonly touched: readonly { readonly accountId: string; readonly accountName: string }[];
}

export interface ChangedIncident {
  readonly id: string;
  readonly number: string;
  readonly severity: RecordOf<"incident">["severity"];
}

export const sinceLeft = defineQuery<SinceLeftArgs, SinceLeft>({
  dependsOn: ["account", "incident", "outreach", "timeline", "user"],
  run: (store, { scope, sinceMs }) => {
    const userId = store.userId();
    const accounts = store.all("account").filter((account) => scope === "all" || (userId !== undefined && account.ownerId === userId));
    const names = new Map(accounts.map((account) => [account.id, account.name]));
    const concerns = (record: { readonly accountId: string | null }): boolean =>
      record.accountId === null ? scope === "all" : names.has(record.accountId);
    const incidents = store.all("incident").filter(concerns);
    return {
      opened: changed(incidents, (incident) => incident.openedAt, sinceMs),
      ended: changed(incidents, (incident) => incident.resolvedAt ?? incident.closedAt, sinceMs),
      answers: store
        .all("outreach")
        .filter((outreach) => concerns(outreach) && isAfter(outreach.answeredAt, sinceMs))
        .toSorted((a, b) => (b.answeredAt ?? "").localeCompare(a.answeredAt ?? ""))
        .map((outreach) => ({
          id: outreach.id,
          accountName: names.get(outreach.accountId) ?? "",
          declined: outreach.state === "declined",
        })),
      touched: touched(store, accounts, sinceMs, userId),
    };
  },
});

function isAfter(at: string | null, sinceMs: number): boolean {
  return at !== null && Date.parse(at) > sinceMs;
}

function changed(
  incidents: readonly RecordOf<"incident">[],
  when: (incident: RecordOf<"incident">) => string | null,
  sinceMs: number,
): readonly ChangedIncident[] {
  return incidents
    .filter((incident) => isAfter(when(incident), sinceMs))
    .toSorted((a, b) => (when(b) ?? "").localeCompare(when(a) ?? "") || (a.id < b.id ? -1 : 1))
    .map(({ id, number, severity }) => ({ id, number, severity }));
}

/** Only an account that was touched since then is looked into: the others' timelines are not read. */
function touched(
  store: LocalStore,
  accounts: readonly RecordOf<"account">[],
  sinceMs: number,
  userId: string | undefined,
): SinceLeft["touched"] {
  return accounts
    .filter(
      (account) =>
        (store.lastTouchMs(account.id) ?? 0) > sinceMs &&
        store.ofAccount("timeline", account.id).some((entry) => isAfter(entry.at, sinceMs) && entry.authorId !== userId),
    )
    .map((account) => ({ accountId: account.id, accountName: account.name }));
}
