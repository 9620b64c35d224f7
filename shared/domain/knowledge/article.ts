import { z } from "zod";
import { id, instant, line, regionId, text } from "../common.ts";

export const articleKey = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/);

export const articleText = z.object({ title: line, symptom: text, investigation: text, solution: text, cautions: text });
export type ArticleText = z.infer<typeof articleText>;

/** Sections of an article's text, in the order in which they are read. */
export const articleSections = ["symptom", "investigation", "solution", "cautions"] as const satisfies readonly (keyof ArticleText)[];
export type ArticleSection = (typeof articleSections)[number];

/** Languages that an article can be written in, as its fields are named. */
export const articleLanguages = ["zh", "en"] as const;
export type ArticleLanguage = (typeof articleLanguages)[number];

/**
 * A version of an article. Append-only; of a key's versions that are not drafts the newest (`version`, then `at`, then id) is in force, and
 * `retired` takes it out of search. A draft newer than that waits beside it. Both languages or one. The whole company reads it: no customer is
 * named in it.
 */
export const article = z.object({
  id,
  key: articleKey,
  version: z.number().int().positive(),
  state: z.enum(["draft", "published", "retired"]),
  zh: articleText.nullable(),
  en: articleText.nullable(),
  /** Component as incidents name it; null = any. */
  component: z.string().max(120).nullable(),
  regions: z.array(regionId).max(40),
  carriers: z.array(z.string().min(1).max(80)).max(40),
  platforms: z.array(z.string().min(1).max(40)).max(20),
  /** Ranges as npm writes them (`>=4.6.0 <4.8.2`); empty = any. */
  sdkRange: z.string().max(200),
  tags: z.array(z.string().min(1).max(60)).max(30),
  /** Incidents that it was learnt from. */
  incidentIds: z.array(id).max(50),
  authorId: id,
  at: instant,
  /** What this version changed. */
  note: z.string().max(2000),
});
export type Article = z.infer<typeof article>;
