import type { StatisticIncident } from "./statistic-incident.ts";

/** An incident that comes back within this time of the end of another one repeats it. */
export const repeatWindowMs = 30 * 86_400_000;

/**
 * Incidents that repeat another one: opened no later than 30 days after that one had ended, and either of the same account and component or
 * linked to it as its duplicate or as caused by it. By the id of the one that repeats, the latest that it repeats. An incident opened while the
 * other was still open is the same trouble, not a repetition.
 */
export function repeatsOf(incidents: readonly StatisticIncident[]): ReadonlyMap<string, string> {
  const byId = new Map(incidents.map((incident) => [incident.incidentId, incident]));
  const byPlace = Map.groupBy(
    incidents.filter((incident) => placeOf(incident) !== null && incident.endedMs !== null),
    placeOf,
  );
  const ended = new Map([...byPlace].map(([place, members]) => [place, members.toSorted((a, b) => (a.endedMs ?? 0) - (b.endedMs ?? 0))]));
  const repeats = new Map<string, string>();
  for (const incident of incidents) {
    const place = placeOf(incident);
    const linked = incident.linkedIds.map((id) => byId.get(id)).filter((other) => other !== undefined && isRepeat(incident, other));
    const near = place === null ? undefined : latestBefore(ended.get(place) ?? [], incident);
    const [latest] = [...linked, near]
      .filter((other) => other !== undefined)
      .toSorted((a, b) => (b.endedMs ?? 0) - (a.endedMs ?? 0) || (a.incidentId < b.incidentId ? -1 : 1));
    if (latest !== undefined) repeats.set(incident.incidentId, latest.incidentId);
  }
  return repeats;
}

function placeOf({ accountId, component }: StatisticIncident): string | null {
  return accountId === null || component === null ? null : `${accountId} ${component}`;
}

function isRepeat(incident: StatisticIncident, of: StatisticIncident): boolean {
  if (of.endedMs === null || of.incidentId === incident.incidentId) return false;
  return of.endedMs <= incident.openedMs && incident.openedMs - of.endedMs <= repeatWindowMs;
}

/** The last that had ended when this one was opened, by halving: an account can have thousands. */
function latestBefore(ended: readonly StatisticIncident[], incident: StatisticIncident): StatisticIncident | undefined {
  let low = 0;
  let high = ended.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ended[middle]?.endedMs ?? 0) <= incident.openedMs) low = middle + 1;
    else high = middle;
  }
  const found = ended[low - 1]?.incidentId === incident.incidentId ? ended[low - 2] : ended[low - 1];
  return found !== undefined && isRepeat(incident, found) ? found : undefined;
}
