import { gatherSources } from "../../../shared/domain/review/evidence/gather-sources.ts";
import type { ReviewSources, SnapshotRequest } from "../../../shared/domain/review/evidence/review-sources.ts";
import type { Kind, RecordOf } from "../../../shared/domain/kinds.ts";
import type { LocalStore } from "../local-store.ts";
import type { Dependency } from "../query.ts";

/** What a snapshot is taken from. */
export const reviewSourceKinds: readonly Dependency[] = [
  "account",
  "contract",
  "capacity",
  "plannedEvent",
  "incident",
  "incidentEvent",
  "slaVerdict",
  "slaPolicy",
  "postmortem",
  "task",
  "user",
  "contact",
  "outreach",
  "capacityRequest",
  "forecastMemory",
  "healthModel",
  "healthMonth",
  "surveyAnswer",
  "sdkUse",
  "sdkRelease",
  "calendarEntry",
  "review",
  "reviewSnapshot",
  "metrics",
];

/**
 * What a snapshot of an account is taken from, as this laptop has it; null = the account is not here. Quality that is not on the laptop is missing: the
 * screen fetches it before it asks.
 */
export async function reviewSourcesOf(store: LocalStore, accountId: string, request: SnapshotRequest): Promise<ReviewSources | null> {
  const account = store.get("account", accountId);
  if (account === undefined) return null;
  const [usage, quality, detail] = await Promise.all([
    store.series(accountId, "usage"),
    store.series(accountId, "quality"),
    store.series(accountId, "detail"),
  ]);
  const own = <K extends Kind>(kind: K): readonly RecordOf<K>[] => store.ofAccount(kind, accountId);
  return gatherSources(
    {
      account,
      contracts: own("contract"),
      capacities: own("capacity"),
      plannedEvents: own("plannedEvent"),
      incidents: own("incident"),
      incidentEvents: own("incidentEvent"),
      slaVerdicts: own("slaVerdict"),
      postmortems: own("postmortem"),
      tasks: own("task"),
      contacts: own("contact"),
      outreaches: own("outreach"),
      capacityRequests: own("capacityRequest"),
      forecastMemories: own("forecastMemory"),
      healthMonths: own("healthMonth"),
      surveyAnswers: own("surveyAnswer"),
      sdkUses: own("sdkUse"),
      reviews: own("review"),
      reviewSnapshots: own("reviewSnapshot"),
      users: store.all("user"),
      healthModels: store.all("healthModel"),
      slaPolicies: store.all("slaPolicy"),
      sdkReleases: store.all("sdkRelease"),
      calendarEntries: store.all("calendarEntry"),
    },
    { usage, quality, detail },
    request,
  );
}
