import { useMemo } from "react";
import { articleTitle } from "../../../shared/domain/knowledge/article-standing.ts";
import { articleLanguages } from "../../../shared/domain/knowledge/article.ts";
import type { ArticleRow } from "../../data/queries/article-list.ts";
import { useFormats } from "../../ui/formats.ts";
import { useNow } from "../../ui/now.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import type { Column } from "../../ui/table/column.ts";
import { useLanguage, useText } from "../../ui/text.ts";
import styles from "./knowledge.module.css";

const markOf = { published: "good", draft: "unknown", retired: "unknown" } as const;

/** Columns of the list of articles. */
export function useArticleColumns(): readonly Column<ArticleRow>[] {
  const t = useText("knowledge");
  const language = useLanguage();
  const formats = useFormats();
  const nowMs = useNow("minute");
  return useMemo((): readonly Column<ArticleRow>[] => {
    const own = language === "zh-CN" ? "zh" : "en";
    const missing = <span className={styles.missing}>—</span>;
    const count = (value: number) => (value === 0 ? <span className={styles.missing}>0</span> : formats.number(value));
    return [
      {
        id: "state",
        header: t("filter.state"),
        width: 84,
        cell: ({ state, stale }) => <StateMark state={stale ? "watch" : markOf[state]} label={t(`state.${state}`)} />,
        title: ({ stale }) => (stale ? t("stale") : undefined),
      },
      {
        id: "title",
        header: t("col.title"),
        width: 170,
        grow: 5,
        cell: ({ article, hasDraft }) => (
          <>
            <span className={styles.name}>{articleTitle(article, own)}</span>
            {hasDraft && <span className={styles.secondary}> · {t("draft.waits")}</span>}
          </>
        ),
        title: ({ article }) => articleTitle(article, own),
      },
      {
        id: "component",
        header: t("col.component"),
        width: 92,
        grow: 1,
        cell: ({ article }) => (article.component === null ? missing : <span className={styles.secondary}>{article.component}</span>),
        title: ({ article }) => article.component ?? undefined,
      },
      {
        id: "languages",
        header: t("col.languages"),
        width: 64,
        cell: ({ article }) => (
          <span className={styles.secondary}>
            {articleLanguages
              .filter((one) => article[one] !== null)
              .map((one) => t(`language.short.${one}`))
              .join(" · ")}
          </span>
        ),
      },
      {
        id: "uses",
        header: t("col.uses"),
        headerTitle: t("col.uses.title"),
        width: 44,
        align: "end",
        cell: ({ tally }) => count(tally.solved + tally.helped + tally.notHelpful),
      },
      {
        id: "helped",
        header: t("col.helped"),
        headerTitle: t("col.helped.title"),
        width: 66,
        align: "end",
        cell: ({ tally }) => (tally.helpedShare === null ? missing : formats.percent(tally.helpedShare)),
      },
      {
        id: "solved",
        header: t("col.solved"),
        headerTitle: t("col.solved.title"),
        width: 52,
        align: "end",
        cell: ({ tally }) => count(tally.solved),
      },
      { id: "version", header: t("col.version"), width: 54, align: "end", cell: ({ article }) => formats.number(article.version) },
      {
        id: "age",
        header: t("col.age"),
        headerTitle: t("col.age.title"),
        width: 84,
        align: "end",
        cell: ({ writtenMs }) => formats.day(writtenMs),
        title: ({ writtenMs }) => formats.dateTime(writtenMs, formats.zone, nowMs),
      },
    ];
  }, [t, language, formats, nowMs]);
}
