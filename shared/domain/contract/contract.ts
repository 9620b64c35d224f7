import { z } from "zod";
import { tiers } from "../account/account.ts";
import { day, id } from "../common.ts";

export const tierServices = ["ticket", "documents", "dedicated_manager", "on_site", "custom_work"] as const;
export type TierService = (typeof tierServices)[number];

/** What each service tier includes when a contract says nothing else. */
export const tierDefaults: Readonly<Record<(typeof tiers)[number], readonly TierService[]>> = {
  basic: ["ticket", "documents"],
  standard: ["ticket", "documents", "dedicated_manager"],
  premium: ["ticket", "documents", "dedicated_manager", "on_site", "custom_work"],
};

export const contract = z.object({
  id,
  accountId: id,
  tier: z.enum(tiers),
  startsOn: day,
  /** Day on which the contract ends unless renewed; coupled with startsOn in a merge. */
  renewsOn: day,
  /** Audio/video minutes committed per month; null = none. */
  committedMinutes: z.number().int().nonnegative().nullable(),
  /** Name and version of the SLA policy in force, e.g. `default v3`. */
  slaPolicy: z.string().max(80),
  services: z.array(z.enum(tierServices)),
});
export type Contract = z.infer<typeof contract>;
