import { type DiffPart, textDiff } from "../../kernel/text-diff.ts";
import { type Article, type ArticleLanguage, articleLanguages, type ArticleSection, articleSections } from "./article.ts";

/** A section that differs. `title` is one too. */
export interface SectionDiff {
  readonly language: ArticleLanguage;
  readonly section: ArticleSection | "title";
  readonly parts: readonly DiffPart[];
}

/** A fact beside the text that differs, as JSON values. */
export interface FactDiff {
  readonly field: "state" | "component" | "regions" | "carriers" | "platforms" | "sdkRange" | "tags" | "incidentIds";
  readonly before: Article[FactDiff["field"]];
  readonly after: Article[FactDiff["field"]];
}

export interface ArticleDiff {
  readonly sections: readonly SectionDiff[];
  readonly facts: readonly FactDiff[];
}

const factFields = ["state", "component", "regions", "carriers", "platforms", "sdkRange", "tags", "incidentIds"] as const;

/** What a version changed against the one before it (null = the first one: everything is new), word by word. */
export function articleDiff(before: Article | null, after: Article): ArticleDiff {
  const sections: SectionDiff[] = [];
  for (const language of articleLanguages) {
    for (const section of ["title", ...articleSections] as const) {
      const older = before?.[language]?.[section] ?? "";
      const newer = after[language]?.[section] ?? "";
      if (older !== newer) sections.push({ language, section, parts: textDiff(older, newer, language) });
    }
  }
  const facts = factFields
    .filter((field) => before !== null && JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field): FactDiff => ({ field, before: before?.[field] ?? null, after: after[field] }));
  return { sections, facts };
}
