const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * When a fact begins to need somebody. House values until a company sets its own. Renewal, contact, data age and the days for which an open
 * P2 or P3 may stay with us are in attention-thresholds.ts; capacity states in headroom.ts.
 */
export const todayThresholds = {
  /** A promise that broke longer ago is history: the item then says whose turn it is and how long it has been so. */
  promiseForgottenMs: dayMs,
  /** A promise that nothing warns of yet is said when it runs out this soon; a first response always is. */
  promiseAheadMs: dayMs,
  /** Waiting for a customer or vendor this long, it helps to ask. P0 and P1 are always shown. */
  nudgeAfterMs: { customer: 2 * dayMs, vendor: 3 * dayMs, problem: 14 * dayMs },
  /** A message without answer: asked again after, and worse after. */
  outreachWatchDays: 2,
  outreachRiskDays: 5,
  /** Without a peak that it was about, nobody waits for an answer longer than this. */
  outreachForgottenDays: 30,
  /** An unanswered message is worse when its peak is this near. */
  outreachPeakRiskMs: 7 * dayMs,
  outreachPeakCriticalMs: 2 * dayMs,
  /** Usage older than this says nothing about now. */
  usageUselessMs: 28 * dayMs,
  /** Nobody has written about a peak that may not fit: said so long before the last moment of asking. */
  peakAskAheadMs: 3 * dayMs,
  /** A peak whose last day has passed is said while it is this near: for a later one there is another way than today. */
  peakPassedAheadMs: 10 * dayMs,
  /** No answer so long after the message, and the last moment of asking is as near as this or over. */
  peakUnansweredDays: 2,
  peakUnansweredAheadMs: 3 * dayMs,
  /** A request that nobody has confirmed, so many days before it must stand. */
  requestAheadMs: 5 * dayMs,
  /** From the day on which a grave incident was resolved. */
  postmortemWorkingDays: 5,
  postmortemForgottenMs: 31 * dayMs,
  /** A quarter that ended longer ago is reviewed with the next one, if at all. */
  reviewForgottenDays: 45,
  /** A meeting is said so many days before; a draft is a risk so many days before; one that was not noted as held is asked about so long. */
  meetingAheadDays: 7,
  meetingRiskDays: 2,
  meetingForgottenDays: 14,
  /** A score that fell this much in seven days is said: it is a third of a grade's width, and more than a quiet week moves it. */
  healthFellMilli: 5_000,
  /** Judged on less than this share of what it should rest on, a score says too little to act on. */
  healthLeastConfidence: 0.5,
  eventAheadMs: 14 * dayMs,
  goodEventAheadMs: 3 * dayMs,
  taskAheadDays: 7,
  renewalCriticalDays: 7,
  /** A contract that ended longer ago is not renewed any more but somebody's decision; nobody needs to hear it daily. */
  renewalForgottenDays: 90,
  silentRiskDays: 60,
  staleRiskMs: 3 * dayMs,
} as const;
