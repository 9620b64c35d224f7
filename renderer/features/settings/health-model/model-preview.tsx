import { useEffect, useRef, type ReactNode } from "react";
import type { HealthModelDefinition } from "../../../../shared/domain/health/health-model.ts";
import type { HealthGrade } from "../../../../shared/domain/health/health-override.ts";
import { useQuery } from "../../../data/hooks.ts";
import type { PreviewedAccount, PreviewedScore } from "../../../data/queries/health-preview.ts";
import { useFormats } from "../../../ui/formats.ts";
import { exactPoints, pointsChange } from "../../../ui/health-text.ts";
import { Link } from "../../../ui/link.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { useText } from "../../../ui/text.ts";
import styles from "./health-model.module.css";

const grades: readonly HealthGrade[] = ["good", "watch", "risk", "critical", "unknown"];
const mostShown = 10;

/** What a draft would do to the book. `stale` = the draft was changed since. */
export function ModelPreview({ definition, stale }: { readonly definition: HealthModelDefinition; readonly stale: boolean }): ReactNode {
  const t = useText("healthModel");
  const formats = useFormats();
  const { data, ready } = useQuery("healthPreview", { definition });
  const here = useRef<HTMLElement>(null);
  const isShown = ready && data !== undefined && data !== null;
  // The form is long: what was asked for is brought into sight when it is there.
  useEffect(() => {
    if (isShown) here.current?.scrollIntoView({ block: "nearest" });
  }, [isShown, definition]);
  if (!ready || data === undefined) return <p role="status">{t("preview.running")}</p>;
  if (data === null) return null;
  return (
    <section ref={here} className={styles.preview} aria-label={t("preview.title")}>
      <h3>
        {t("preview.title")}{" "}
        <span className={styles.secondary}>
          {stale ? t("preview.stale") : t("preview.meta", { count: data.count, time: formats.time(data.atMs) })}
        </span>
      </h3>
      <table className={styles.distribution}>
        <thead>
          <tr>
            <th scope="col">{t("grades.title")}</th>
            {grades.map((grade) => (
              <th key={grade} scope="col">
                <StateMark state={grade} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(["before", "after"] as const).map((side) => (
            <tr key={side}>
              <th scope="row">{t(side === "before" ? "preview.now" : "preview.then")}</th>
              {grades.map((grade) => (
                <td key={grade} className={side === "after" && data.after[grade] !== data.before[grade] ? styles.changed : undefined}>
                  {formats.number(data[side][grade])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <h4>{data.regraded.length === 0 ? t("preview.none") : t("preview.regraded", { count: data.regraded.length })}</h4>
      <PreviewedAccounts accounts={data.regraded} />
      {data.movers.length > 0 && (
        <>
          <h4>{t("preview.movers")}</h4>
          <PreviewedAccounts accounts={data.movers} />
        </>
      )}
    </section>
  );
}

function PreviewedAccounts({ accounts }: { readonly accounts: readonly PreviewedAccount[] }): ReactNode {
  const t = useText("healthModel");
  const formats = useFormats();
  if (accounts.length === 0) return null;
  const more = accounts.length - mostShown;
  return (
    <>
      <table className={styles.accounts}>
        <tbody>
          {accounts.slice(0, mostShown).map(({ accountId, name, before, after }) => (
            <tr key={accountId}>
              <th scope="row">
                <Link route={{ screen: "account", accountId, tab: "overview" }}>{name}</Link>
              </th>
              <td>
                <Score score={before} />
              </td>
              <td aria-hidden="true">→</td>
              <td>
                <Score score={after} />
              </td>
              <td className={styles.delta}>
                {before.scoreMilli === null || after.scoreMilli === null
                  ? "—"
                  : pointsChange(after.scoreMilli - before.scoreMilli, formats)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className={styles.secondary}>{t("preview.more", { count: more })}</p>}
    </>
  );
}

function Score({ score }: { readonly score: PreviewedScore }): ReactNode {
  const t = useText("healthModel");
  const formats = useFormats();
  return (
    <span className={styles.score}>
      <span className={styles.points}>{score.scoreMilli === null ? t("preview.noScore") : exactPoints(score.scoreMilli, formats)}</span>
      <StateMark state={score.grade} />
    </span>
  );
}
