import type { Tier } from "../account/account.ts";
import type { Severity } from "../incident/incident.ts";
import type { TodayGroup, TodayKind, TodayState } from "./today-item.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * How Today is ordered: score = 100 × urgency × stake × state × severity × tier × likelihood, greatest first. House values until a company sets
 * its own; docs/today.md says them in words.
 */
export const rankRule = {
  /**
   * Urgency of a deadline = 1 / (1 + time left / this): what is due now counts 1, in two hours ½, in a day 1/13. Two hours so that the limits of the
   * default SLA policy (30 min, 4 h, 8 h, 24 h) come out as 0.8, 0.33, 0.2 and 0.08: each step of the promise is about half or less.
   */
  halfUrgentMs: 2 * hourMs,
  /** What is overdue goes on growing for this long, up to half as much again: the damage goes on, and what can still be saved is not buried under it. */
  lateGrowsMs: dayMs,
  lateGrowsBy: 0.5,
  /**
   * Where only a day was promised, it counts from the beginning of that day, never more than this while the day lasts: as much as something due in six
   * hours, so that a task of today is above what is due tomorrow and below a promise of this hour. Overdue, it grows by a half over a week.
   */
  dayUrgency: 0.25,
  dayLateGrowsMs: 7 * dayMs,
  /** Without a deadline: counts as due in so long. A working day for what belongs to today; the middle of a working week; two weeks. */
  undatedMs: { hour: 0, today: 8 * hourMs, week: 3 * dayMs, later: 14 * dayMs } satisfies Readonly<Record<TodayGroup, number>>,
  /** An incident while a promise of the contract runs. */
  promiseStake: 2,
  /** What passes with the deadline: users lost at a peak, or revenue; a relation; our own housekeeping. */
  stake: {
    incident: 1,
    peak: 1.5,
    signal: 1.5,
    renewal: 1.5,
    health: 1,
    outreach: 1,
    notice: 1,
    review: 1,
    postmortem: 0.5,
    task: 0.5,
    relationship: 0.5,
    data: 0.5,
  } satisfies Readonly<Record<TodayKind, number>>,
  /** Each state is twice the one below it; not knowing is a little less than a thing to watch. */
  state: { critical: 8, risk: 4, watch: 2, unknown: 1.5, good: 1 } satisfies Readonly<Record<TodayState, number>>,
  /** Of an incident that goes on: each severity is twice the next. P2, the ordinary one, is 1, as is everything else. */
  severity: { P0: 4, P1: 2, P2: 1, P3: 0.5 } satisfies Readonly<Record<Severity, number>>,
  /** Less than one step of state or severity: among equals the greater contract goes first, and no contract outweighs a worse trouble. */
  tier: { premium: 1.5, standard: 1.2, basic: 1 } satisfies Readonly<Record<Tier, number>>,
  /** The chance that it happens, never below this: a peak that is on the list at all is worth a look. */
  leastLikelihood: 0.25,
  /**
   * Scores from which a line stands under a heading. `hour` is where the least promise (P3, basic) stands in its last hour; `today` is below a task of
   * today (25) and an open conflict (20); `week` is below what is to be watched within the week (2.7).
   */
  groupFrom: { hour: 130, today: 15, week: 1.5, later: 0 } satisfies Readonly<Record<TodayGroup, number>>,
} as const;
