import { z } from "zod";
import { day, id, line, text } from "../common.ts";

export const goalStates = ["open", "reached", "missed", "dropped"] as const;
export type GoalState = (typeof goalStates)[number];

/** What the customer and the team want to reach together, and how it is measured. */
export const goal = z.object({
  id,
  accountId: id,
  title: line,
  /** What is measured, in words with its unit, e.g. `5-s join success, São Paulo, %`. */
  measure: line,
  /** Where it stood at the start and where it is to come, as written, e.g. `96.2 %`; null = not said. */
  baseline: line.nullable(),
  target: line,
  dueOn: day.nullable(),
  state: z.enum(goalStates),
  /** Day on which it was reached, missed or dropped. */
  decidedOn: day.nullable(),
  note: text,
  ownerId: id,
});
export type Goal = z.infer<typeof goal>;
