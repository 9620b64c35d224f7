import type { ReactNode } from "react";
import { useMemo, useState } from "react";
import { articleTitle } from "../../../../shared/domain/knowledge/article-standing.ts";
import type { Article, ArticleLanguage } from "../../../../shared/domain/knowledge/article.ts";
import { useFormDraft } from "../../../data/drafts/use-draft.ts";
import { useQuery, useSyncStatus } from "../../../data/hooks.ts";
import { writeArticle } from "../../../data/knowledge/article-edits.ts";
import { newRecordId } from "../../../data/new-record-id.ts";
import type { ArticleDetail } from "../../../data/queries/article-detail.ts";
import { Button } from "../../../ui/button.tsx";
import { useKeys } from "../../../ui/keys.ts";
import { ArticleView } from "../../../ui/knowledge/article-view.tsx";
import { useArticleEdit } from "../use-article-edit.ts";
import { Link } from "../../../ui/link.tsx";
import { useNavigate } from "../../../ui/navigation.ts";
import { Page, PageHeader, ToolBar } from "../../../ui/page.tsx";
import { useReady } from "../../../ui/ready.ts";
import { Segmented } from "../../../ui/segmented.tsx";
import { useLanguage, useText } from "../../../ui/text.ts";
import { ArticleFields } from "./article-fields.tsx";
import { type FormFaults, formOfArticle, newArticleKey, readForm, wordsOf } from "./article-form.ts";
import styles from "./editor.module.css";

/** Writes a new article, or a new version of one. */
export function ArticleEditorScreen({ articleKey }: { readonly articleKey: string | null }): ReactNode {
  const { data, ready } = useQuery(
    "articleDetail",
    useMemo(() => ({ articleKey: articleKey ?? "", incidentId: null }), [articleKey]),
  );
  useReady(ready);
  // The form begins with what is there: it is drawn when that is known.
  return data === undefined || !ready ? null : <Editor detail={data} articleKey={data === null ? null : articleKey} />;
}

function Editor({ detail, articleKey }: { readonly detail: ArticleDetail | null; readonly articleKey: string | null }): ReactNode {
  const t = useText("knowledge");
  const navigate = useNavigate();
  const own = useLanguage() === "zh-CN" ? "zh" : "en";
  const standing = detail?.standing ?? null;
  const shown = standing?.draft ?? standing?.inForce ?? null;
  const form = useFormDraft<Article | null, ReturnType<typeof formOfArticle>>(`article ${articleKey ?? "new"}`, shown, formOfArticle);
  const [preview, setPreview] = useState(false);
  const [faults, setFaults] = useState<FormFaults>({});
  const names = useQuery("customerNames", { text: wordsOf(form.fields) }).data ?? [];
  const newest = standing?.versions[0]?.version ?? 0;
  const save = useSave({ detail, articleKey });
  const leave = (key: string | null): void => navigate(key === null ? { screen: "knowledge" } : { screen: "article", articleKey: key });
  const submit = (state: "published" | "draft"): void => {
    const read = readForm(form.fields, state, shown?.incidentIds ?? []);
    setFaults(read.ok ? {} : read.faults);
    if (!read.ok) return setPreview(false);
    void save(read.fields, form.fields).then((key) => {
      if (key === null) return;
      form.forget();
      leave(key);
    });
  };
  const discard = (): void => {
    form.forget();
    leave(articleKey);
  };
  useKeys([
    { keys: "mod+Enter", label: t("editor.key.publish"), group: "screen", inFields: true, run: () => submit("published") },
    { keys: "mod+shift+p", label: t("editor.key.preview"), group: "screen", inFields: true, run: () => setPreview(!preview) },
    // What was typed stays as a draft of this laptop.
    { keys: "Escape", label: t("key.back"), group: "screen", run: () => leave(articleKey) },
  ]);
  const named = names.map(({ name }) => name).join(own === "zh" ? "、" : ", ");
  return (
    <Page
      header={
        <PageHeader
          parent={<Link route={{ screen: "knowledge" }}>{t("title")}</Link>}
          title={shown === null ? t("editor.new") : t("editor.title", { title: articleTitle(shown, own) })}
          actions={
            <Button variant="solid" keyHint="mod+Enter" onClick={() => submit("published")}>
              {t(names.length > 0 ? "editor.warn.publish" : "editor.publish")}
            </Button>
          }
        />
      }
    >
      <ToolBar
        label={t("editor.mode")}
        end={
          <>
            <Button size="small" variant="ghost" onClick={discard}>
              {t("editor.discard")}
            </Button>
            <Button size="small" onClick={() => submit("draft")}>
              {t("editor.draft")}
            </Button>
          </>
        }
      >
        <Segmented
          label={t("editor.mode")}
          options={[
            { id: "write", label: t("editor.write") },
            { id: "preview", label: t("editor.preview") },
          ]}
          value={preview ? "preview" : "write"}
          onChange={(mode) => setPreview(mode === "preview")}
        />
        <span className={styles.hint}>{t("editor.text.hint")}</span>
      </ToolBar>
      <div className={styles.scroll}>
        <div role="status" aria-live="polite">
          {named !== "" && <p className={styles.warn}>{t("editor.warn", { names: named })}</p>}
          {form.seen !== null && newest > form.seen.version && <p className={styles.warn}>{t("editor.changed", { version: newest })}</p>}
        </div>
        {faults.form !== undefined && (
          <p className={styles.wrong} role="alert">
            {t(faults.form)}
          </p>
        )}
        {preview ? (
          <ArticleView article={previewOf(form.fields)} languages="both" withTitles />
        ) : (
          <ArticleFields form={form.fields} set={form.set} faults={faults} />
        )}
      </div>
    </Page>
  );
}

function previewOf(form: ReturnType<typeof formOfArticle>): Pick<Article, ArticleLanguage> {
  return { zh: form.zh.title.trim() === "" ? null : form.zh, en: form.en.title.trim() === "" ? null : form.en };
}

/** Writes the version; answers the article's key, or null where it was not taken. */
function useSave({ detail, articleKey }: { readonly detail: ArticleDetail | null; readonly articleKey: string | null }) {
  const t = useText("knowledge");
  const edit = useArticleEdit();
  const { user } = useSyncStatus();
  const list = useQuery("articleList", undefined).data;
  return async (fields: Parameters<typeof writeArticle>[2], form: ReturnType<typeof formOfArticle>): Promise<string | null> => {
    if (user === null) return null;
    const id = newRecordId("art");
    const key = articleKey ?? newArticleKey(form, new Set(list?.rows.map((row) => row.key)), id.slice(-6));
    const standing = articleKey === null ? null : (detail?.standing ?? null);
    const version = (standing?.versions[0]?.version ?? 0) + 1;
    const made = writeArticle(key, standing, fields, { userId: user.id, atMs: Date.now(), newId: newRecordId });
    const taken = await edit(made, t(fields.state === "draft" ? "editor.drafted" : "editor.published", { version }));
    return taken ? key : null;
  };
}
