import { z } from "zod";
import { id, line, locale, timeZone } from "../common.ts";

export const userRoles = ["csm", "lead", "support", "viewer", "admin"] as const;
export type UserRole = (typeof userRoles)[number];

/** A colleague who uses Headroom. */
export const user = z.object({
  id,
  name: line,
  email: z.email().max(200),
  role: z.enum(userRoles),
  locale,
  timeZone,
});
export type User = z.infer<typeof user>;
