import type { ReactNode } from "react";
import { verdicts } from "../../data/knowledge/article-edits.ts";
import type { ArticleDetail } from "../../data/queries/article-detail.ts";
import { Button } from "../../ui/button.tsx";
import { useKeys } from "../../ui/keys.ts";
import { Link } from "../../ui/link.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./knowledge.module.css";
import { useVerdicts } from "./use-verdicts.ts";

interface Props {
  readonly articleKey: string;
  readonly title: string;
  readonly at: NonNullable<ArticleDetail["at"]>;
}

/** The incident that the article is read for, and whether it helped there. */
export function SayBar({ articleKey, title, at: { incident, said } }: Props): ReactNode {
  const t = useText("knowledge");
  const { own, say, link, maySay } = useVerdicts();
  const mine = own(said);
  const linked = (incident.links ?? []).some((one) => one.type === "article" && one.ref === articleKey);
  const toggleLink = (): void => link(incident, { key: articleKey, title }, !linked);
  useKeys(
    maySay
      ? [
          ...verdicts.map((verdict, i) => ({
            keys: String(i + 1),
            label: t(`say.${verdict}`),
            group: "screen" as const,
            run: () => say(incident, articleKey, said, verdict),
          })),
          { keys: "l", label: t("link"), group: "screen" as const, run: toggleLink },
        ]
      : [],
  );
  return (
    <div className={styles.say} role="group" aria-label={t("say.label")}>
      <span>
        <Link route={{ screen: "incident", incidentId: incident.id }}>{t("for", { number: incident.number, title: incident.title })}</Link>
      </span>
      {maySay && (
        <>
          {verdicts.map((verdict, i) => (
            <Button
              key={verdict}
              size="small"
              variant={mine === verdict ? "outline" : "ghost"}
              pressed={mine === verdict}
              keyHint={String(i + 1)}
              onClick={() => say(incident, articleKey, said, verdict)}
            >
              {t(`say.${verdict}`)}
            </Button>
          ))}
          <Button size="small" variant="ghost" keyHint="l" onClick={toggleLink}>
            {t(linked ? "unlink" : "link")}
          </Button>
        </>
      )}
    </div>
  );
}
