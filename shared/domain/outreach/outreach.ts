import { z } from "zod";
import { id, instant, line, regionId } from "../common.ts";
import { channelTypes } from "../contact/contact.ts";

/** A message to the customer before a peak or on a notice, with its answer. */
export const outreach = z.object({
  id,
  accountId: id,
  contactId: id.nullable(),
  subject: line,
  channel: z.enum(channelTypes),
  region: regionId.nullable(),
  peakAt: instant.nullable(),
  state: z.enum(["draft", "sent", "answered", "declined", "expired"]),
  sentAt: instant.nullable(),
  answeredAt: instant.nullable(),
  /** PCU the customer expects, as answered; null = not said. */
  answeredPcu: z.number().int().nonnegative().nullable(),
});
export type Outreach = z.infer<typeof outreach>;
