import type { PlannedEvent } from "../event/planned-event.ts";
import { headroomShare, headroomState } from "../headroom/headroom.ts";
import { regionHeadrooms, type RegionHeadroom } from "../headroom/region-headroom.ts";
import { utcDay } from "../headroom/usage-window.ts";
import { forecastItems } from "./forecast-items.ts";
import type { TodayFacts } from "./today-facts.ts";
import type { TodayItem, TodayMessage, TodayState } from "./today-item.ts";
import { todayThresholds } from "./today-thresholds.ts";

/**
 * Peaks of the forecast; without one, room: the tightest region of the last 28 days when it is low, and every planned event of the next 14 days with what its uplift asks of the
 * capacity (expected = peak of the last 28 days × uplift).
 */
export function peakItems(facts: TodayFacts): readonly TodayItem[] {
  // A forecast knows more of what is coming than the last four weeks.
  if (facts.peaks !== null) return forecastItems(facts, facts.peaks);
  const regions = recentHeadrooms(facts);
  return [...capacityItem(facts, regions), ...facts.plannedEvents.flatMap((event) => eventItem(facts, event, regions) ?? [])];
}

function recentHeadrooms(facts: TodayFacts): readonly RegionHeadroom[] {
  const { usage, nowMs } = facts;
  if (usage === null || nowMs - usage.lastHourMs > todayThresholds.usageUselessMs) return [];
  return regionHeadrooms(facts.account.regions, usage.regions, facts.capacities, utcDay(nowMs), nowMs);
}

function capacityItem(facts: TodayFacts, regions: readonly RegionHeadroom[]): readonly TodayItem[] {
  const [tightest] = regions;
  if (
    tightest === undefined ||
    tightest.share === null ||
    tightest.peakPcu === null ||
    tightest.capacityPcu === null ||
    tightest.peakDayMs === null
  )
    return [];
  const { region, share, peakPcu, peakDayMs, capacityPcu, state } = tightest;
  if (state !== "critical" && state !== "risk") return [];
  return [
    {
      id: `capacity:${facts.account.id}`,
      kind: "peak",
      state,
      accountId: facts.account.id,
      tier: facts.account.tier,
      severity: null,
      message: { key: state === "critical" ? "overCapacity" : "headroomLow", region, share, peakPcu, capacityPcu },
      detail: { key: "peakOfCapacity", peakDayMs, peakPcu, capacityPcu },
      dueMs: null,
      dueIsDay: false,
      sinceMs: null,
      undated: state === "critical" ? "today" : "week",
      action: { key: "seeUsage", target: { to: "account", accountId: facts.account.id, tab: "usage" } },
      records: [{ kind: "metrics", id: facts.account.id }, ...capacityRecords(facts, region)],
    },
  ];
}

function capacityRecords(facts: TodayFacts, region: string): TodayItem["records"] {
  const inForce = facts.capacities
    .filter((capacity) => capacity.region === region && Date.parse(capacity.from) <= facts.nowMs)
    .toSorted((a, b) => Date.parse(b.from) - Date.parse(a.from))[0];
  return inForce === undefined ? [] : [{ kind: "capacity", id: inForce.id }];
}

function eventItem(facts: TodayFacts, event: PlannedEvent, regions: readonly RegionHeadroom[]): TodayItem | null {
  const startsMs = Date.parse(event.startsAt);
  if (Date.parse(event.endsAt) <= facts.nowMs || startsMs - facts.nowMs > todayThresholds.eventAheadMs) return null;
  const verdict = eventVerdict(facts, event, regions);
  // What fits needs nobody until it is about to begin.
  if (verdict.state === "good" && startsMs - facts.nowMs > todayThresholds.goodEventAheadMs) return null;
  return {
    id: `event:${event.id}`,
    kind: "peak",
    state: verdict.state,
    accountId: event.accountId,
    tier: facts.account.tier,
    severity: null,
    message: verdict.message,
    detail: verdict.detail ?? { key: "event", startsMs, toldBy: event.toldBy },
    dueMs: startsMs,
    dueIsDay: false,
    sinceMs: null,
    undated: "week",
    action: verdict.askUplift
      ? { key: "askUplift", target: { to: "account", accountId: event.accountId, tab: "contacts" } }
      : { key: "seeUsage", target: { to: "account", accountId: event.accountId, tab: "usage" } },
    records: [{ kind: "plannedEvent", id: event.id }, ...verdict.records],
  };
}

interface EventVerdict {
  readonly state: TodayState;
  readonly message: TodayMessage;
  readonly detail: TodayItem["detail"];
  readonly askUplift: boolean;
  readonly records: TodayItem["records"];
}

function eventVerdict(facts: TodayFacts, event: PlannedEvent, regions: readonly RegionHeadroom[]): EventVerdict {
  const { name, upliftFactor } = event;
  if (upliftFactor === null)
    return { state: "watch", message: { key: "eventUpliftUnknown", name }, detail: null, askUplift: true, records: [] };
  const judged = regions.flatMap(({ region, peakPcu, capacityPcu }) => {
    if (event.region !== null && event.region !== region) return [];
    const expectedPcu = peakPcu === null ? null : peakPcu * upliftFactor;
    const share = headroomShare(capacityPcu, expectedPcu);
    return share === null || expectedPcu === null || capacityPcu === null ? [] : [{ region, share, expectedPcu, capacityPcu }];
  });
  const [tightest] = judged.toSorted((a, b) => a.share - b.share);
  if (tightest === undefined)
    return { state: "unknown", message: { key: "eventUnjudged", name }, detail: null, askUplift: false, records: [] };
  const { region, share, expectedPcu, capacityPcu } = tightest;
  const state = headroomState(share);
  return {
    state,
    message: { key: state === "critical" ? "eventOver" : state === "good" ? "eventFits" : "eventTight", name, region, upliftFactor, share },
    detail: { key: "expectedOfCapacity", expectedPcu: Math.round(expectedPcu), capacityPcu },
    askUplift: false,
    records: [{ kind: "metrics", id: facts.account.id }, ...capacityRecords(facts, region)],
  };
}
