import type { ReactNode } from "react";
import type { HealthResult } from "../../../../shared/domain/health/health-result.ts";
import { healthGrades } from "../../../../shared/domain/health/health-override.ts";
import { joinDots } from "../../../../shared/i18n/format-number.ts";
import { Button } from "../../../ui/button.tsx";
import { cx } from "../../../ui/cx.ts";
import { useFormats } from "../../../ui/formats.ts";
import { pointsChange, wholePoints } from "../../../ui/health-text.ts";
import { StateMark } from "../../../ui/state-mark.tsx";
import { useText } from "../../../ui/text.ts";
import { HealthSpark } from "./health-spark.tsx";
import { sincePeriods, type Since, type SincePeriod } from "./health-moves.tsx";
import styles from "./health.module.css";
import { lastDayOf } from "./override-days.ts";

interface HealthHeadProps {
  readonly result: HealthResult;
  readonly since: Readonly<Record<SincePeriod, Since>>;
  /** Points 0–100 of the last 90 days and today; NaN = none. */
  readonly days: readonly number[];
  /** Lower bounds of the grades, 0–100. */
  readonly grades: { readonly good: number; readonly watch: number; readonly risk: number };
  readonly overrideAuthor: string | null;
  readonly onOverride: () => void;
  readonly onWithdraw: () => void;
}

/** The score with its grade, how it moved, how sure it is, and three months of it. */
export function HealthHead({ result, since, days, grades, overrideAuthor, onOverride, onWithdraw }: HealthHeadProps): ReactNode {
  const t = useText("health");
  const domain = useText("domain");
  const formats = useFormats();
  const { scoreMilli, grade, override } = result;
  const score = scoreMilli === null ? t("unknown") : wholePoints(scoreMilli, formats);
  const better = healthGrades[healthGrades.indexOf(grade === "unknown" ? "good" : grade) - 1] ?? "good";
  const bound = better === "critical" ? null : grades[better];
  const version = result.modelVersion === 0 ? t("model.builtIn") : t("model", { version: result.modelVersion });
  return (
    <header className={styles.head}>
      <div className={styles.score}>
        <span className={styles.figure}>
          {scoreMilli === null ? "—" : score}
          <span className={styles.outOf}>{t("outOf")}</span>
        </span>
        <StateMark state={override?.grade ?? grade} />
      </div>
      <dl className={styles.since}>
        {sincePeriods.map((period) => {
          const before = since[period].scoreMilli;
          const delta = before === null || scoreMilli === null ? null : scoreMilli - before;
          return (
            <Fact key={period} label={t(`since.${period}`)} look={delta !== null && delta <= -3_000}>
              {delta === null ? "—" : pointsChange(delta, formats)}
            </Fact>
          );
        })}
        <Fact label={t("confidence")} title={t("confidence.hint")}>
          {formats.percent(result.confidence, 0)}
        </Fact>
      </dl>
      <div className={styles.spark}>
        <HealthSpark values={days} grade={grade} bound={bound} label={t("spark", { score })} />
        <span className={styles.caption}>
          <span className={styles.ellipsis} title={version}>
            {bound === null ? version : t("spark.caption", { grade: domain(`state.${better}`) })}
          </span>
          {override === null && (
            <Button size="small" variant="ghost" keyHint="o" onClick={onOverride} aria-haspopup="dialog">
              {t("override.set")}
            </Button>
          )}
        </span>
      </div>
      {scoreMilli === null && <p className={styles.override}>{t("score.none")}</p>}
      {override !== null && (
        <div className={styles.override}>
          <span>
            {joinDots([
              t("override.shown", {
                grade: domain(`state.${override.grade}`),
                name: overrideAuthor ?? override.authorId,
                day: lastDayOf(override.expiresAt),
                reason: override.reason,
              }),
              t("computed", { score, grade: domain(`state.${grade}`) }),
            ])}
          </span>
          <Button size="small" variant="ghost" onClick={onWithdraw}>
            {t("override.withdraw")}
          </Button>
        </div>
      )}
    </header>
  );
}

function Fact({
  label,
  title,
  look,
  children,
}: {
  readonly label: string;
  readonly title?: string;
  readonly look?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <>
      <dt title={title}>{label}</dt>
      <dd className={cx(look === true && styles.fall)}>{children}</dd>
    </>
  );
}
