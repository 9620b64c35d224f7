import type { ReactNode } from "react";
import { type Article, type ArticleLanguage, articleSections } from "../../../shared/domain/knowledge/article.ts";
import { cx } from "../cx.ts";
import { useText } from "../text.ts";
import styles from "./article-view.module.css";
import { PlainText } from "./plain-text.tsx";

export type ShownLanguages = ArticleLanguage | "both";

interface ArticleViewProps {
  readonly article: Pick<Article, "zh" | "en">;
  readonly languages: ShownLanguages;
  /** The title above the sections: where no heading of the page says it, or says the other one. */
  readonly withTitles?: boolean;
}

/** An article's text, in one language or both side by side, section beside section. */
export function ArticleView({ article, languages, withTitles = false }: ArticleViewProps): ReactNode {
  const t = useText("knowledge");
  const shown: readonly ArticleLanguage[] = languages === "both" ? ["zh", "en"] : [languages];
  const titled = withTitles || shown.length > 1;
  // A section stands below the title, wherever that is.
  const Heading = titled ? "h3" : "h2";
  return (
    <div className={cx(styles.article, shown.length > 1 && styles.both)}>
      {titled &&
        shown.map((language) => (
          <h2 key={language} lang={language === "zh" ? "zh-CN" : "en"} className={styles.heading}>
            {article[language]?.title ?? <span className={styles.none}>{t("language.missing")}</span>}
          </h2>
        ))}
      {shown.every((language) => article[language] === null)
        ? shown.length === 1 && <p className={styles.none}>{t("language.missing")}</p>
        : articleSections.map((section) => (
            <section key={section} className={styles.section} aria-label={t(`section.${section}`)}>
              <Heading className={styles.sectionTitle}>{t(`section.${section}`)}</Heading>
              <div className={styles.columns}>
                {shown.map((language) => {
                  const text = article[language]?.[section] ?? "";
                  return (
                    <div key={language} lang={language === "zh" ? "zh-CN" : "en"} className={styles.text}>
                      {text.trim() === "" ? <p className={styles.none}>{t("section.none")}</p> : <PlainText text={text} />}
                    </div>
                  );
                })}
              </div>
            </section>
          ))}
    </div>
  );
}
