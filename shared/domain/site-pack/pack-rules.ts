import type { Kind } from "../kinds.ts";

/** What the maker chooses to take along beside the accounts themselves, their people, contracts, capacity, peaks and incidents. */
export const packParts = ["timeline", "reviews", "knowledge", "quality", "internal"] as const;
export type PackPart = (typeof packParts)[number];
/** What is said among colleagues stays at home unless somebody takes it along on purpose. */
export const usualParts: readonly PackPart[] = ["timeline", "reviews", "knowledge", "quality"];

/**
 * Whether records of a kind may leave in a pack: those of the chosen `account`s, those that the whole company shares and that the screens need
 * (`shared`), or `never`. `part` = only with that part. A new kind has to be decided about here.
 */
export type PackRule =
  | { readonly of: "account" | "shared"; readonly part: PackPart | null }
  /** `personal` = of one colleague; `work` = of work at the desk. */
  | { readonly of: "never"; readonly why: "personal" | "work" };

function account(part: PackPart | null = null): PackRule {
  return { of: "account", part };
}
function shared(part: PackPart | null = null): PackRule {
  return { of: "shared", part };
}

export const packRules: Readonly<Record<Kind, PackRule>> = {
  user: shared(),
  account: account(),
  capacity: account(),
  contract: account(),
  incident: account(),
  task: account(),
  goal: account("internal"),
  handover: account("internal"),
  playbook: { of: "never", why: "work" },
  playbookRun: account("internal"),
  todayMark: { of: "never", why: "personal" },
  plannedEvent: account(),
  slaPolicy: shared(),
  savedView: { of: "never", why: "personal" },
  conflict: { of: "never", why: "work" },
  healthModel: shared(),
  healthOverride: account("internal"),
  healthMonth: account(),
  signalDecision: account("internal"),
  sdkRelease: shared(),
  sdkUse: account(),
  surveyAnswer: account(),
  contact: account(),
  outreach: account(),
  capacityRequest: account(),
  notice: shared(),
  noticeStep: account(),
  outreachTemplate: { of: "never", why: "work" },
  calendarEntry: shared(),
  regionLeadTime: shared(),
  forecastMemory: account(),
  slaVerdict: account(),
  postmortem: account(),
  article: shared("knowledge"),
  articleUse: account("knowledge"),
  review: account("reviews"),
  reviewSection: account("reviews"),
  reviewComment: account("internal"),
  reviewVersion: account("reviews"),
  reviewSnapshot: account("reviews"),
  brandTemplate: shared("reviews"),
  timeline: account("timeline"),
  incidentEvent: account(),
};

/**
 * Why a record of a chosen account stays at home: a message that was not sent, or a text that is not published (`draft`); what is said among
 * colleagues (`internal`); frozen numbers that name another customer and cannot be blanked without breaking their seal (`frozen`); a form that
 * this version cannot look through (`unreadable`); a part that was not chosen (`part`).
 */
export const leftOutReasons = ["draft", "internal", "frozen", "unreadable", "part"] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];
