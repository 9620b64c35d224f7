import type { Tier } from "../../../shared/domain/account/account.ts";
import { compareIncidents } from "../../../shared/domain/incident/incident-order.ts";
import { incidentNow } from "../../../shared/domain/incident/incident-times.ts";
import { isOpen, type Incident } from "../../../shared/domain/incident/incident.ts";
import type { IncidentHistory } from "../../../shared/domain/incident/incident-history.ts";
import { turnOf, type Turn } from "../../../shared/domain/incident/turn.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import type { NextPromise } from "../../../shared/domain/sla/next-promise.ts";
import type { LocalStore } from "../local-store.ts";
import { logOf } from "../log-of.ts";
import { defineQuery } from "../query.ts";
import { historyOf } from "./incident-log.ts";
import { incidentPromises, type IncidentPromises, type ResponsePromise } from "./incident-promises.ts";

/** One incident in the list. Instants are UTC ms and not ages: the screen's own clock makes ages of them. null = not known. */
export interface IncidentRow {
  readonly id: string;
  readonly number: string;
  readonly kind: Incident["kind"];
  readonly severity: Incident["severity"];
  readonly title: string;
  readonly state: Incident["state"];
  readonly turn: Turn;
  /** Since when it has been that turn; of an ended one, when it ended. */
  readonly turnSinceMs: number;
  readonly holderGroup: string | null;
  readonly holderName: string | null;
  readonly heldSinceMs: number | null;
  readonly openedMs: number;
  readonly lastUpdateMs: number;
  /** Of the clocks not stopped the one that runs out first; null = nothing is promised any more, or its log is not here. */
  readonly promise: NextPromise | null;
  /** The first response: given at `stoppedMs`, or waited for until `dueMs`; null = not promised, or its log is not here. */
  readonly response: ResponsePromise | null;
  /** Between groups of ours; null = its log was not read. */
  readonly handOffs: number | null;
  /** As many hand-offs as the policy calls kicked about, or more. */
  readonly kickedAbout: boolean;
  /** null = its log was not read. */
  readonly reopenCount: number | null;
  /** Users who are told of every new entry. */
  readonly watcherIds: readonly string[];
  readonly watched: boolean;
  readonly region: string | null;
  readonly accountId: string | null;
  readonly accountName: string | null;
  readonly accountCode: string | null;
  /** Other names of the account, for search. */
  readonly accountAliases: readonly string[];
  readonly tier: Tier | null;
  /** The reader looks after the account. */
  readonly mine: boolean;
}

export interface IncidentRowsResult {
  /** Open ones first, by the promise that runs out first (see incident-order.ts). */
  readonly rows: readonly IncidentRow[];
  /** How many are ended in the whole book, shown or not. */
  readonly ended: number;
}

/** `open` leaves out what is resolved and closed: a book's history is many times its present. */
export const incidentRows = defineQuery<{ readonly scope: "open" | "all" }, IncidentRowsResult>({
  dependsOn: ["incident", "incidentEvent", "account", "contract", "slaPolicy", "calendarEntry", "user"],
  run: (store, { scope }) => {
    const incidents = store.all("incident");
    const shown = scope === "all" ? incidents : incidents.filter((incident) => isOpen(incident.state));
    return {
      rows: rowsOf(store, shown),
      ended: scope === "all" ? incidents.filter((incident) => !isOpen(incident.state)).length : incidents.length - shown.length,
    };
  },
});

const noWatchers: readonly string[] = [];

/** Rows in the list's order. */
export function rowsOf(store: LocalStore, incidents: readonly RecordOf<"incident">[]): readonly IncidentRow[] {
  const accounts = new Map(store.all("account").map((account) => [account.id, account]));
  const userId = store.userId();
  const rows = incidents.map((incident) => {
    // Of an ended one the record itself tells what the list shows; its log is read on its own page.
    const history = isOpen(incident.state) ? historyOf(logOf(store, incident)) : null;
    const promises = history === null ? null : incidentPromises(store, incident);
    return rowOf(incident, {
      history,
      promises,
      userId,
      account: incident.accountId === null ? undefined : accounts.get(incident.accountId),
    });
  });
  return rows.toSorted((a, b) => compareIncidents({ ...a, incidentId: a.id }, { ...b, incidentId: b.id }));
}

interface RowFacts {
  readonly history: IncidentHistory | null;
  readonly promises: IncidentPromises | null;
  readonly account: RecordOf<"account"> | undefined;
  readonly userId: string | undefined;
}

function rowOf(incident: RecordOf<"incident">, { history, promises, account, userId }: RowFacts): IncidentRow {
  const openedMs = Date.parse(incident.openedAt);
  const turn = turnOf(incident.state);
  const now = history === null ? null : incidentNow(history);
  const watcherIds = incident.watcherIds ?? noWatchers;
  return {
    id: incident.id,
    number: incident.number,
    kind: incident.kind,
    severity: incident.severity,
    title: incident.title,
    state: incident.state,
    turn,
    turnSinceMs: now?.turn === turn ? now.turnSinceMs : (endedMs(incident) ?? openedMs),
    holderGroup: incident.holderGroup,
    holderName: incident.holderName,
    heldSinceMs: now?.holderGroup === incident.holderGroup && now.holderName === incident.holderName ? now.heldSinceMs : null,
    openedMs: history?.openedMs ?? openedMs,
    lastUpdateMs: history?.lastUpdateMs ?? endedMs(incident) ?? openedMs,
    promise: promises?.next ?? null,
    response: promises?.response ?? null,
    handOffs: promises?.handOffs ?? null,
    kickedAbout: promises?.kickedAbout ?? false,
    reopenCount: history?.reopenCount ?? null,
    watcherIds,
    watched: userId !== undefined && watcherIds.includes(userId),
    region: incident.region,
    accountId: incident.accountId,
    accountName: account?.name ?? null,
    accountCode: account?.code ?? null,
    accountAliases: account?.aliases ?? [],
    tier: account?.tier ?? null,
    mine: account !== undefined && userId !== undefined && account.ownerId === userId,
  };
}

function endedMs(incident: RecordOf<"incident">): number | null {
  const at = incident.resolvedAt ?? incident.closedAt;
  return at === null ? null : Date.parse(at);
}
