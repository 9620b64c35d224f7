import type { Tier } from "../account/account.ts";
import type { HealthRuleId } from "../health/health-rules.ts";
import type { Severity } from "../incident/incident.ts";
import type { Kind } from "../kinds.ts";
import type { ClockKind } from "../sla/clock-kinds.ts";
import type { Outreach } from "../outreach/outreach.ts";
import type { SignalWords } from "../signal/signal.ts";

export const todayKinds = [
  "incident",
  "signal",
  "peak",
  "health",
  "outreach",
  "notice",
  "task",
  "review",
  "postmortem",
  "renewal",
  "relationship",
  "data",
] as const;
export type TodayKind = (typeof todayKinds)[number];

/** `unknown` = data is missing, so that nobody can say. */
export const todayStates = ["critical", "risk", "watch", "unknown", "good"] as const;
export type TodayState = (typeof todayStates)[number];

/** How soon to act: first of all, today, this week, when there is time. Headings of the list, and where a rule puts an item without a due time. */
export const todayGroups = ["hour", "today", "week", "later"] as const;
export type TodayGroup = (typeof todayGroups)[number];

/** What it says, as a catalogue key with its values. Shares are of capacity (0.1 = 10 %); instants UTC ms; days are whole days. */
export type TodayMessage =
  | { readonly key: "ourTurn" | "customerTurn" | "vendorTurn" | "problemTurn"; readonly title: string }
  /** A promise that runs out, or has. */
  | { readonly key: "promise"; readonly title: string; readonly clock: ClockKind }
  | { readonly key: "outreachUnanswered"; readonly subject: string; readonly days: number }
  | {
      readonly key: "overCapacity" | "headroomLow";
      readonly region: string;
      readonly share: number;
      readonly peakPcu: number;
      readonly capacityPcu: number;
    }
  | {
      readonly key: "eventOver" | "eventTight" | "eventFits";
      readonly name: string;
      readonly region: string;
      readonly upliftFactor: number;
      readonly share: number;
    }
  | { readonly key: "eventUpliftUnknown" | "eventUnjudged"; readonly name: string }
  /** A peak that may not fit: nobody has written, nobody has answered, or operations have not said yes. `more` = other peaks of the region in the same way. */
  | ({ readonly key: "peakAskToday" | "peakAskPassed" } & PeakWords)
  | ({ readonly key: "peakAskBy"; readonly askByMs: number } & PeakWords)
  | ({ readonly key: "peakUnanswered"; readonly days: number } & PeakWords)
  | ({ readonly key: "requestOpen" | "requestRefused"; readonly wantedPcu: number; readonly neededOn: string } & PeakWords)
  /** The customer answered that he wants resources, and nobody has asked operations for them. */
  | ({ readonly key: "answerWants"; readonly answeredPcu: number | null } & PeakWords)
  /** A message that did not go out, or of which nobody knows whether it did. */
  | { readonly key: "outreachFailed" | "outreachUnsure"; readonly subject: string }
  /** Score of now, and a week before; thousandths of a point. */
  | { readonly key: "healthFell"; readonly scoreMilli: number; readonly beforeMilli: number }
  | { readonly key: "healthCritical"; readonly scoreMilli: number }
  /** Customers whom open notices concern and nobody has told. */
  | { readonly key: "noticesUntold"; readonly count: number }
  /** Edits of this laptop that the backend refused. */
  | { readonly key: "editsRefused"; readonly count: number }
  | { readonly key: "taskDue"; readonly title: string }
  /** Owed to the customer: not begun, or not published yet. */
  | { readonly key: "postmortemDue" | "postmortemUnpublished"; readonly title: string }
  /** Reviews of a quarter that nobody has drafted; a meeting that comes, or was and is not noted. */
  | { readonly key: "reviewsMissing"; readonly period: string; readonly count: number }
  | { readonly key: "reviewUnready" | "reviewMeeting" | "reviewHeld"; readonly period: string }
  | { readonly key: "renewalIn" | "renewalPast"; readonly days: number }
  | { readonly key: "silentFor"; readonly days: number }
  | { readonly key: "neverTouched" }
  | { readonly key: "dataStale"; readonly asOfMs: number }
  | { readonly key: "noData" }
  | { readonly key: "conflict"; readonly targetKind: string; readonly field: string }
  /** `signalKeys`: all that it stands for, which are decided alike. */
  | ({ readonly key: "signal"; readonly signalKeys: readonly string[] } & SignalWords);

export interface PeakWords {
  readonly region: string;
  readonly atMs: number;
  /** Clock of the audience. */
  readonly timeZone: string;
  /** 0–1. */
  readonly probability: number;
  readonly more: number;
}

/** The second column: who, how much, of what. */
export type TodayDetail =
  | { readonly key: "incident"; readonly number: string; readonly holder: string | null }
  | { readonly key: "peakOfCapacity"; readonly peakDayMs: number; readonly peakPcu: number; readonly capacityPcu: number }
  | { readonly key: "expectedOfCapacity"; readonly expectedPcu: number; readonly capacityPcu: number }
  | { readonly key: "peakForecast"; readonly p90: number; readonly capacityPcu: number | null; readonly occasion: string | null }
  | { readonly key: "outreach"; readonly channel: Outreach["channel"]; readonly peakMs: number | null }
  | { readonly key: "event"; readonly startsMs: number; readonly toldBy: "customer" | "csm" }
  | { readonly key: "task"; readonly playbook: string | null; readonly step: number | null }
  /** Promised after an incident. */
  | { readonly key: "prevention"; readonly number: string }
  | { readonly key: "meeting"; readonly heldOn: string }
  | { readonly key: "contract"; readonly tier: Tier; readonly renewsOn: string }
  | { readonly key: "lastTouch"; readonly atMs: number }
  /** The rule that takes most from the score, with what was measured and what is wanted. */
  | { readonly key: "health"; readonly rule: HealthRuleId; readonly measured: number | null; readonly target: number | null }
  /** Hours outside, what left its band besides, other customers with the same cause, and the incident that is known of it. */
  | {
      readonly key: "signal";
      readonly hoursOutside: number;
      readonly more: number;
      readonly otherAccounts: number;
      readonly incidentNumber: string | null;
    };

/** The one next step, by the word on its control and where it leads. */
export interface TodayAction {
  readonly key:
    | "respond"
    | "tellCustomer"
    | "openIncident"
    | "remindCustomer"
    | "askVendor"
    | "seeUsage"
    | "askUplift"
    | "write"
    | "seePeak"
    | "call"
    | "completeTask"
    | "writePostmortem"
    | "draftReviews"
    | "openReview"
    | "openContract"
    | "writeNote"
    | "checkData"
    | "seeQuality"
    | "seeHealth"
    | "openMessage"
    | "requestCapacity"
    | "tellNotices"
    | "decide";
  readonly target:
    | { readonly to: "incident"; readonly incidentId: string }
    | { readonly to: "postmortem"; readonly incidentId: string }
    | { readonly to: "reviews" }
    | { readonly to: "review"; readonly reviewId: string }
    | { readonly to: "account"; readonly accountId: string; readonly tab: "overview" | "usage" | "quality" | "contacts" | "contract" }
    | { readonly to: "outreach"; readonly outreachId: string }
    | { readonly to: "peak"; readonly peakId: string }
    | { readonly to: "note"; readonly accountId: string }
    | { readonly to: "task"; readonly taskId: string }
    | { readonly to: "notices" }
    /** Conflicts and refused edits are decided there. */
    | { readonly to: "sync" };
}

/** Something that needs somebody. */
export interface TodayItem {
  /** Stable: the same trouble has the same id after every refresh, so that focus stays on it. */
  readonly id: string;
  readonly kind: TodayKind;
  readonly state: TodayState;
  readonly accountId: string | null;
  readonly tier: Tier | null;
  /** Of an incident. */
  readonly severity: Severity | null;
  readonly message: TodayMessage;
  readonly detail: TodayDetail | null;
  /** When it runs out, UTC ms; null = nothing says. */
  readonly dueMs: number | null;
  /** Only a day was promised: `dueMs` is the end of that day. */
  readonly dueIsDay: boolean;
  /** Since when it has been so, where that tells more than a due time, UTC ms. */
  readonly sinceMs: number | null;
  /** Where an item without due time belongs. */
  readonly undated: TodayGroup;
  readonly action: TodayAction;
  /** The rows it was made from. `metrics` are the account's usage series. */
  readonly records: readonly { readonly kind: Kind | "metrics"; readonly id: string }[];
}
