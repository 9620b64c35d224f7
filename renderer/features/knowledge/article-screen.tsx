import type { ReactNode } from "react";
import { useMemo, useState } from "react";
import { articleTitle } from "../../../shared/domain/knowledge/article-standing.ts";
import { useQuery, useSyncStatus } from "../../data/hooks.ts";
import { setArticleState } from "../../data/knowledge/article-edits.ts";
import { newRecordId } from "../../data/new-record-id.ts";
import type { ArticleDetail } from "../../data/queries/article-detail.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useKeys } from "../../ui/keys.ts";
import { ArticleView, type ShownLanguages } from "../../ui/knowledge/article-view.tsx";
import { useArticleEdit } from "./use-article-edit.ts";
import { Link } from "../../ui/link.tsx";
import { useNavigate } from "../../ui/navigation.ts";
import { FactLine, Page, PageHeader } from "../../ui/page.tsx";
import { useReady } from "../../ui/ready.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { useLanguage, useText } from "../../ui/text.ts";
import { useArticleFacts } from "./article-facts.tsx";
import { ArticleIncidents } from "./article-incidents.tsx";
import { ArticleVersions } from "./article-versions.tsx";
import styles from "./knowledge.module.css";
import { useKnowledgeStore } from "./knowledge-store.ts";
import { SayBar } from "./say-bar.tsx";

interface Props {
  readonly articleKey: string;
  /** The incident that it is looked at for. */
  readonly incidentId: string | null;
}

/** One article: its text, how it came to be so, and the incidents behind it. */
export function ArticleScreen({ articleKey, incidentId }: Props): ReactNode {
  const t = useText("knowledge");
  const navigate = useNavigate();
  const { data, ready } = useQuery(
    "articleDetail",
    useMemo(() => ({ articleKey, incidentId }), [articleKey, incidentId]),
  );
  useReady(ready);
  if (data === undefined) return null;
  if (data === null) {
    return (
      <Page header={<PageHeader title={t("title")} />}>
        <EmptyState
          title={t("missing")}
          text={t("missing.text")}
          action={<Button onClick={() => navigate({ screen: "knowledge" })}>{t("missing.back")}</Button>}
        />
      </Page>
    );
  }
  return <FoundArticle detail={data} />;
}

const tabs = ["text", "versions", "incidents"] as const;
type Tab = (typeof tabs)[number];
const languages: readonly ShownLanguages[] = ["zh", "en", "both"];

function FoundArticle({ detail }: { readonly detail: ArticleDetail }): ReactNode {
  const t = useText("knowledge");
  const navigate = useNavigate();
  const own = useLanguage() === "zh-CN" ? "zh" : "en";
  const { standing, at, mayWrite } = detail;
  const article = standing.inForce ?? standing.draft;
  const [tab, setTab] = useState<Tab>("text");
  const chosen = useKnowledgeStore((state) => state.languages);
  const { setLanguages } = useKnowledgeStore.getState();
  // Who never chose sees his own language, or the one that there is.
  const shown = chosen ?? (article?.[own] === null ? (own === "zh" ? "en" : "zh") : own);
  const edit = (): void => navigate({ screen: "articleEditor", articleKey: standing.key });
  const back = (): void => navigate(at === null ? { screen: "knowledge" } : { screen: "incident", incidentId: at.incident.id });
  useKeys([
    { keys: "e", label: t("key.edit"), group: "screen", run: () => mayWrite && edit() },
    {
      keys: "g l",
      label: t("key.language"),
      group: "screen",
      run: () => setLanguages(languages[(languages.indexOf(shown) + 1) % languages.length] ?? "both"),
    },
    { keys: "v", label: t("key.tab"), group: "screen", run: () => setTab(tabs[(tabs.indexOf(tab) + 1) % tabs.length] ?? "text") },
    { keys: "Escape", label: t("key.back"), group: "screen", run: back },
  ]);
  if (article === null) return null;
  return (
    <Page
      header={
        <PageHeader
          parent={<Link route={{ screen: "knowledge" }}>{t("title")}</Link>}
          title={articleTitle(article, own)}
          marks={<StateMark state={article.state === "published" ? "good" : "unknown"} label={t(`state.${article.state}`)} />}
          actions={
            mayWrite ? (
              <>
                <StateButton detail={detail} title={articleTitle(article, own)} />
                <Button variant="solid" keyHint="e" onClick={edit}>
                  {t("edit")}
                </Button>
              </>
            ) : undefined
          }
        />
      }
    >
      {at !== null && <SayBar articleKey={standing.key} title={articleTitle(article, own)} at={at} />}
      <Facts detail={detail} />
      <div className={styles.parts}>
        <Tabs
          label={t("tabs")}
          variant="underline"
          value={tab}
          onChange={setTab}
          items={tabs.map((id) => ({ id, label: t(`tab.${id}`), count: countOf(id, detail) }))}
        />
        {tab === "text" && (
          <Segmented
            label={t("language.label")}
            options={languages.map((id) => ({ id, label: t(`language.${id}`) }))}
            value={shown}
            onChange={setLanguages}
          />
        )}
      </div>
      <div className={styles.scroll} tabIndex={0} role="tabpanel" aria-label={t(`tab.${tab}`)}>
        {tab === "text" && <ArticleView article={article} languages={shown} withTitles={shown !== own} />}
        {tab === "versions" && <ArticleVersions detail={detail} />}
        {tab === "incidents" && <ArticleIncidents detail={detail} />}
      </div>
    </Page>
  );
}

function countOf(tab: Tab, { standing, uses, learntFrom }: ArticleDetail): number | undefined {
  if (tab === "text") return undefined;
  if (tab === "versions") return standing.versions.length;
  return new Set([...uses.map(({ use }) => use.incidentId), ...learntFrom.map(({ id }) => id)]).size;
}

function Facts({ detail }: { readonly detail: ArticleDetail }): ReactNode {
  const { standing, tally, authors } = detail;
  const article = standing.inForce ?? standing.draft ?? standing.versions[0];
  if (article === undefined) throw new Error("an article has at least one version");
  return <FactLine facts={useArticleFacts(article, tally, authors[article.authorId] ?? null)} />;
}

/** Out of use, or into use again. */
function StateButton({ detail: { standing }, title }: { readonly detail: ArticleDetail; readonly title: string }): ReactNode {
  const t = useText("knowledge");
  const edit = useArticleEdit();
  const { user } = useSyncStatus();
  const state = standing.inForce?.state;
  if (user === null || state === undefined) return null;
  const retired = state === "retired";
  const run = (): void => {
    const writer = { userId: user.id, atMs: Date.now(), newId: newRecordId };
    const made = setArticleState(standing, retired ? "published" : "retired", t(retired ? "restored.note" : "retired.note"), writer);
    if (made !== null) void edit(made, t(retired ? "restored.done" : "retired.done", { title }));
  };
  return <Button onClick={run}>{t(retired ? "restore" : "retire")}</Button>;
}
