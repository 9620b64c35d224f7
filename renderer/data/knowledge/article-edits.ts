import { nextVersion, type ArticleStanding } from "../../../shared/domain/knowledge/article-standing.ts";
import type { ArticleUse } from "../../../shared/domain/knowledge/article-use.ts";
import type { Article } from "../../../shared/domain/knowledge/article.ts";
import type { Incident } from "../../../shared/domain/incident/incident.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import type { Json } from "../../../shared/kernel/json.ts";
import type { Edit } from "../data-client.ts";
import { patchWithInverse } from "../inverse-edits.ts";

/** Who writes, when, and where ids come from. */
export interface Writer {
  readonly userId: string;
  readonly atMs: number;
  readonly newId: (prefix: string) => string;
}

interface UndoableEdits {
  readonly edits: readonly Edit[];
  readonly inverses: readonly Edit[];
}

/** What a version says, without what the log of versions adds. */
export type ArticleFields = Omit<Article, "id" | "key" | "version" | "authorId" | "at">;

function version(key: string, number: number, fields: ArticleFields, { userId, atMs, newId }: Writer): Edit {
  const record: Omit<Article, "id"> = { ...fields, key, version: number, authorId: userId, at: new Date(atMs).toISOString() };
  return { op: "create", kind: "article", id: newId("art"), fields: record as unknown as Readonly<Record<string, Json>> };
}

function fieldsOf({ id: _id, key: _key, version: _version, authorId: _authorId, at: _at, ...fields }: Article): ArticleFields {
  const { rev: _rev, ...rest } = fields as ArticleFields & { readonly rev?: number };
  return rest;
}

/**
 * A new version of an article, or its first (`standing` null). Versions are a log: what takes one back is another that says what was in force
 * before, or retires what was nothing yet.
 */
export function writeArticle(
  key: string,
  standing: Pick<ArticleStanding, "versions" | "inForce"> | null,
  fields: ArticleFields,
  writer: Writer,
): UndoableEdits {
  const number = standing === null ? 1 : nextVersion(standing);
  const before = standing?.inForce ?? null;
  const back: ArticleFields = before === null ? { ...fields, state: "retired" } : fieldsOf(before);
  return {
    edits: [version(key, number, fields, writer)],
    inverses: [version(key, number + 1, back, { ...writer, atMs: writer.atMs + 1 })],
  };
}

/** Takes an article out of use, or into use again: a version of its own. */
export function setArticleState(
  standing: Pick<ArticleStanding, "key" | "versions" | "inForce">,
  state: "published" | "retired",
  note: string,
  writer: Writer,
): UndoableEdits | null {
  const { inForce, key } = standing;
  return inForce === null ? null : writeArticle(key, standing, { ...fieldsOf(inForce), state, note }, writer);
}

/** Says of an article at an incident whether it helped. Undo takes the word back, or says again what was said before. */
function sayOfArticle(
  incident: Pick<Incident, "id" | "accountId">,
  articleKey: string,
  verdict: ArticleUse["verdict"],
  before: ArticleUse["verdict"] | null,
  { userId, atMs, newId }: Writer,
): UndoableEdits {
  const word = (said: ArticleUse["verdict"], ms: number): Edit => ({
    op: "create",
    kind: "articleUse",
    id: newId("aru"),
    fields: {
      accountId: incident.accountId,
      incidentId: incident.id,
      articleKey,
      verdict: said,
      byId: userId,
      at: new Date(ms).toISOString(),
    },
  });
  return { edits: [word(verdict, atMs)], inverses: [word(before ?? "withdrawn", atMs + 1)] };
}

/** Puts an article among an incident's links, or takes it out. */
export function linkArticle(incident: RecordOf<"incident">, articleKey: string, linked: boolean): UndoableEdits {
  const others = (incident.links ?? []).filter((link) => link.type !== "article" || link.ref !== articleKey);
  const links = linked ? [...others, { type: "article", ref: articleKey, relation: "related" } as const] : others;
  const { edit, inverse } = patchWithInverse("incident", incident, { links });
  return { edits: [edit], inverses: [inverse] };
}

/** What one can say of an article at an incident. */
export type Verdict = Exclude<ArticleUse["verdict"], "withdrawn">;
export const verdicts: readonly Verdict[] = ["solved", "helped", "not_helpful"];

/** A user's own word among the last words at an incident; null = none. */
export function ownVerdict(said: readonly ArticleUse[], userId: string | null): Verdict | null {
  const verdict = said.find((use) => use.byId === userId)?.verdict;
  return verdict === undefined || verdict === "withdrawn" ? null : verdict;
}

/** Says it; saying the same again takes it back. */
export function toggleVerdict(
  incident: Pick<Incident, "id" | "accountId">,
  articleKey: string,
  said: readonly ArticleUse[],
  verdict: Verdict,
  writer: Writer,
): { readonly edit: UndoableEdits; readonly word: ArticleUse["verdict"] } {
  const before = ownVerdict(said, writer.userId);
  const word = before === verdict ? "withdrawn" : verdict;
  return { edit: sayOfArticle(incident, articleKey, word, before, writer), word };
}
