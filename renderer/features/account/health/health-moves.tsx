import { useState, type ReactNode } from "react";
import { joinDots } from "../../../../shared/i18n/format-number.ts";
import type { HealthMove } from "../../../../shared/domain/health/health-result.ts";
import { cx } from "../../../ui/cx.ts";
import { useFormats } from "../../../ui/formats.ts";
import { exactPoints, measuredText, pointsChange } from "../../../ui/health-text.ts";
import { Segmented } from "../../../ui/segmented.tsx";
import { useText } from "../../../ui/text.ts";
import { Section } from "../section.tsx";
import styles from "./health.module.css";
import { waterfall, type WaterfallStep } from "./waterfall.ts";

/** A score of an earlier day and everything that has moved since. */
export interface Since {
  readonly atMs: number;
  /** null = there is no score of that day. */
  readonly scoreMilli: number | null;
  readonly moves: readonly HealthMove[];
}

export const sincePeriods = ["day1", "day7", "day90"] as const;
export type SincePeriod = (typeof sincePeriods)[number];

interface HealthMovesProps {
  readonly nowMilli: number | null;
  readonly since: Readonly<Record<SincePeriod, Since>>;
}

const barWidth = 132;
const mostSteps = 8;

/** The way from an earlier score to this one as a waterfall, a move a row. */
export function HealthMoves({ nowMilli, since }: HealthMovesProps): ReactNode {
  const t = useText("health");
  const formats = useFormats();
  const [period, setPeriod] = useState<SincePeriod>("day7");
  const { atMs, scoreMilli, moves } = since[period];
  const steps = scoreMilli === null || nowMilli === null ? [] : waterfall(scoreMilli, moves, mostSteps);
  return (
    <Section
      title={t("moves.title")}
      end={
        <Segmented
          label={t("moves.period")}
          value={period}
          onChange={setPeriod}
          options={sincePeriods.map((id) => ({ id, label: t(`since.${id}`) }))}
        />
      }
    >
      {scoreMilli === null || nowMilli === null ? (
        <p className={styles.faint}>{t("moves.unknown")}</p>
      ) : (
        <table className={styles.waterfall} aria-label={t("moves.title")}>
          <tbody>
            <Whole label={formats.day(atMs, "UTC")} milli={scoreMilli} span={spanOf(steps, scoreMilli, nowMilli)} />
            {steps.length === 0 && (
              <tr>
                <td colSpan={2}>{t("moves.none")}</td>
              </tr>
            )}
            {steps.map((step) => (
              <Step key={step.moves[0]?.rule} step={step} span={spanOf(steps, scoreMilli, nowMilli)} />
            ))}
            <Whole label={t("moves.now")} milli={nowMilli} span={spanOf(steps, scoreMilli, nowMilli)} />
          </tbody>
        </table>
      )}
    </Section>
  );
}

/** The part of the scale that the steps move in, with a little room: the bars float, so nothing is cut from below. */
function spanOf(steps: readonly WaterfallStep[], before: number, after: number): { readonly low: number; readonly high: number } {
  const ends = [before, after, ...steps.flatMap((step) => [step.fromMilli, step.toMilli])];
  const low = Math.max(0, Math.min(...ends) - 1_000);
  return { low, high: Math.max(Math.max(...ends) + 1_000, low + 4_000) };
}

interface Span {
  readonly low: number;
  readonly high: number;
}

function at(milli: number, { low, high }: Span): number {
  return ((milli - low) / (high - low)) * barWidth;
}

function Whole({ label, milli, span }: { readonly label: string; readonly milli: number; readonly span: Span }): ReactNode {
  const formats = useFormats();
  return (
    <tr>
      <th scope="row" className={cx(styles.name, styles.strong)} style={{ textAlign: "start" }}>
        {label}
      </th>
      <td className={cx(styles.delta, styles.strong)}>
        <svg width={barWidth} height={12} viewBox={`0 0 ${barWidth} 12`} aria-hidden="true">
          <rect className={styles.wholeBar} x={Math.max(0, at(milli, span) - 1)} y={1} width={2} height={10} />
        </svg>
        <span className={styles.deltaNumber}>{exactPoints(milli, formats)}</span>
      </td>
    </tr>
  );
}

function Step({ step, span }: { readonly step: WaterfallStep; readonly span: Span }): ReactNode {
  const t = useText("health");
  const formats = useFormats();
  const [first, ...more] = step.moves;
  if (first === undefined) return null;
  const delta = step.toMilli - step.fromMilli;
  const words = more.length > 0 ? t("moves.rest", { count: step.moves.length }) : moveText(first);
  const from = at(Math.min(step.fromMilli, step.toMilli), span);
  const to = at(Math.max(step.fromMilli, step.toMilli), span);
  return (
    <tr>
      <th scope="row" className={styles.name} title={words}>
        {words}
      </th>
      <td className={cx(styles.delta, delta < 0 ? styles.fall : styles.rise)}>
        <svg width={barWidth} height={12} viewBox={`0 0 ${barWidth} 12`} aria-hidden="true">
          <rect className={delta < 0 ? styles.fallBar : styles.riseBar} x={from} y={2} width={Math.max(1, to - from)} height={8} rx={1} />
        </svg>
        <span className={styles.deltaNumber}>{pointsChange(delta, formats)}</span>
      </td>
    </tr>
  );

  function moveText(move: HealthMove): string {
    const { rule, before, after, because } = move;
    const value = (measured: number | null): string => (measured === null ? t("unknown") : measuredText(rule, measured, t, formats));
    const change = t("moves.measured", { before: value(before.measured), after: value(after.measured) });
    return joinDots([t(`rule.${rule}`), because === "measure" ? change : because === "weights" ? t("moves.because.weights") : change]);
  }
}
