import type { Outreach } from "../outreach/outreach.ts";
import type { TodayFacts } from "./today-facts.ts";
import type { TodayItem, TodayState } from "./today-item.ts";
import { todayThresholds } from "./today-thresholds.ts";

const dayMs = 86_400_000;

/** Messages that were sent and not answered, while an answer still helps, and those that did not go out or may not have. */
export function outreachItems(facts: TodayFacts): readonly TodayItem[] {
  return facts.outreach.flatMap((outreach) => itemOf(facts, outreach) ?? []);
}

function itemOf(facts: TodayFacts, outreach: Outreach): TodayItem | null {
  if (outreach.state === "failed" || outreach.state === "unsure") return stuckItem(facts, outreach);
  // A postmortem is told, not asked.
  if (outreach.topic === "postmortem") return null;
  if (outreach.state !== "sent" || outreach.sentAt === null || outreach.answeredAt !== null) return null;
  const sentMs = Date.parse(outreach.sentAt);
  const days = Math.floor((facts.nowMs - sentMs) / dayMs);
  const peakMs = outreach.peakAt === null ? null : Date.parse(outreach.peakAt);
  const peakInMs = peakMs === null ? null : peakMs - facts.nowMs;
  const state = stateOf(days, peakInMs);
  if (state === null) return null;
  return {
    id: `outreach:${outreach.id}`,
    kind: "outreach",
    state,
    accountId: outreach.accountId,
    tier: facts.account.tier,
    severity: null,
    message: { key: "outreachUnanswered", subject: outreach.subject, days },
    detail: { key: "outreach", channel: outreach.channel, peakMs },
    dueMs: peakMs,
    dueIsDay: false,
    sinceMs: sentMs,
    undated: state === "risk" ? "today" : "week",
    action: { key: "call", target: { to: "outreach", outreachId: outreach.id } },
    records: [{ kind: "outreach", id: outreach.id }],
  };
}

/** Clicked and not gone, or nobody knows: until its peak is over, or for as long as anybody waits for an answer. */
function stuckItem(facts: TodayFacts, outreach: Outreach): TodayItem | null {
  const peakMs = outreach.peakAt === null ? null : Date.parse(outreach.peakAt);
  const sinceMs = Date.parse(outreach.failure?.at ?? outreach.queuedAt ?? "");
  const isOld = Number.isNaN(sinceMs) || facts.nowMs - sinceMs > todayThresholds.outreachForgottenDays * dayMs;
  if (peakMs === null ? isOld : peakMs < facts.nowMs) return null;
  const near = peakMs !== null && peakMs - facts.nowMs <= todayThresholds.outreachPeakCriticalMs;
  return {
    id: `outreach:${outreach.id}`,
    kind: "outreach",
    state: near ? "critical" : "risk",
    accountId: outreach.accountId,
    tier: facts.account.tier,
    severity: null,
    message: { key: outreach.state === "failed" ? "outreachFailed" : "outreachUnsure", subject: outreach.subject },
    detail: { key: "outreach", channel: outreach.channel, peakMs },
    dueMs: null,
    dueIsDay: false,
    sinceMs: Number.isNaN(sinceMs) ? null : sinceMs,
    undated: "today",
    action: { key: "openMessage", target: { to: "outreach", outreachId: outreach.id } },
    records: [{ kind: "outreach", id: outreach.id }],
  };
}

/** null = nobody needs to ask: too fresh, or what it was about is over. */
function stateOf(days: number, peakInMs: number | null): TodayState | null {
  if (peakInMs === null) {
    if (days < todayThresholds.outreachWatchDays || days > todayThresholds.outreachForgottenDays) return null;
    return days >= todayThresholds.outreachRiskDays ? "risk" : "watch";
  }
  if (peakInMs < 0) return null;
  if (peakInMs <= todayThresholds.outreachPeakCriticalMs) return "critical";
  if (days < todayThresholds.outreachWatchDays) return null;
  return peakInMs <= todayThresholds.outreachPeakRiskMs || days >= todayThresholds.outreachRiskDays ? "risk" : "watch";
}
