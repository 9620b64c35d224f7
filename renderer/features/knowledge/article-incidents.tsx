import type { ReactNode } from "react";
import type { ArticleDetail, NamedIncident } from "../../data/queries/article-detail.ts";
import { useFormats } from "../../ui/formats.ts";
import { Link } from "../../ui/link.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./knowledge.module.css";

/** Incidents that the article was learnt from, and those at which somebody said whether it helped. */
export function ArticleIncidents({ detail: { learntFrom, uses } }: { readonly detail: ArticleDetail }): ReactNode {
  const t = useText("knowledge");
  const formats = useFormats();
  return (
    <div className={styles.rows}>
      <h2>{t("learnt.title")}</h2>
      {learntFrom.length === 0 ? (
        <p className={styles.missing}>{t("learnt.none")}</p>
      ) : (
        <ul>
          {learntFrom.map((incident) => (
            <li key={incident.id}>
              <Named incident={incident} />
            </li>
          ))}
        </ul>
      )}
      <h2>{t("uses.title")}</h2>
      {uses.length === 0 ? (
        <p className={styles.missing}>{t("uses.none")}</p>
      ) : (
        <ul>
          {uses.map(({ use, incident, byName }) => (
            <li key={use.id}>
              <Named incident={incident} />
              {use.verdict !== "withdrawn" && <span>{t(`verdict.${use.verdict}`)}</span>}
              <span className={styles.secondary}>
                {t("use.by", { name: byName ?? t("use.somebody"), when: formats.day(Date.parse(use.at)) })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Named({ incident: { id, known } }: { readonly incident: NamedIncident }): ReactNode {
  const t = useText("knowledge");
  const formats = useFormats();
  if (known === null) return <span className={styles.missing}>{t("incident.unknown")}</span>;
  const took = known.tookMs === null ? null : t("incident.took", { time: formats.age(known.tookMs) });
  return (
    <span>
      <Link route={{ screen: "incident", incidentId: id }}>{known.title}</Link>
      <span className={styles.secondary}> {[known.number, known.accountName, took].filter((part) => part !== null).join(" · ")}</span>
    </span>
  );
}
