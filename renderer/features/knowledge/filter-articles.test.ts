import { expect, it } from "vitest";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { tallyUses } from "../../../shared/domain/knowledge/article-uses.ts";
import type { ArticleRow } from "../../data/queries/article-list.ts";
import { filterArticles, isFiltered } from "./filter-articles.ts";
import { type ArticleFilter, noFilter } from "./knowledge-store.ts";

const text = (title: string) => ({ title, symptom: "", investigation: "", solution: "", cautions: "" });
function row(key: string, article: Partial<RecordOf<"article">>, fields: Partial<ArticleRow> = {}): ArticleRow {
  const whole = {
    id: key,
    rev: 1,
    key,
    version: 1,
    state: "published",
    zh: text(key),
    en: text(key),
    component: null,
    regions: [],
    carriers: [],
  };
  const rest = { platforms: [], sdkRange: "", tags: [], incidentIds: [], authorId: "u", at: "2026-01-01T00:00:00.000Z", note: "" };
  const record = { ...whole, ...rest, ...article } as RecordOf<"article">;
  return { key, article: record, state: record.state, hasDraft: false, tally: tallyUses([]), writtenMs: 0, stale: false, ...fields };
}
const rows = [
  row("echo", { zh: text("外放回声"), component: "echo", tags: ["耳机"] }),
  row("join", { en: null, regions: ["cn-east"] }, { stale: true }),
  row("old", { state: "retired" }),
  row("new", { state: "draft" }),
  row("again", {}, { hasDraft: true }),
];

it.each<[Partial<ArticleFilter>, readonly string[]]>([
  [{}, ["echo", "join", "new", "again"]],
  [{ states: ["retired"] }, ["old"]],
  [{ states: ["draft"] }, ["new", "again"]],
  [{ components: ["echo"] }, ["echo"]],
  [{ components: [""] }, ["join", "new", "again"]],
  // Written for any region is written for this one.
  [{ regions: ["ap-south"] }, ["echo", "new", "again"]],
  [{ oneLanguage: true }, ["join"]],
  [{ stale: true }, ["join"]],
  [{ text: "回声" }, ["echo"]],
  [{ text: "耳机" }, ["echo"]],
  [{ text: "AGAIN" }, ["again"]],
])("%j shows %j", (part, expected) => {
  const filter = { ...noFilter, ...part };
  expect(filterArticles(rows, filter, null).map(({ key }) => key)).toEqual(expected);
  expect(isFiltered(filter)).toBe(Object.keys(part).length > 0);
});
