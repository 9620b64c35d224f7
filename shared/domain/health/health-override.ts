import { z } from "zod";
import { id, instant, line } from "../common.ts";

/** The grades, best first. */
export const healthGrades = ["good", "watch", "risk", "critical"] as const;
/** `unknown` = too little is known to judge. */
export type HealthGrade = (typeof healthGrades)[number] | "unknown";

/** A colleague's judgement against the computed one; the computed score stays beside it. In force from `at` until `expiresAt` or `withdrawnAt`. */
export const healthOverride = z.object({
  id,
  accountId: id,
  grade: z.enum(healthGrades),
  reason: line,
  authorId: id,
  at: instant,
  expiresAt: instant,
  /** null = not withdrawn. */
  withdrawnAt: instant.nullable(),
});
export type HealthOverride = z.infer<typeof healthOverride>;
