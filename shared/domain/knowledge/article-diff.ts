import { diffIndices } from "node-diff3";
import { type Article, type ArticleLanguage, articleLanguages, type ArticleSection, articleSections } from "./article.ts";

/** A stretch of text: in both versions, only in the newer, or only in the older. */
export interface DiffPart {
  readonly type: "same" | "added" | "removed";
  readonly text: string;
}

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

const words = { zh: new Intl.Segmenter("zh", { granularity: "word" }), en: new Intl.Segmenter("en", { granularity: "word" }) };
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

function textDiff(older: string, newer: string, language: ArticleLanguage): readonly DiffPart[] {
  const split = (text: string): string[] => Array.from(words[language].segment(text), (part) => part.segment);
  const [a, b] = [split(older), split(newer)];
  const parts: DiffPart[] = [];
  const add = (type: DiffPart["type"], text: string): void => {
    if (text !== "") parts.push({ type, text });
  };
  let at = 0;
  for (const { buffer1, buffer1Content, buffer2Content } of diffIndices(a, b)) {
    add("same", a.slice(at, buffer1[0]).join(""));
    add("removed", buffer1Content.join(""));
    add("added", buffer2Content.join(""));
    at = buffer1[0] + buffer1[1];
  }
  add("same", a.slice(at).join(""));
  return parts;
}
