import { z } from "zod";
import { id, line } from "../common.ts";

/** Screens whose lists can be kept under a name. */
export const viewScreens = ["accounts", "incidents", "peaks", "outreach", "notices", "knowledge", "reviews"] as const;
export type ViewScreen = (typeof viewScreens)[number];

/** A named filter, order and column choice of one user on one screen. */
export const savedView = z.object({
  id,
  userId: id,
  screen: z.enum(viewScreens),
  name: line,
  /** The screen's own view state; the screen validates it when it reads it and falls back to its default. */
  definition: z.record(z.string(), z.json()),
  /** Position among the user's views of the screen, ascending. */
  order: z.number(),
  /** The screen opens with it. Of several the first counts. */
  isDefault: z.boolean().optional(),
});
export type SavedView = z.infer<typeof savedView>;
