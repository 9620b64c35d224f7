import { matches, searchKey, searchQuery, type SearchKey } from "../../../shared/domain/search/search-key.ts";
import type { Romanize } from "../../../shared/domain/search/romanize.ts";
import type { ArticleRow } from "../../data/queries/article-list.ts";
import type { ArticleFilter } from "./knowledge-store.ts";

const keys = new WeakMap<ArticleRow, { readonly romanize: Romanize | null; readonly key: SearchKey }>();

/** Titles in both languages, key, component and tags. */
function keyOf(row: ArticleRow, romanize: Romanize | null): SearchKey {
  const kept = keys.get(row);
  if (kept !== undefined && kept.romanize === romanize) return kept.key;
  const { zh, en, component, tags } = row.article;
  const key = searchKey(
    [zh?.title, en?.title, row.key, component, ...tags].filter((part) => typeof part === "string").join("\n"),
    romanize,
  );
  keys.set(row, { romanize, key });
  return key;
}

/** Rows that pass the filter, in their order. What is retired is shown only when it is asked for. */
export function filterArticles(rows: readonly ArticleRow[], filter: ArticleFilter, romanize: Romanize | null): readonly ArticleRow[] {
  const query = searchQuery(filter.text);
  const { components, regions, states, oneLanguage, stale } = filter;
  return rows.filter((row) => {
    const { article } = row;
    return (
      (states.length === 0 ? row.state !== "retired" : states.includes(row.state) || (row.hasDraft && states.includes("draft"))) &&
      (components.length === 0 || components.includes(article.component ?? "")) &&
      (regions.length === 0 || article.regions.length === 0 || article.regions.some((region) => regions.includes(region))) &&
      (!oneLanguage || article.zh === null || article.en === null) &&
      (!stale || row.stale) &&
      (query.terms.length === 0 || matches(keyOf(row, romanize), query))
    );
  });
}

export function isFiltered({ text, components, regions, states, oneLanguage, stale }: ArticleFilter): boolean {
  return text.trim() !== "" || components.length > 0 || regions.length > 0 || states.length > 0 || oneLanguage || stale;
}
