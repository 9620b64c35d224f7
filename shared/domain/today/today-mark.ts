import { z } from "zod";
import { id, instant } from "../common.ts";
import { severities } from "../incident/incident.ts";
import { todayStates } from "./today-item.ts";

/** What an item's place depended on when it was set aside: it comes back when this gets worse. */
export const itemStanding = z.object({
  /** Key of what it said. */
  message: z.string().min(1).max(60),
  state: z.enum(todayStates),
  severity: z.enum(severities).nullable(),
  dueAt: instant.nullable(),
  /** Chance that it happens, 0–1; null = not a matter of chance. */
  likelihood: z.number().nullable(),
  /** What is expected (p90, or peak × uplift) is above the capacity; null = not a matter of capacity. */
  over: z.boolean().nullable(),
  /** Of health, thousandths of a point; null = not about health. */
  scoreMilli: z.number().nullable(),
});
export type ItemStanding = z.infer<typeof itemStanding>;

/**
 * What one user did with one item of his list. Private to him; of several marks of an item the newest counts. `snoozed` until an instant, `seen` until it
 * changes, `delegated` to a colleague until the end of a day; each comes back early when the item gets worse.
 */
export const todayMark = z.object({
  id,
  userId: id,
  /** Identity of the item: see today-item.ts. */
  itemKey: z.string().min(1).max(500),
  action: z.enum(["snoozed", "seen", "delegated"]),
  at: instant,
  /** null = only a change brings it back. */
  until: instant.nullable(),
  standing: itemStanding,
  /** The colleague who has it now; null = nobody. */
  toUserId: id.nullable(),
  /** The task with which it went to the colleague; null = none was made. */
  taskId: id.nullable(),
});
export type TodayMark = z.infer<typeof todayMark>;
