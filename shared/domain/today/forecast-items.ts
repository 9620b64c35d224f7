import { localInstant } from "../calendar/local-time.ts";
import type { TodayFacts, TodayPeak } from "./today-facts.ts";
import type { PeakWords, TodayItem, TodayState } from "./today-item.ts";
import { todayThresholds } from "./today-thresholds.ts";

const dayMs = 86_400_000;

/** What was not begun: nobody has asked the customer. */
const unasked: readonly (TodayPeak["contact"]["state"] | null)[] = [null, "draft", "failed", "cancelled", "expired"];

/**
 * Peaks that may not fit (risk and critical) and whose next move is ours, one item for each region: the most urgent move, of the peak with the greatest
 * rank that needs it; how many more need the same is said in the item.
 */
export function forecastItems(facts: TodayFacts, peaks: readonly TodayPeak[]): readonly TodayItem[] {
  if (facts.account.lifecycle === "ended" || facts.account.lifecycle === "paused") return [];
  // What a customer has answered is acted on whether or not the forecast agrees.
  const grave = peaks.filter((one) => one.peak.level === "critical" || one.peak.level === "risk" || wantsMore(one));
  return [...Map.groupBy(grave, ({ peak }) => peak.region).values()].flatMap((region) => {
    const moves = region.flatMap((one) => moveOf(facts.nowMs, one) ?? []);
    const first = moves.toSorted((a, b) => a.urgency - b.urgency)[0];
    if (first === undefined) return [];
    return [itemOf(facts, first, moves.filter((move) => move.key === first.key).length - 1)];
  });
}

/** The customer wants resources, and nobody has asked operations. */
function wantsMore({ contact, request }: TodayPeak): boolean {
  return contact.state === "answered" && contact.wantsResources === true && request === null;
}

interface Move {
  readonly of: TodayPeak;
  readonly key: "peakAskToday" | "peakAskPassed" | "peakAskBy" | "peakUnanswered" | "requestOpen" | "requestRefused" | "answerWants";
  /** 0 = first. */
  readonly urgency: number;
  readonly dueMs: number | null;
}

function moveOf(nowMs: number, of: TodayPeak): Move | null {
  const { peak, contact, request } = of;
  const { deadline } = peak;
  if (request !== null) return requestMove(nowMs, of);
  if (wantsMore(of)) return { of, key: "answerWants", urgency: 1, dueMs: deadline.state === "passed" ? null : deadline.askByMs };
  if (unasked.includes(contact.state)) {
    if (deadline.state === "today") return { of, key: "peakAskToday", urgency: 0, dueMs: deadline.askByMs };
    if (deadline.state === "ahead" && deadline.askByMs - nowMs <= todayThresholds.peakAskAheadMs)
      return { of, key: "peakAskBy", urgency: 2, dueMs: deadline.askByMs };
    const near = peak.startMs - nowMs <= todayThresholds.peakPassedAheadMs;
    return deadline.state === "passed" && near ? { of, key: "peakAskPassed", urgency: 4, dueMs: null } : null;
  }
  if (contact.state !== "sent" || contact.sentAt === null) return null;
  const waits = nowMs - Date.parse(contact.sentAt) >= todayThresholds.peakUnansweredDays * dayMs;
  return waits && deadline.askByMs - nowMs <= todayThresholds.peakUnansweredAheadMs
    ? { of, key: "peakUnanswered", urgency: 1, dueMs: null }
    : null;
}

function requestMove(nowMs: number, of: TodayPeak): Move | null {
  const { peak, request } = of;
  if (request?.state === "refused") return { of, key: "requestRefused", urgency: 1, dueMs: null };
  if (request?.state !== "asked") return null;
  const standsMs = localInstant(request.neededOn, 24 * 60, peak.timeZone);
  return standsMs - nowMs <= todayThresholds.requestAheadMs ? { of, key: "requestOpen", urgency: 3, dueMs: standsMs } : null;
}

function itemOf(facts: TodayFacts, { of, key, dueMs }: Move, more: number): TodayItem {
  const { peak, contact, occasion, request } = of;
  const words: PeakWords = { region: peak.region, atMs: peak.atMs, timeZone: peak.timeZone, probability: peak.pExceed ?? 0, more };
  const state: TodayState = peak.level === "critical" && key !== "peakAskBy" ? "critical" : "risk";
  return {
    id: `forecast:${facts.account.id}:${peak.region}`,
    kind: "peak",
    state,
    accountId: facts.account.id,
    tier: facts.account.tier,
    severity: null,
    message: messageOf(facts.nowMs, of, key, words),
    detail: { key: "peakForecast", p90: Math.round(peak.p90), capacityPcu: peak.capacityPcu, occasion },
    dueMs,
    dueIsDay: key === "requestOpen",
    sinceMs: key === "peakUnanswered" && contact.sentAt !== null ? Date.parse(contact.sentAt) : null,
    undated: key === "peakAskPassed" && state !== "critical" ? "week" : "today",
    action: {
      key: key === "answerWants" ? "requestCapacity" : key === "requestOpen" || key === "requestRefused" ? "seePeak" : "write",
      target: { to: "peak", peakId: peak.peakId },
    },
    records: [
      { kind: "metrics", id: facts.account.id },
      ...peak.eventIds
        .filter((id) => facts.plannedEvents.some((event) => event.id === id))
        .map((id) => ({ kind: "plannedEvent" as const, id })),
      ...(contact.outreachId === null ? [] : [{ kind: "outreach" as const, id: contact.outreachId }]),
      ...(request === null ? [] : [{ kind: "capacityRequest" as const, id: request.id }]),
    ],
  };
}

function messageOf(nowMs: number, { peak, contact, request }: TodayPeak, key: Move["key"], words: PeakWords): TodayItem["message"] {
  switch (key) {
    case "peakAskToday":
    case "peakAskPassed":
      return { key, ...words };
    case "peakAskBy":
      return { key, askByMs: peak.deadline.askByMs, ...words };
    case "peakUnanswered":
      return { key, days: Math.floor((nowMs - Date.parse(contact.sentAt ?? "")) / dayMs), ...words };
    case "answerWants":
      return { key, answeredPcu: contact.answeredPcu, ...words };
    case "requestOpen":
    case "requestRefused":
      return { key, wantedPcu: request?.wantedPcu ?? 0, neededOn: request?.neededOn ?? "", ...words };
  }
}
