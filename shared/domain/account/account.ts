import { z } from "zod";
import { country, id, line, locale, regionId, text, timeZone } from "../common.ts";

export const scenarios = [
  "show_live",
  "one_to_one",
  "voice_room",
  "video_dating",
  "commerce_live",
  "education",
  "conversational_ai",
  "overseas_app",
] as const;
export type Scenario = (typeof scenarios)[number];

export const tiers = ["basic", "standard", "premium"] as const;
export type Tier = (typeof tiers)[number];

/** A customer company. */
export const account = z.object({
  id,
  /** The company's own short code for the customer, unique in the tenant, e.g. `NYC`. */
  code: z.string().min(1).max(40),
  name: line,
  /** Names the customer is also known by, in any script; searched, not shown in lists. */
  aliases: z.array(line),
  country,
  timeZone,
  /** Language of everything written to this customer. */
  locale,
  /** First region is the main one. */
  regions: z.array(regionId),
  scenario: z.enum(scenarios),
  tier: z.enum(tiers),
  /** The customer-success manager; null = nobody yet. */
  ownerId: id.nullable(),
  lifecycle: z.enum(["onboarding", "active", "paused", "ended"]),
  tags: z.array(z.string().min(1).max(60)),
  /** What a colleague must know about this customer; long text, merged three-way. */
  summary: text,
});
export type Account = z.infer<typeof account>;
