import type { HealthInput, QualityDigest, UsageDigest } from "../../shared/domain/health/health-input.ts";
import { type HealthRecords, inOrderOfId, needsLog } from "../../shared/domain/health/judge-account.ts";
import type { Kind, RecordOf } from "../../shared/domain/kinds.ts";
import type { LocalStore } from "./local-store.ts";

/** Rows of one account as they are judged at an instant; null = the account is not on this laptop. Every access goes by an index. */
export function healthRecords(store: LocalStore, accountId: string, atMs: number): HealthRecords | null {
  const account = store.get("account", accountId);
  if (account === undefined) return null;
  const own = <K extends Kind>(kind: K): readonly RecordOf<K>[] => inOrderOfId(store.ofAccount(kind, accountId));
  const incidents = own("incident");
  return {
    account,
    contracts: own("contract"),
    capacities: own("capacity"),
    plannedEvents: own("plannedEvent"),
    incidents,
    incidentEvents: logsOf(store, accountId, incidents, atMs),
    slaVerdicts: own("slaVerdict"),
    touches: inOrderOfId(store.touchesOf(accountId)),
    outreaches: own("outreach"),
    contacts: own("contact"),
    surveys: own("surveyAnswer"),
    sdkUses: own("sdkUse"),
    sdkReleases: inOrderOfId(store.all("sdkRelease")),
    overrides: own("healthOverride"),
  };
}

/** The input that judges an account by digests that are at hand. */
export function healthInput(
  store: LocalStore,
  accountId: string,
  atMs: number,
  digests: { readonly usage: UsageDigest | null; readonly quality: QualityDigest | null },
): HealthInput | null {
  const records = healthRecords(store, accountId, atMs);
  return records === null ? null : { ...records, ...digests };
}

function logsOf(
  store: LocalStore,
  accountId: string,
  incidents: readonly RecordOf<"incident">[],
  atMs: number,
): HealthInput["incidentEvents"] {
  const wanted = new Set(incidents.filter((incident) => needsLog(incident, atMs)).map((incident) => incident.id));
  if (wanted.size === 0) return new Map();
  const events = inOrderOfId(store.ofAccount("incidentEvent", accountId)).filter((event) => wanted.has(event.incidentId));
  return Map.groupBy(events, (event) => event.incidentId);
}
