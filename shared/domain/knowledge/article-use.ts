import { z } from "zod";
import { id, instant } from "../common.ts";
import { articleKey } from "./article.ts";

/** Somebody says of an article, at an incident, whether it helped. Append-only: the last word of a user counts. */
export const articleUse = z.object({
  id,
  /** Always the incident's. */
  accountId: id.nullable(),
  incidentId: id,
  articleKey,
  /** `solved` = the incident was solved with it; `withdrawn` takes back what the same user said before. */
  verdict: z.enum(["solved", "helped", "not_helpful", "withdrawn"]),
  byId: id,
  at: instant,
});
export type ArticleUse = z.infer<typeof articleUse>;
