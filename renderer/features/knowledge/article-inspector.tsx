import type { ReactNode } from "react";
import { articleTitle } from "../../../shared/domain/knowledge/article-standing.ts";
import type { ArticleRow } from "../../data/queries/article-list.ts";
import { useQuery } from "../../data/hooks.ts";
import { Button } from "../../ui/button.tsx";
import { FactList } from "../../ui/fact-list.tsx";
import { Inspector, InspectorSection } from "../../ui/inspector.tsx";
import { ArticleView } from "../../ui/knowledge/article-view.tsx";
import { useNavigate } from "../../ui/navigation.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import { useLanguage, useText } from "../../ui/text.ts";
import { useArticleFacts } from "./article-facts.tsx";
import styles from "./knowledge.module.css";

/** The article under the cursor: what it is for, and its text in the reader's language or in the one that there is. */
export function ArticleInspector({ row, onClose }: { readonly row: ArticleRow; readonly onClose: () => void }): ReactNode {
  const t = useText("knowledge");
  const navigate = useNavigate();
  const own = useLanguage() === "zh-CN" ? "zh" : "en";
  const { article } = row;
  const colleagues = useQuery("colleagues", undefined).data;
  const facts = useArticleFacts(article, row.tally, colleagues?.find(({ id }) => id === article.authorId)?.name ?? null);
  const title = articleTitle(article, own);
  return (
    <Inspector
      label={t("inspector", { title })}
      title={<StateMark state={row.stale ? "watch" : row.state === "published" ? "good" : "unknown"} label={t(`state.${row.state}`)} />}
      meta={row.stale ? t("filter.stale") : undefined}
      onClose={onClose}
    >
      <InspectorSection>
        <h2 className={styles.heading}>{title}</h2>
        <FactList facts={facts} />
        <div className={styles.actions}>
          <Button variant="solid" keyHint="Enter" onClick={() => navigate({ screen: "article", articleKey: row.key })}>
            {t("open")}
          </Button>
        </div>
      </InspectorSection>
      <InspectorSection>
        <ArticleView article={article} languages={article[own] === null ? (own === "zh" ? "en" : "zh") : own} />
      </InspectorSection>
    </Inspector>
  );
}
