import {
  article as articleSchema,
  type Article,
  type ArticleLanguage,
  articleLanguages,
  type ArticleText,
} from "../../../../shared/domain/knowledge/article.ts";
import { readSdkRange } from "../../../../shared/domain/knowledge/sdk-range.ts";
import type { TextKey } from "../../../../shared/i18n/catalogues.ts";
import type { ArticleFields } from "../../../data/knowledge/article-edits.ts";

/** An article as it is typed. Lists are typed with commas. */
export interface ArticleForm {
  readonly zh: ArticleText;
  readonly en: ArticleText;
  readonly component: string;
  readonly regions: string;
  readonly carriers: string;
  readonly platforms: string;
  readonly sdkRange: string;
  readonly tags: string;
  readonly note: string;
}

const emptyText: ArticleText = { title: "", symptom: "", investigation: "", solution: "", cautions: "" };

export function formOfArticle(article: Article | null): ArticleForm {
  const list = (items: readonly string[] | undefined): string => (items ?? []).join(", ");
  return {
    zh: article?.zh ?? emptyText,
    en: article?.en ?? emptyText,
    component: article?.component ?? "",
    regions: list(article?.regions),
    carriers: list(article?.carriers),
    platforms: list(article?.platforms),
    sdkRange: article?.sdkRange ?? "",
    tags: list(article?.tags),
    // Of a draft what it says it changes; of what is in force nothing yet.
    note: article?.state === "draft" ? article.note : "",
  };
}

type Wrong = Extract<TextKey<"knowledge">, `editor.wrong${string}`>;
export type FormFaults = { readonly [F in "title" | "sdkRange" | "regions" | "form"]?: Wrong };

/** What a version would say, or what is wrong with the form. */
export type ReadForm = { readonly ok: true; readonly fields: ArticleFields } | { readonly ok: false; readonly faults: FormFaults };

function textOf(text: ArticleText): ArticleText | null {
  const trimmed: ArticleText = {
    title: text.title.trim(),
    symptom: text.symptom.trim(),
    investigation: text.investigation.trim(),
    solution: text.solution.trim(),
    cautions: text.cautions.trim(),
  };
  return trimmed.title === "" ? null : trimmed;
}

export function readForm(form: ArticleForm, state: Article["state"], incidentIds: readonly string[]): ReadForm {
  const list = (text: string): string[] => [
    ...new Set(
      text
        .split(/[,，、;；\n]/u)
        .map((item) => item.trim())
        .filter((item) => item !== ""),
    ),
  ];
  const [zh, en] = [textOf(form.zh), textOf(form.en)];
  // A text without a title would be lost without a word.
  const untitled = articleLanguages.some(
    (one) => textOf(form[one]) === null && Object.values(form[one]).some((part) => part.trim() !== ""),
  );
  if ((zh === null && en === null) || untitled) return { ok: false, faults: { title: "editor.wrong.title" } };
  if (readSdkRange(form.sdkRange) === null) return { ok: false, faults: { sdkRange: "editor.wrong.sdk" } };
  const fields: ArticleFields = {
    state,
    zh,
    en,
    component: form.component.trim() || null,
    regions: list(form.regions.toLowerCase()),
    carriers: list(form.carriers),
    platforms: list(form.platforms.toLowerCase()),
    sdkRange: form.sdkRange.trim(),
    tags: list(form.tags),
    incidentIds: [...incidentIds],
    note: form.note.trim(),
  };
  const checked = articleSchema.omit({ id: true, key: true, version: true, authorId: true, at: true }).safeParse(fields);
  if (checked.success) return { ok: true, fields: checked.data };
  const isRegion = checked.error.issues.some(({ path }) => path[0] === "regions");
  return { ok: false, faults: isRegion ? { regions: "editor.wrong.regions" } : { form: "editor.wrong" } };
}

/** Everything that is written, as one text. */
export function wordsOf(form: ArticleForm): string {
  const parts = articleLanguages.flatMap((language: ArticleLanguage) => Object.values(form[language]));
  return [...parts, form.tags, form.note].join("\n");
}

/** A key for a new article: its English title in small letters, or `idTail`; a number behind it where it is taken. */
export function newArticleKey(form: ArticleForm, taken: ReadonlySet<string>, idTail: string): string {
  const slug = form.en.title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60)
    .replace(/-+$/, "");
  const base = slug === "" ? `article-${idTail}` : slug;
  for (let n = 1; ; n += 1) {
    const key = n === 1 ? base : `${base}-${n}`;
    if (!taken.has(key)) return key;
  }
}
