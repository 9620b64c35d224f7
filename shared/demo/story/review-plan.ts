import { addDays, dayOfMs } from "../../domain/calendar/day.ts";
import { lastEndedPeriod, periodStart, shiftPeriod } from "../../domain/review/model/review-period.ts";
import { type ReviewComment, reviewId } from "../../domain/review/model/review.ts";
import type { Task } from "../../domain/task/task.ts";
import type { Cast } from "../company/cast.ts";
import { demoUserId } from "../company/users.ts";
import { dice } from "../dice.ts";
import { promisedTitles, reviewRemarks } from "../text/review-text.ts";
import type { World } from "../world/world.ts";
import { instantOf } from "./instants.ts";

/** Customers that were presented a review: a snapshot takes as long as the rest of a customer, so that these are some and not all. */
const reviewedCustomers = 8;
const hourMs = 3_600_000;

/** The review before the one that is due, as it was presented; its numbers are worked out when it is written. */
export interface ToldReview {
  readonly reviewId: string;
  readonly period: string;
  /** When its rows were taken, UTC ms. */
  readonly takenMs: number;
  readonly heldOn: string;
  /** What was promised at it: kept, late and still open. */
  readonly tasks: readonly Task[];
  readonly remarks: readonly ReviewComment[];
  /** Hours of its last evening came after its rows had been taken: its numbers are restated since. */
  readonly lateRows: boolean;
}

/** null = this customer was presented none. */
export function toldReview(cast: Cast, world: World): ToldReview | null {
  const today = dayOfMs(world.endMs);
  const due = lastEndedPeriod("quarterly", today);
  const period = shiftPeriod(due, -1);
  const began = Date.parse(periodStart(period));
  if (!cast.own || cast.index >= reviewedCustomers || cast.quota < 60 || cast.fromMs > began || cast.toMs < world.endMs) return null;
  const die = dice(cast.seed, `review/${period}`);
  const ended = periodStart(due);
  const takenMs = Date.parse(ended) + (8 * 24 + 2) * hourMs;
  const heldOn = addDays(ended, die.int(14, 20));
  const id = reviewId(cast.account.id, "quarterly", period);
  const ownerId = cast.account.ownerId ?? demoUserId;
  const titles = die.shuffled(promisedTitles[cast.language]).slice(0, die.int(3, 4));
  const tasks = titles.map((title, index): Task => {
    // The first is kept, the second late, what follows is kept or still to come.
    const open = index > 1 && die.chance(0.4);
    const dueOn = open ? addDays(today, die.int(9, 26)) : addDays(heldOn, die.int(20, 45));
    const doneOn = open ? null : addDays(dueOn, index === 1 ? die.int(3, 9) : -die.int(0, 8));
    const state = doneOn === null ? "open" : "done";
    return {
      id: `tsk_${cast.account.id.slice(4)}_q${index + 1}`,
      accountId: cast.account.id,
      title,
      ownerId,
      dueOn,
      state,
      doneOn,
      playbook: null,
      reviewId: id,
    };
  });
  const remarks = reviewRemarks[cast.language].slice(0, cast.index % 2 === 0 ? 2 : 1).map((text, index): ReviewComment => ({
    id: `rcm_${cast.account.id.slice(4)}_${index + 1}`,
    accountId: cast.account.id,
    reviewId: id,
    section: index === 0 ? "usage_growth" : "sla",
    authorId: ownerId,
    at: instantOf(takenMs + (index + 2) * hourMs),
    text,
    replyTo: null,
    settles: null,
  }));
  return { reviewId: id, period, takenMs, heldOn, tasks, remarks, lateRows: cast.index % 3 === 0 };
}

/** Records of a review that are not the customer's other ones: itself, its snapshot, promises and remarks. */
export function recordsOfReview(told: ToldReview | null): number {
  return told === null ? 0 : 2 + told.tasks.length + told.remarks.length;
}
