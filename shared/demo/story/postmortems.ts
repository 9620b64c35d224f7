import { languageOf } from "../../i18n/catalogue.ts";
import { incidentHistory } from "../../domain/incident/incident-history.ts";
import type { Incident } from "../../domain/incident/incident.ts";
import { hourMs, type HourlySeries } from "../../domain/metrics/series.ts";
import { draftPostmortem } from "../../domain/postmortem/draft-postmortem.ts";
import { measureImpact } from "../../domain/postmortem/measure-impact.ts";
import { postmortemFacts } from "../../domain/postmortem/postmortem-facts.ts";
import type { Impact, Postmortem } from "../../domain/postmortem/postmortem.ts";
import { publishedTexts } from "../../domain/postmortem/publish-texts.ts";
import { qualityFromMs, type RegionCast } from "../company/cast.ts";
import { demoUserId } from "../company/users.ts";
import { qualityMetrics, qualitySeries } from "../series/quality.ts";
import type { World } from "../world/world.ts";
import type { Plan } from "./plan.ts";

/** The published postmortems of a customer, written by the product's own rules from its log and metrics. `pcuOf` is the region's usage from the world's start. */
export function postmortemsOf(plan: Plan, pcuOf: (place: RegionCast) => Float64Array, world: World): readonly Postmortem[] {
  const { account } = plan.cast;
  const language = languageOf(account.locale);
  return plan.postmortems.map(({ told, createdAt, publishedAt }) => {
    const incident: Incident = { ...told.incident, number: told.incident.id };
    const history = incidentHistory(told.events);
    const nowMs = Date.parse(publishedAt);
    const impact = impactOf(plan, incident, pcuOf, world, nowMs);
    const input = { incident, account, history, impact, colleagues: [], authorId: demoUserId, nowMs };
    const { postmortem } = draftPostmortem(input);
    const { bound } = postmortemFacts({ language, account, incident, history, impact });
    return { ...postmortem, ...publishedTexts(postmortem, bound), state: "published", createdAt, publishedAt };
  });
}

function impactOf(plan: Plan, incident: Incident, pcuOf: (place: RegionCast) => Float64Array, world: World, nowMs: number): Impact | null {
  const { cast } = plan;
  const place = cast.regions.find((one) => one.region === incident.region);
  if (place === undefined || !cast.hasQuality) return null;
  const pcu = pcuOf(place);
  const troubles = plan.troubles.map((one) => one.trouble);
  const key = { accountId: cast.account.id, region: place.region, sdk: null, platform: null } as const;
  const quality = place.audience.carriers.flatMap((carrier, index): readonly HourlySeries[] => {
    const series = qualitySeries(cast, place, index, pcu, troubles, world);
    return qualityMetrics.map((metric) => ({ ...key, metric, carrier, startMs: qualityFromMs(cast, world.endMs), values: series[metric] }));
  });
  const usage: HourlySeries = { ...key, metric: "pcu", carrier: null, startMs: world.startMs, values: pcu };
  const incidents = plan.troubles.map((one) => ({ ...one.incident, number: one.incident.id }));
  const { impact } = measureImpact({
    incident,
    series: [usage, ...quality],
    context: { timeZone: cast.account.timeZone, incidents },
    nowMs: Math.floor(nowMs / hourMs) * hourMs,
  });
  return impact;
}
