import type { ReactNode } from "react";
import { useQuery } from "../../data/hooks.ts";
import type { ChangedIncident, SinceLeft } from "../../data/queries/since-left.ts";
import { useFormats } from "../../ui/formats.ts";
import { useNow } from "../../ui/now.ts";
import { useText } from "../../ui/text.ts";
import { lastVisitMs } from "./last-visit.ts";
import styles from "./today.module.css";

const namesShown = 2;

/** What changed since the reader last left this laptop. */
export function SinceLeftLine({ scope }: { readonly scope: "mine" | "all" }): ReactNode {
  const t = useText("today");
  return (
    <section className={styles.left}>
      {lastVisitMs === null ? <p>{t("left.first")}</p> : <Changes scope={scope} sinceMs={lastVisitMs} />}
    </section>
  );
}

function Changes({ scope, sinceMs }: { readonly scope: "mine" | "all"; readonly sinceMs: number }): ReactNode {
  const t = useText("today");
  const formats = useFormats();
  const nowMs = useNow("minute");
  const { data } = useQuery("sinceLeft", { scope, sinceMs });
  return (
    <>
      <h2>{t("left.title", { time: formats.dateTime(sinceMs, formats.zone, nowMs) })}</h2>
      {data !== undefined && (
        <dl className={styles.cells}>
          {cells(data).map((cell) => (
            <div key={cell.label}>
              <dt>
                <strong>{cell.names.length}</strong>
                {cell.label}
              </dt>
              <dd>{listed(cell.names)}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );

  function cells({ opened, ended, answers, touched }: SinceLeft): readonly { readonly label: string; readonly names: readonly string[] }[] {
    return [
      { label: t("left.opened"), names: opened.map(incidentName) },
      { label: t("left.ended"), names: ended.map(incidentName) },
      { label: t("left.answers"), names: answers.map((answer) => answer.accountName) },
      { label: t("left.touched"), names: touched.map((account) => account.accountName) },
    ];
  }

  function listed(names: readonly string[]): string {
    if (names.length === 0) return t("left.none");
    const list = formats.list(names.slice(0, namesShown));
    return names.length > namesShown ? t("left.more", { list, count: names.length - namesShown }) : list;
  }
}

function incidentName(incident: ChangedIncident): string {
  return `${incident.severity} ${incident.number}`;
}
