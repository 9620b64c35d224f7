import { z } from "zod";
import { instant } from "../common.ts";

/** What an incident needs to be worked on. */
export const intakeKeys = [
  "reproduction",
  "client_logs",
  "time_and_room",
  "device_os",
  "sdk_version",
  "region_carrier",
  "network_settings",
  "rollout",
] as const;
export type IntakeKey = (typeof intakeKeys)[number];

/** One thing that is needed: `missing` nobody has asked for it yet, `asked` the customer or a colleague was, `received`, `not_needed`. */
export const intakeItem = z.object({
  key: z.enum(intakeKeys),
  state: z.enum(["missing", "asked", "received", "not_needed"]),
  /** What was received, or from whom it is awaited, in words. */
  note: z.string().max(1000),
  at: instant.nullable(),
});
export type IntakeItem = z.infer<typeof intakeItem>;
