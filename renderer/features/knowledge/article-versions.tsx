import type { ReactNode } from "react";
import { useMemo, useState } from "react";
import { articleDiff, type ArticleDiff, type FactDiff } from "../../../shared/domain/knowledge/article-diff.ts";
import type { Article } from "../../../shared/domain/knowledge/article.ts";
import type { Text } from "../../../shared/i18n/catalogues.ts";
import type { ArticleDetail } from "../../data/queries/article-detail.ts";
import { useFormats } from "../../ui/formats.ts";
import { useKeys } from "../../ui/keys.ts";
import { useText } from "../../ui/text.ts";
import styles from "./knowledge.module.css";

/** Every version, and what the chosen one changed against the one before it. */
export function ArticleVersions({ detail: { standing, authors } }: { readonly detail: ArticleDetail }): ReactNode {
  const t = useText("knowledge");
  const formats = useFormats();
  const { versions } = standing;
  const [chosenId, setChosenId] = useState(versions[0]?.id ?? "");
  const index = Math.max(
    0,
    versions.findIndex(({ id }) => id === chosenId),
  );
  const [chosen, before] = [versions[index], versions[index + 1] ?? null];
  const diff = useMemo(() => (chosen === undefined ? null : articleDiff(before, chosen)), [before, chosen]);
  const go = (step: number): void => setChosenId(versions[index + step]?.id ?? chosenId);
  useKeys([
    { keys: "j", label: t("versions.list"), group: "screen", run: () => go(1) },
    { keys: "k", label: t("versions.list"), group: "screen", run: () => go(-1) },
  ]);
  if (chosen === undefined || diff === null) return null;
  return (
    <div className={styles.versions}>
      <ol className={styles.list} aria-label={t("versions.list")}>
        {versions.map((version) => (
          <li key={version.id}>
            <button type="button" className={styles.version} aria-pressed={version === chosen} onClick={() => setChosenId(version.id)}>
              {t("versions.one", { version: version.version })}
              <span className={styles.secondary}>
                {" · "}
                {versionWords(version, standing, t)}
                <br />
                {t("use.by", { name: authors[version.authorId] ?? t("use.somebody"), when: formats.day(Date.parse(version.at)) })}
                {version.note !== "" && (
                  <>
                    <br />
                    {version.note}
                  </>
                )}
              </span>
            </button>
          </li>
        ))}
      </ol>
      <section className={styles.diff} aria-label={t("diff.title", { version: chosen.version })}>
        <h2 className={styles.heading}>{t("diff.title", { version: chosen.version })}</h2>
        {before === null && <p className={styles.secondary}>{t("diff.first")}</p>}
        {diff.sections.length + diff.facts.length === 0 && <p className={styles.secondary}>{t("diff.none")}</p>}
        <Changes diff={diff} />
      </section>
    </div>
  );
}

/** Of a published version whether it still is the one in force. */
function versionWords(version: Article, standing: ArticleDetail["standing"], t: Text<"knowledge">): string {
  if (version === standing.inForce && version.state === "published") return t("versions.inForce");
  return version.state === "published" ? t("versions.past") : t(`state.${version.state}`);
}

function Changes({ diff }: { readonly diff: ArticleDiff }): ReactNode {
  const t = useText("knowledge");
  return (
    <>
      {diff.facts.map((fact) => (
        <div key={fact.field}>
          <h3>{t(factLabel[fact.field])}</h3>
          <p>{t("diff.fact", { before: factWords(fact.before, t("diff.nothing")), after: factWords(fact.after, t("diff.nothing")) })}</p>
        </div>
      ))}
      {diff.sections.map(({ language, section, parts }) => (
        <div key={`${language} ${section}`}>
          <h3>{t("diff.section", { section: t(`section.${section}`), language: t(`language.${language}`) })}</h3>
          <p lang={language === "zh" ? "zh-CN" : "en"}>
            {parts.map((part, i) =>
              part.type === "same" ? (
                <span key={i}>{part.text}</span>
              ) : part.type === "added" ? (
                <ins key={i} title={t("diff.added")}>
                  {part.text}
                </ins>
              ) : (
                <del key={i} title={t("diff.removed")}>
                  {part.text}
                </del>
              ),
            )}
          </p>
        </div>
      ))}
    </>
  );
}

const factLabel = {
  state: "fact.state",
  component: "fact.component",
  regions: "fact.regions",
  carriers: "fact.carriers",
  platforms: "fact.platforms",
  sdkRange: "fact.sdk",
  tags: "fact.tags",
  incidentIds: "fact.incidents",
} as const satisfies Record<FactDiff["field"], string>;

function factWords(value: FactDiff["before"], nothing: string): string {
  const words = value === null ? "" : typeof value === "string" ? value : value.join(", ");
  return words === "" ? nothing : words;
}
