import { attentionThresholds } from "../attention/attention-thresholds.ts";
import { daysUntil } from "../contract/days-left.ts";
import { dayEndMs, dayStartMs } from "./local-day-end.ts";
import type { TodayFacts } from "./today-facts.ts";
import type { TodayItem } from "./today-item.ts";
import { todayThresholds } from "./today-thresholds.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** What an account's own rows ask for: health, renewal (in days of the account's zone), silence, missing data. An account whose business has ended asks for nothing. */
export function accountItems(facts: TodayFacts): readonly TodayItem[] {
  if (facts.account.lifecycle === "ended") return [];
  return [...healthItem(facts), ...renewalItem(facts), ...silenceItem(facts), ...dataItem(facts)];
}

type Shell = Pick<TodayItem, "id" | "kind" | "accountId" | "tier" | "severity">;

function shell(facts: TodayFacts, kind: TodayItem["kind"]): Shell {
  return { id: `${kind}:${facts.account.id}`, kind, accountId: facts.account.id, tier: facts.account.tier, severity: null };
}

/** A score that fell in the last seven days below "good", or is critical; a paused account's use falls because it is paused. */
function healthItem(facts: TodayFacts): readonly TodayItem[] {
  const { health, account } = facts;
  if (health === null || health.scoreMilli === null || account.lifecycle === "paused") return [];
  const { grade, scoreMilli, change7dMilli, worst, confidence } = health;
  if (grade === "good" || grade === "unknown" || confidence < todayThresholds.healthLeastConfidence) return [];
  const fell = change7dMilli !== null && change7dMilli <= -todayThresholds.healthFellMilli;
  if (!fell && grade !== "critical") return [];
  return [
    {
      ...shell(facts, "health"),
      // What has been critical for weeks is known: it is a risk to work on, not an alarm of today.
      state: fell ? grade : "risk",
      message: fell ? { key: "healthFell", scoreMilli, beforeMilli: scoreMilli - change7dMilli } : { key: "healthCritical", scoreMilli },
      detail: worst === null ? null : { key: "health", rule: worst.id, measured: worst.measured, target: worst.target },
      dueMs: null,
      dueIsDay: false,
      sinceMs: null,
      undated: fell && grade !== "watch" ? "today" : "week",
      action: { key: "seeHealth", target: { to: "account", accountId: account.id, tab: "overview" } },
      records: [
        { kind: "metrics", id: account.id },
        { kind: "account", id: account.id },
      ],
    },
  ];
}

function renewalItem(facts: TodayFacts): readonly TodayItem[] {
  const { contract } = facts;
  if (contract === null) return [];
  // Most contracts end far from now: told by the day in UTC, which is never two days off, before the account's zone is asked.
  const roughly = (Date.parse(contract.renewsOn) - facts.nowMs) / dayMs;
  if (roughly > attentionThresholds.renewalDays + 2 || roughly < -todayThresholds.renewalForgottenDays - 2) return [];
  const days = daysUntil(contract.renewsOn, facts.nowMs, facts.account.timeZone);
  if (days > attentionThresholds.renewalDays || days < -todayThresholds.renewalForgottenDays) return [];
  const past = days < 0;
  return [
    {
      ...shell(facts, "renewal"),
      state:
        past || days <= todayThresholds.renewalCriticalDays ? "critical" : days <= attentionThresholds.renewalRiskDays ? "risk" : "watch",
      message: { key: past ? "renewalPast" : "renewalIn", days: Math.abs(days) },
      detail: { key: "contract", tier: contract.tier, renewsOn: contract.renewsOn },
      // Past, it is no longer a date that comes but something to decide today.
      dueMs: past ? null : dayEndMs(contract.renewsOn, facts.account.timeZone),
      dueIsDay: true,
      sinceMs: past ? dayStartMs(contract.renewsOn, facts.account.timeZone) : null,
      undated: "today",
      action: { key: "openContract", target: { to: "account", accountId: facts.account.id, tab: "contract" } },
      records: [{ kind: "contract", id: contract.id }],
    },
  ];
}

function silenceItem(facts: TodayFacts): readonly TodayItem[] {
  if (facts.account.lifecycle === "paused") return [];
  const { lastTouchMs } = facts;
  const days = lastTouchMs === null ? null : Math.floor((facts.nowMs - lastTouchMs) / dayMs);
  if (days !== null && days < attentionThresholds.untouchedDays) return [];
  const long = days !== null && days >= todayThresholds.silentRiskDays;
  return [
    {
      ...shell(facts, "relationship"),
      state: long ? "risk" : days === null ? "unknown" : "watch",
      message: days === null ? { key: "neverTouched" } : { key: "silentFor", days },
      detail: lastTouchMs === null ? null : { key: "lastTouch", atMs: lastTouchMs },
      dueMs: null,
      dueIsDay: false,
      sinceMs: lastTouchMs,
      undated: long ? "week" : "later",
      action: { key: "writeNote", target: { to: "note", accountId: facts.account.id } },
      records: [{ kind: "account", id: facts.account.id }],
    },
  ];
}

function dataItem(facts: TodayFacts): readonly TodayItem[] {
  if (facts.account.lifecycle === "paused") return [];
  const asOfMs = facts.usage?.lastHourMs ?? null;
  // The value of an hour is known when the hour is over.
  const ageMs = asOfMs === null ? null : facts.nowMs - (asOfMs + hourMs);
  if (ageMs !== null && ageMs < attentionThresholds.staleHours * hourMs) return [];
  const gone = ageMs !== null && ageMs >= todayThresholds.staleRiskMs;
  return [
    {
      ...shell(facts, "data"),
      state: "unknown",
      message: asOfMs === null ? { key: "noData" } : { key: "dataStale", asOfMs },
      detail: null,
      dueMs: null,
      dueIsDay: false,
      sinceMs: asOfMs,
      undated: gone ? "later" : "week",
      action: { key: "checkData", target: { to: "account", accountId: facts.account.id, tab: "usage" } },
      records: [{ kind: "metrics", id: facts.account.id }],
    },
  ];
}
