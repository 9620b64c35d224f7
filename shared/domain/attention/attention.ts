import type { IncidentState, Severity } from "../incident/incident.ts";
import type { RegionHeadroom } from "../headroom/region-headroom.ts";
import { attentionThresholds } from "./attention-thresholds.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The row behind a reason, so that a screen can lead to it. */
export interface AttentionSource {
  readonly kind: "incident" | "capacity" | "contract" | "timeline" | "metrics";
  readonly id: string;
}

/** Why an account needs somebody: a key and values, put into words by the catalogues. `state` is how bad it is. */
export type AttentionReason =
  | {
      readonly key: "urgentIncident";
      readonly state: "critical" | "risk";
      readonly severity: Severity;
      readonly number: string;
      readonly count: number;
      readonly sources: readonly AttentionSource[];
    }
  | {
      readonly key: "overCapacity";
      readonly state: "critical";
      readonly region: string;
      readonly share: number;
      readonly peakPcu: number;
      readonly capacityPcu: number;
      readonly sources: readonly AttentionSource[];
    }
  | {
      readonly key: "headroomLow";
      readonly state: "risk";
      readonly region: string;
      readonly share: number;
      readonly sources: readonly AttentionSource[];
    }
  | {
      readonly key: "waitingOnUs";
      readonly state: "risk";
      readonly number: string;
      readonly severity: Severity;
      readonly days: number;
      readonly count: number;
      readonly sources: readonly AttentionSource[];
    }
  | { readonly key: "renewalNear"; readonly state: "watch" | "risk"; readonly days: number; readonly sources: readonly AttentionSource[] }
  | {
      readonly key: "headroomNarrow";
      readonly state: "watch";
      readonly region: string;
      readonly share: number;
      readonly sources: readonly AttentionSource[];
    }
  | { readonly key: "untouched"; readonly state: "watch"; readonly days: number | null; readonly sources: readonly AttentionSource[] }
  | {
      readonly key: "staleData";
      readonly state: "unknown";
      readonly ageHours: number | null;
      readonly sources: readonly AttentionSource[];
    };

/** What the rules look at: one account's rows, already gathered. */
export interface AttentionFacts {
  readonly accountId: string;
  readonly nowMs: number;
  /** Tightest first. */
  readonly regions: readonly RegionHeadroom[];
  readonly openIncidents: readonly {
    readonly id: string;
    readonly number: string;
    readonly severity: Severity;
    readonly state: IncidentState;
    readonly openedMs: number;
  }[];
  readonly contract: { readonly id: string; readonly renewsInDays: number } | null;
  readonly lastTouchMs: number | null;
  readonly dataAsOfMs: number | null;
}

type Rule = (facts: AttentionFacts) => AttentionReason | null;

const urgentIncident: Rule = (facts) => {
  const urgent = facts.openIncidents.filter((i) => i.severity === "P0" || i.severity === "P1").toSorted(worstFirst);
  const [first] = urgent;
  if (first === undefined) return null;
  const sources = urgent.map((i) => ({ kind: "incident" as const, id: i.id }));
  return {
    key: "urgentIncident",
    state: first.severity === "P0" ? "critical" : "risk",
    severity: first.severity,
    number: first.number,
    count: urgent.length,
    sources,
  };
};

const overCapacity: Rule = (facts) => {
  const [tightest] = facts.regions;
  if (tightest?.state !== "critical" || tightest.share === null || tightest.peakPcu === null || tightest.capacityPcu === null) return null;
  const { region, share, peakPcu, capacityPcu } = tightest;
  return { key: "overCapacity", state: "critical", region, share, peakPcu, capacityPcu, sources: [{ kind: "metrics", id: region }] };
};

const headroomLow: Rule = (facts) => {
  const [tightest] = facts.regions;
  if (tightest?.state !== "risk" || tightest.share === null) return null;
  return {
    key: "headroomLow",
    state: "risk",
    region: tightest.region,
    share: tightest.share,
    sources: [{ kind: "metrics", id: tightest.region }],
  };
};

const waitingOnUs: Rule = (facts) => {
  const waiting = facts.openIncidents
    .filter((i) => isOurMove(i.state) && facts.nowMs - i.openedMs > attentionThresholds.waitingOnUsDays[i.severity] * dayMs)
    .toSorted((a, b) => a.openedMs - b.openedMs);
  const [oldest] = waiting;
  if (oldest === undefined) return null;
  const sources = waiting.map((i) => ({ kind: "incident" as const, id: i.id }));
  return {
    key: "waitingOnUs",
    state: "risk",
    number: oldest.number,
    severity: oldest.severity,
    days: Math.floor((facts.nowMs - oldest.openedMs) / dayMs),
    count: waiting.length,
    sources,
  };
};

const renewalNear: Rule = (facts) => {
  if (facts.contract === null || facts.contract.renewsInDays > attentionThresholds.renewalDays) return null;
  const days = facts.contract.renewsInDays;
  return {
    key: "renewalNear",
    state: days <= attentionThresholds.renewalRiskDays ? "risk" : "watch",
    days,
    sources: [{ kind: "contract", id: facts.contract.id }],
  };
};

const headroomNarrow: Rule = (facts) => {
  const [tightest] = facts.regions;
  if (tightest?.state !== "watch" || tightest.share === null) return null;
  return {
    key: "headroomNarrow",
    state: "watch",
    region: tightest.region,
    share: tightest.share,
    sources: [{ kind: "metrics", id: tightest.region }],
  };
};

const untouched: Rule = (facts) => {
  const days = facts.lastTouchMs === null ? null : Math.floor((facts.nowMs - facts.lastTouchMs) / dayMs);
  if (days !== null && days < attentionThresholds.untouchedDays) return null;
  return { key: "untouched", state: "watch", days, sources: [{ kind: "timeline", id: facts.accountId }] };
};

const staleData: Rule = (facts) => {
  const ageHours = facts.dataAsOfMs === null ? null : Math.floor((facts.nowMs - facts.dataAsOfMs) / hourMs);
  if (ageHours !== null && ageHours < attentionThresholds.staleHours) return null;
  return { key: "staleData", state: "unknown", ageHours, sources: [{ kind: "metrics", id: facts.accountId }] };
};

/** In the order in which they are told: what hurts users now, what will, what hurts the relation, what we cannot see. */
export const attentionRules: readonly Rule[] = [
  urgentIncident,
  overCapacity,
  headroomLow,
  waitingOnUs,
  renewalNear,
  headroomNarrow,
  untouched,
  staleData,
];

/** Every reason that holds, worst first; empty = nothing needs anybody. */
export function attentionReasons(facts: AttentionFacts): readonly AttentionReason[] {
  return attentionRules.flatMap((rule) => rule(facts) ?? []);
}

/** The next move is neither the customer's nor a vendor's. */
export function isOurMove(state: IncidentState): boolean {
  return state === "new" || state === "active" || state === "awaiting_problem";
}

function worstFirst(
  a: { readonly severity: Severity; readonly openedMs: number },
  b: { readonly severity: Severity; readonly openedMs: number },
): number {
  return a.severity.localeCompare(b.severity) || a.openedMs - b.openedMs;
}
