import { z } from "zod";
import { scenarios } from "../account/account.ts";
import { id, instant, line, locale, text } from "../common.ts";

/** What a message is about, and so which numbers it may bind. */
export const templateKeys = ["peak-check", "peak-reminder", "capacity-confirmed", "notice"] as const;
export type TemplateKey = (typeof templateKeys)[number];

/** A version of a message's template in Liquid; the highest version of key, language and scenario is in force. Append-only. */
export const outreachTemplate = z.object({
  id,
  key: z.enum(templateKeys),
  locale,
  /** null = every scenario that has none of its own. */
  scenario: z.enum(scenarios).nullable(),
  version: z.number().int().positive(),
  subject: line,
  body: text,
  authorId: id,
  at: instant,
});
export type OutreachTemplate = z.infer<typeof outreachTemplate>;
