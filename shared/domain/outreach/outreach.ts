import { z } from "zod";
import { id, instant, line, locale, regionId, text } from "../common.ts";
import { channelTypes } from "../contact/contact.ts";
import { boundValue } from "./bound-value.ts";

/**
 * `draft` being written · `queued` the CSM has clicked send; it waits on his laptop for a network · `unsure` the laptop ended between sending and
 * noting it: somebody has to say whether it arrived · `failed` the other side refused it · `sent` · `answered` · `declined` the customer wants
 * nothing · `expired` what it was about is over · `cancelled` given up before it was sent.
 */
export const outreachStates = ["draft", "queued", "unsure", "failed", "sent", "answered", "declined", "expired", "cancelled"] as const;

/** Ways out of the laptop. `eml` and `mailto` hand over to the mail program: the CSM says when it was sent. */
export const sendingWays = ["smtp", "eml", "mailto", "wecom", "feishu", "dingtalk", "slack", "teams", "phone"] as const;
export type SendingWay = (typeof sendingWays)[number];

/** A message to the customer before a peak, on a notice or with a postmortem, with its answer. Fields that may be absent came later. */
export const outreach = z.object({
  id,
  accountId: id,
  contactId: id.nullable(),
  subject: line,
  channel: z.enum(channelTypes),
  region: regionId.nullable(),
  peakAt: instant.nullable(),
  state: z.enum(outreachStates),
  sentAt: instant.nullable(),
  answeredAt: instant.nullable(),
  /** PCU the customer expects, as answered; null = not said. */
  answeredPcu: z.number().int().nonnegative().nullable(),
  /** Absent: `peak`. `reminder` asks again about `remindsId`. */
  topic: z.enum(["peak", "notice", "reminder", "postmortem"]).optional(),
  /** Identity of the peak: see domain/peak/peak-identity.ts. */
  peakId: z.string().min(1).max(200).nullable().optional(),
  noticeId: id.nullable().optional(),
  postmortemId: id.nullable().optional(),
  /** A file that goes with it: its name, size and SHA-256; the bytes stay on the laptop that made it. */
  attachment: z
    .object({ name: z.string().min(1).max(120), bytes: z.number().int().positive(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })
    .nullable()
    .optional(),
  remindsId: id.nullable().optional(),
  /** Language it is written in. */
  locale: locale.optional(),
  /** As sent, numbers in their places; before that the text being edited, with `{{ token }}` where a number is bound. */
  body: text.optional(),
  /** Numbers in the text, frozen when it was sent. */
  bound: z.array(boundValue).max(60).optional(),
  template: z
    .object({ key: z.string().min(1).max(60), version: z.number().int().nonnegative() })
    .nullable()
    .optional(),
  /** Who wrote it and clicked. */
  authorId: id.nullable().optional(),
  way: z.enum(sendingWays).nullable().optional(),
  /** Name of the sender or group that it goes through, as set up on the author's laptop; addresses and secrets stay there. */
  via: z.string().max(120).nullable().optional(),
  /** E-mail address it goes to. */
  to: z.string().max(320).nullable().optional(),
  queuedAt: instant.nullable().optional(),
  /** One click, one name: what carries it is sent at most once. */
  sendId: id.nullable().optional(),
  /** Why it was not sent: a code, never text of the other side. */
  failure: z
    .object({ code: z.string().min(1).max(60), at: instant })
    .nullable()
    .optional(),
  /** The customer wants resources for this peak; null = not said. */
  wantsResources: z.boolean().nullable().optional(),
  /** What else was answered, and where that can be seen. */
  answerNote: text.optional(),
  /** When to ask again if nobody answered. */
  remindAt: instant.nullable().optional(),
});
export type Outreach = z.infer<typeof outreach>;

/** Whether a message is about a peak: what those of earlier versions, which name no topic, are all about. */
export function isAboutPeak({ topic }: Pick<Outreach, "topic">): boolean {
  return topic !== "notice" && topic !== "postmortem";
}
