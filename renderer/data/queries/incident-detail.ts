import type { Account } from "../../../shared/domain/account/account.ts";
import type { IncidentHistory } from "../../../shared/domain/incident/incident-history.ts";
import { incidentNow, type IncidentNow } from "../../../shared/domain/incident/incident-times.ts";
import { isOpen } from "../../../shared/domain/incident/incident.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import type { LocalStore } from "../local-store.ts";
import { logOf } from "../log-of.ts";
import { defineQuery } from "../query.ts";
import { historyOf } from "./incident-log.ts";
import { rowsOf, type IncidentRow } from "./incident-rows.ts";
import { incidentSla, type IncidentSla } from "./incident-sla.ts";

/** One incident with its log, read out. */
export interface IncidentDetail {
  readonly incident: RecordOf<"incident">;
  readonly account: Pick<Account, "id" | "code" | "name" | "tier" | "timeZone" | "scenario"> | null;
  /** null = the log is not on this laptop. */
  readonly log: { readonly history: IncidentHistory; readonly now: IncidentNow } | null;
  /** Its promises; null = there is no log to read them from. */
  readonly sla: IncidentSla | null;
  /** Names of users by id, of those who watch it. */
  readonly watchers: readonly Pick<RecordOf<"user">, "id" | "name">[];
  /** Where it stands in the list it belongs to (open ones, or the ended ones of the book), for previous and next. */
  readonly place: { readonly position: number; readonly total: number; readonly previousId: string | null; readonly nextId: string | null };
  /** Other incidents of the account: open ones first, then the latest; at most `relatedLimit`. */
  readonly related: readonly IncidentRow[];
  readonly relatedTotal: number;
}

const relatedLimit = 12;

/** null = not (or no longer) on this laptop. */
export const incidentDetail = defineQuery<{ readonly incidentId: string }, IncidentDetail | null>({
  dependsOn: ["incident", "incidentEvent", "account", "contract", "user", "slaPolicy", "slaVerdict", "calendarEntry"],
  run: async (store, { incidentId }, nowMs) => {
    const incident = store.get("incident", incidentId);
    if (incident === undefined) return null;
    const history = historyOf(logOf(store, incident));
    const account = incident.accountId === null ? undefined : store.get("account", incident.accountId);
    const others = account === undefined ? [] : store.ofAccount("incident", account.id).filter((other) => other.id !== incidentId);
    return {
      incident,
      account: account === undefined ? null : pick(account),
      log: history === null ? null : { history, now: incidentNow(history) },
      sla: history === null ? null : await incidentSla(store, incident, history.events, nowMs),
      watchers: (incident.watcherIds ?? []).flatMap((id) => {
        const user = store.get("user", id);
        return user === undefined ? [] : [{ id, name: user.name }];
      }),
      place: placeOf(store, incident),
      related: rowsOf(store, others).slice(0, relatedLimit),
      relatedTotal: others.length,
    };
  },
});

function pick({ id, code, name, tier, timeZone, scenario }: RecordOf<"account">): IncidentDetail["account"] {
  return { id, code, name, tier, timeZone, scenario };
}

function placeOf(store: LocalStore, incident: RecordOf<"incident">): IncidentDetail["place"] {
  const open = isOpen(incident.state);
  const rows = rowsOf(
    store,
    store.all("incident").filter((other) => isOpen(other.state) === open),
  );
  const index = rows.findIndex((row) => row.id === incident.id);
  return { position: index + 1, total: rows.length, previousId: rows[index - 1]?.id ?? null, nextId: rows[index + 1]?.id ?? null };
}
