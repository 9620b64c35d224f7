import type { Holiday } from "../../calendar/holiday.ts";
import type { RecordOf } from "../../kinds.ts";
import type { HourlySeries } from "../../metrics/series.ts";
import type { StatisticIncident } from "../../sla/statistics/statistic-incident.ts";
import type { ReviewSnapshot } from "../model/review-snapshot.ts";

/**
 * What a snapshot is taken from: the record of one account, as a laptop and the backend alike have it. Later rows than `takenMs` are passed over by
 * the rules. `incidents` are taken apart for counting (read-statistic-incident.ts); their records and logs come beside them.
 */
export interface ReviewSources {
  readonly account: RecordOf<"account">;
  readonly owner: string | null;
  readonly contracts: readonly RecordOf<"contract">[];
  readonly capacities: readonly RecordOf<"capacity">[];
  readonly plannedEvents: readonly RecordOf<"plannedEvent">[];
  /** Of the account's country (`region` null) and of regions whose audience lives by another country's days, with the company's entries. */
  readonly holidays: readonly { readonly region: string | null; readonly days: readonly Holiday[] }[];
  readonly incidents: readonly {
    readonly record: RecordOf<"incident">;
    readonly counted: StatisticIncident;
    /** From the opening to the first answer, wall time; null = nobody answered, or nobody knows. */
    readonly acknowledgeMs: number | null;
    /** Entries of its log that were read. */
    readonly entries: number;
  }[];
  /** Incident id → number of the incident that it repeats. */
  readonly repeats: ReadonlyMap<string, string>;
  readonly postmortems: readonly RecordOf<"postmortem">[];
  readonly tasks: readonly RecordOf<"task">[];
  /** Ids of users → names. */
  readonly people: ReadonlyMap<string, string>;
  readonly contacts: readonly RecordOf<"contact">[];
  readonly outreaches: readonly RecordOf<"outreach">[];
  readonly capacityRequests: readonly RecordOf<"capacityRequest">[];
  readonly forecastMemories: readonly RecordOf<"forecastMemory">[];
  readonly healthModels: readonly RecordOf<"healthModel">[];
  readonly healthMonths: readonly RecordOf<"healthMonth">[];
  readonly surveyAnswers: readonly RecordOf<"surveyAnswer">[];
  readonly sdkUses: readonly RecordOf<"sdkUse">[];
  readonly sdkReleases: readonly RecordOf<"sdkRelease">[];
  readonly series: {
    readonly usage: readonly HourlySeries[];
    readonly quality: readonly HourlySeries[];
    readonly detail: readonly HourlySeries[];
  };
  /** Snapshot record of the review before; null = there is none. */
  readonly previous: { readonly review: RecordOf<"review">; readonly snapshot: RecordOf<"reviewSnapshot"> } | null;
}

/** Which period of which kind, and when. `id`, `2026-Q3` or `2026-09`, is as the account's zone counts it. */
export interface SnapshotRequest {
  readonly kind: ReviewSnapshot["kind"];
  readonly period: string;
  /** UTC ms. */
  readonly takenMs: number;
}
