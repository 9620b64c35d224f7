import { z } from "zod";
import { id, instant } from "../common.ts";

/** Two people set one field to different values: the later arrival stands, the other value is kept here until somebody decides. */
export const conflict = z.object({
  id,
  accountId: id.nullable(),
  targetKind: z.string().max(40),
  targetId: id,
  field: z.string().max(60),
  /** The value that stands. */
  kept: z.json(),
  keptBy: id,
  keptAt: instant,
  /** The value that gave way. */
  lost: z.json(),
  lostBy: id,
  lostAt: instant,
  /** `restored` = the lost value was put back; `dismissed` = the kept one is right. */
  state: z.enum(["open", "restored", "dismissed"]),
});
export type Conflict = z.infer<typeof conflict>;
