import { z } from "zod";
import { id, line, locale, text, timeZone } from "../common.ts";

export const contactRoles = ["decision_maker", "technical_lead", "operations", "finance", "on_call", "other"] as const;
export const channelTypes = ["email", "phone", "wecom", "feishu", "dingtalk", "slack", "teams", "other"] as const;

/** A person at the customer. */
export const contact = z.object({
  id,
  accountId: id,
  name: line,
  title: z.string().max(120),
  role: z.enum(contactRoles),
  locale,
  /** The contact's own zone; preferred hours are in it. */
  timeZone,
  channels: z.array(z.object({ type: z.enum(channelTypes), value: z.string().min(1).max(200) })),
  isPrimary: z.boolean(),
  onCall: z.boolean(),
  /** Minutes after local midnight; end ≤ start means that the hours run past midnight. null = not known. */
  preferredHours: z.object({ startMinute: z.number().int().min(0).max(1439), endMinute: z.number().int().min(0).max(1440) }).nullable(),
  note: text,
});
export type Contact = z.infer<typeof contact>;
