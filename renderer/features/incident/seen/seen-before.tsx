import type { ReactNode } from "react";
import { useRef } from "react";
import { articleTitle } from "../../../../shared/domain/knowledge/article-standing.ts";
import type { RecordOf } from "../../../../shared/domain/kinds.ts";
import { useQuery } from "../../../data/hooks.ts";
import type { SeenIncident, SuggestedArticle } from "../../../data/queries/seen-before.ts";
import { verdicts } from "../../../data/knowledge/article-edits.ts";
import { Button } from "../../../ui/button.tsx";
import { useFormats } from "../../../ui/formats.ts";
import { InspectorSection } from "../../../ui/inspector.tsx";
import { useKeys } from "../../../ui/keys.ts";
import { Link } from "../../../ui/link.tsx";
import { useLanguage, useText } from "../../../ui/text.ts";
import { reasonWords } from "./reason-words.ts";
import styles from "./seen-before.module.css";
import { useVerdicts, type Verdicts } from "./use-verdicts.ts";

/** What is known of an incident like this one: articles to try and say whether they helped, and past incidents with how they were solved. */
export function SeenBefore({ incident }: { readonly incident: RecordOf<"incident"> }): ReactNode {
  const t = useText("knowledge");
  const formats = useFormats();
  const { data } = useQuery("seenBefore", { incidentId: incident.id });
  const box = useRef<HTMLDivElement>(null);
  const told = useVerdicts();
  const { say, link, maySay } = told;
  const language = useLanguage() === "zh-CN" ? "zh" : "en";
  /** The suggestion that the focus is in; undefined = in none. */
  const focused = (): SuggestedArticle | undefined => {
    const key = document.activeElement?.closest<HTMLElement>("[data-seen]")?.dataset["seen"];
    return data?.articles.find(({ article }) => article.key === key);
  };
  const next = (): void => {
    const links = [...(box.current?.querySelectorAll<HTMLElement>("li a") ?? [])];
    const here = links.findIndex((one) => one === document.activeElement?.closest("li")?.querySelector("a"));
    links[(here + 1) % links.length]?.focus();
  };
  useKeys([
    { keys: "x", label: t("seen.key"), group: "screen", run: next },
    ...verdicts.map((verdict, i) => ({
      keys: String(i + 1),
      label: t(`say.${verdict}`),
      group: "screen" as const,
      run: () => {
        const one = focused();
        if (one !== undefined && maySay) say(incident, one.article.key, one.said, verdict);
      },
    })),
    {
      keys: "l",
      label: t("link"),
      group: "screen",
      run: () => {
        const one = focused();
        if (one === undefined || !maySay) return;
        link(incident, { key: one.article.key, title: articleTitle(one.article, language) }, !one.linked);
      },
    },
  ]);
  if (data === undefined || data === null) return null;
  const { articles, incidents, lookedThrough } = data;
  return (
    <InspectorSection
      title={t("seen.title")}
      meta={t("seen.meta", { articles: formats.number(lookedThrough.articles), incidents: formats.number(lookedThrough.incidents) })}
    >
      <div ref={box}>
        {articles.length + incidents.length === 0 && <p className={styles.none}>{t("seen.none")}</p>}
        {articles.length > 0 && (
          <ul className={styles.list} aria-label={t("seen.articles")}>
            {articles.map((one) => (
              <Suggestion key={one.article.key} incident={incident} suggested={one} verdictsOf={told} />
            ))}
          </ul>
        )}
        {incidents.length > 0 && (
          <ul className={styles.list} aria-label={t("seen.incidents")}>
            {incidents.map((one) => (
              <Past key={one.incident.id} seen={one} />
            ))}
          </ul>
        )}
      </div>
    </InspectorSection>
  );
}

function useReasonTexts(): Parameters<typeof reasonWords>[1] {
  return { t: useText("knowledge"), domain: useText("domain"), account: useText("account"), language: useLanguage() };
}

function Suggestion({
  incident,
  suggested: { article, fit, said, linked },
  verdictsOf,
}: {
  readonly verdictsOf: Verdicts;
  readonly incident: RecordOf<"incident">;
  readonly suggested: SuggestedArticle;
}): ReactNode {
  const t = useText("knowledge");
  const texts = useReasonTexts();
  const { own, say, link, maySay } = verdictsOf;
  const title = articleTitle(article, texts.language === "zh-CN" ? "zh" : "en");
  const reasons = reasonWords(fit.reasons, texts);
  const mine = own(said);
  const open = { screen: "article", articleKey: article.key, incidentId: incident.id } as const;
  return (
    <li className={styles.row} data-seen={article.key}>
      <div className={styles.line}>
        <span className={styles.score} title={t("seen.score.title")}>
          {t("seen.score", { score: fit.score })}
        </span>
        <span className={styles.title}>
          <Link route={open}>{title}</Link>
        </span>
        {linked && <span className={styles.mark}>{t("linked")}</span>}
      </div>
      {reasons !== "" && (
        <p className={styles.why} title={reasons}>
          {reasons}
        </p>
      )}
      {maySay && (
        <div className={styles.actions}>
          {verdicts.map((verdict, i) => (
            <Button
              key={verdict}
              size="small"
              variant={mine === verdict ? "outline" : "ghost"}
              pressed={mine === verdict}
              keyHint={String(i + 1)}
              onClick={() => say(incident, article.key, said, verdict)}
            >
              {t(`verdict.${verdict}`)}
            </Button>
          ))}
          <Button size="small" variant="ghost" keyHint="l" onClick={() => link(incident, { key: article.key, title }, !linked)}>
            {t(linked ? "unlink" : "link")}
          </Button>
        </div>
      )}
    </li>
  );
}

function Past({ seen: { incident, likeness, outcome, accountName } }: { readonly seen: SeenIncident }): ReactNode {
  const t = useText("knowledge");
  const texts = useReasonTexts();
  const formats = useFormats();
  const reasons = reasonWords(likeness.reasons, texts);
  const open = { screen: "incident", incidentId: incident.id } as const;
  const facts = [incident.number, accountName, t("seen.took", { time: formats.age(outcome.tookMs) })].filter((part) => part !== null);
  const how = outcome.fix ?? outcome.workaround;
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <span className={styles.score} title={t("seen.score.incident")}>
          {t("seen.score", { score: likeness.score })}
        </span>
        <span className={styles.title}>
          <Link route={open}>{incident.title}</Link>
        </span>
      </div>
      <p className={styles.facts}>{facts.join(" · ")}</p>
      {how !== null && (
        <p className={styles.how} title={how}>
          {how}
        </p>
      )}
      <p className={styles.why} title={reasons}>
        {reasons}
      </p>
    </li>
  );
}
