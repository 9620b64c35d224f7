import { type RateMetric, measuredRate } from "../../../shared/domain/metrics/definition.ts";
import { detailLeaves } from "../../../shared/domain/metrics/detail.ts";
import { metrics } from "../../../shared/domain/metrics/metrics.ts";
import { hourMs, type HourlySeries } from "../../../shared/domain/metrics/series.ts";
import { measureImpact, type MeasuredImpact } from "../../../shared/domain/postmortem/measure-impact.ts";
import type { WeightedRate } from "../../../shared/domain/quality/weighted.ts";
import { defineQuery } from "../query.ts";

/** A part of the traffic in the incident's hours, as far as it is measured. */
export interface EvidencePart {
  readonly platform: string | null;
  readonly sdk: string | null;
  readonly rate: WeightedRate;
}

/** What the metrics on this laptop say of an incident's hours, and where it was worst. */
export interface IncidentEvidence {
  readonly measured: MeasuredImpact;
  /** By platform and SDK version in the hours beyond the band, worst first. Empty = nothing is measured that finely. */
  readonly parts: readonly EvidencePart[];
  /** Incidents that are linked, by id: what they are called. */
  readonly linked: Readonly<Record<string, { readonly number: string; readonly title: string }>>;
}

const mostParts = 5;

/** null = the incident is not here. Without an account nothing is measured. */
export const incidentEvidence = defineQuery<{ readonly incidentId: string }, IncidentEvidence | null>({
  dependsOn: ["incident", "account", "metrics"],
  run: async (store, { incidentId }, nowMs) => {
    const incident = store.get("incident", incidentId);
    if (incident === undefined) return null;
    const linked = Object.fromEntries(
      (incident.links ?? []).flatMap(({ type, ref }) => {
        const other = type === "incident" ? store.get("incident", ref) : undefined;
        return other === undefined ? [] : [[ref, { number: other.number, title: other.title }]];
      }),
    );
    const account = incident.accountId === null ? undefined : store.get("account", incident.accountId);
    if (account === undefined) return { measured: { impact: null, metric: null, hours: [] }, parts: [], linked };
    const [quality, usage, detail] = await Promise.all([
      store.series(account.id, "quality"),
      store.series(account.id, "usage"),
      store.series(account.id, "detail"),
    ]);
    const context = { timeZone: account.timeZone, incidents: store.ofAccount("incident", account.id) };
    const measured = measureImpact({ incident, series: [...quality, ...usage], context, nowMs });
    return { measured, parts: partsOf([...quality, ...detail], measured), linked };
  },
});

function partsOf(series: readonly HourlySeries[], { metric, hours }: MeasuredImpact): readonly EvidencePart[] {
  const [first] = hours;
  const last = hours.at(-1);
  if (metric === null || first === undefined || last === undefined) return [];
  const region = hours.every((hour) => hour.region === first.region) ? first.region : null;
  const slice = { region, carrier: null, sdk: null, platform: null };
  const leaves = new Map(
    detailLeaves(series, metric, slice).map(({ sdk, platform }) => [`${platform ?? ""} ${sdk ?? ""}`, { sdk, platform }] as const),
  );
  const rated = [...leaves.values()].map(({ sdk, platform }) => ({
    sdk,
    platform,
    rate: measuredRate(series, metric, { ...slice, sdk, platform }, first.atMs, last.atMs + hourMs),
  }));
  return rated
    .filter(({ rate }) => rate.n > 0 && rate.value !== null)
    .toSorted((a, b) => worseFirst(metric, a.rate, b.rate))
    .slice(0, mostParts);
}

function worseFirst(metric: RateMetric, a: WeightedRate, b: WeightedRate): number {
  const sign = metrics[metric].better === "higher" ? 1 : -1;
  return sign * ((a.value ?? 0) - (b.value ?? 0));
}
