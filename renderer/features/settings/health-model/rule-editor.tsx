import { Plus, X } from "lucide-react";
import { useId, type ReactNode } from "react";
import type { ModelFault } from "../../../../shared/domain/health/check-health-model.ts";
import type { Curve, RuleSetting } from "../../../../shared/domain/health/health-model.ts";
import type { HealthRuleId } from "../../../../shared/domain/health/health-rules.ts";
import { type MetricId, metrics } from "../../../../shared/domain/metrics/metrics.ts";
import { Button } from "../../../ui/button.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Select } from "../../../ui/select.tsx";
import { useText } from "../../../ui/text.ts";
import { faultAt, typedScale, withNextPoint, withoutPoint, withPoint } from "./draft-edits.ts";
import styles from "./health-model.module.css";
import { faultText, unitText } from "./model-words.ts";
import { NumberField } from "./number-field.tsx";

const judging = (Object.keys(metrics) as MetricId[]).filter((id) => metrics[id].better !== "none");
const [pictureWidth, pictureHeight] = [160, 64];

interface RuleEditorProps {
  readonly rule: HealthRuleId;
  readonly setting: RuleSetting;
  readonly path: readonly (string | number)[];
  readonly faults: readonly ModelFault[];
  /** null = it can only be read. */
  readonly onChange: ((setting: RuleSetting) => void) | null;
}

/** Limit of an hour and curve of one rule. */
export function RuleEditor({ rule, setting, path, faults, onChange }: RuleEditorProps): ReactNode {
  const t = useText("healthModel");
  const domain = useText("domain");
  const faultsAt = (...rest: readonly (string | number)[]): string | null => {
    const fault = faultAt(faults, [...path, ...rest]);
    return fault === null ? null : faultText(fault, { model: t, domain });
  };
  const setCurve = (curve: Curve): void => onChange?.({ ...setting, curve });
  const unit = unitText(rule, t);
  return (
    <div className={styles.rule}>
      {setting.hour !== null && <HourLimit hour={setting.hour} setting={setting} onChange={onChange} faultsAt={faultsAt} />}
      <div className={styles.curve}>
        <table className={styles.points}>
          <caption>{t("curve.title")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("curve.measured")}</th>
              <th scope="col">{t("curve.points")}</th>
              {onChange !== null && <th scope="col">{t("curve.point")}</th>}
            </tr>
          </thead>
          <tbody>
            {setting.curve.map(([measured, points], i) => (
              // A point has no identity but its place.
              // eslint-disable-next-line react/no-array-index-key
              <tr key={i}>
                <td>
                  <NumberField
                    label={t("curve.measuredOf", { number: i + 1 })}
                    value={measured}
                    scale={typedScale(rule)}
                    {...(unit === undefined ? {} : { unit })}
                    error={faultsAt("curve", i, 0)}
                    onChange={onChange === null ? null : (value) => setCurve(withPoint(setting.curve, i, [value, points]))}
                  />
                </td>
                <td>
                  <NumberField
                    label={t("curve.pointsOf", { number: i + 1 })}
                    value={points}
                    error={faultsAt("curve", i, 1)}
                    onChange={onChange === null ? null : (value) => setCurve(withPoint(setting.curve, i, [measured, value]))}
                  />
                </td>
                {onChange !== null && (
                  <td>
                    <IconButton
                      size="small"
                      icon={<X size={14} />}
                      label={t("curve.remove", { number: i + 1 })}
                      disabled={setting.curve.length <= 2}
                      onClick={() => setCurve(withoutPoint(setting.curve, i))}
                    />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
        <CurvePicture curve={setting.curve} label={t("curve.picture", pictureEnds(setting.curve, typedScale(rule)))} />
      </div>
      {faultOfWhole(faults, path) && (
        <p className={styles.fault} role="alert">
          {faultsAt("curve")}
        </p>
      )}
      {onChange !== null && (
        <Button
          size="small"
          variant="ghost"
          icon={<Plus size={14} />}
          disabled={setting.curve.length >= 20}
          onClick={() => setCurve(withNextPoint(setting.curve))}
        >
          {t("curve.add")}
        </Button>
      )}
    </div>
  );
}

function HourLimit({
  hour,
  setting,
  onChange,
  faultsAt,
}: {
  readonly hour: NonNullable<RuleSetting["hour"]>;
  readonly setting: RuleSetting;
  readonly onChange: RuleEditorProps["onChange"];
  readonly faultsAt: (...rest: readonly string[]) => string | null;
}): ReactNode {
  const t = useText("healthModel");
  const domain = useText("domain");
  const id = useId();
  const isShare = metrics[hour.metric].unit === "ratio";
  const metricFault = faultsAt("hour", "metric");
  return (
    <div className={styles.hour}>
      <label htmlFor={`${id}-metric`}>{t("hour.metric")}</label>
      {onChange === null ? (
        <span>{domain(`metric.${hour.metric}`)}</span>
      ) : (
        <Select
          id={`${id}-metric`}
          value={hour.metric}
          aria-invalid={metricFault !== null}
          options={judging.map((metric) => ({ id: metric, label: domain(`metric.${metric}`) }))}
          onChange={(metric) => onChange({ ...setting, hour: { ...hour, metric } })}
        />
      )}
      <label htmlFor={`${id}-limit`}>{t(metrics[hour.metric].better === "higher" ? "hour.limit.atLeast" : "hour.limit.atMost")}</label>
      <NumberField
        id={`${id}-limit`}
        label={t(metrics[hour.metric].better === "higher" ? "hour.limit.atLeast" : "hour.limit.atMost")}
        value={hour.limit}
        scale={isShare ? 100 : 1}
        unit={t(isShare ? "unit.percent" : "unit.ms")}
        error={faultsAt("hour", "limit")}
        onChange={onChange === null ? null : (limit) => onChange({ ...setting, hour: { ...hour, limit } })}
      />
      {metricFault !== null && (
        <p className={styles.fault} role="alert">
          {metricFault}
        </p>
      )}
    </div>
  );
}

/** A fault of the curve as a whole; those of single points stand beside them. */
function faultOfWhole(faults: readonly ModelFault[], path: readonly (string | number)[]): boolean {
  const curve = [...path, "curve"];
  return faults.some((fault) => fault.path.length === curve.length && curve.every((part, i) => fault.path[i] === part));
}

function pictureEnds(curve: Curve, scale: number): { readonly from: string; readonly to: string } {
  const text = (point: Curve[number] | undefined): string =>
    point === undefined ? "" : `${String(Number((point[0] * scale).toPrecision(6)))}: ${String(point[1])}`;
  return { from: text(curve[0]), to: text(curve.at(-1)) };
}

/** The curve from 0 to 100 points; it is not drawn while a number is missing. */
function CurvePicture({ curve, label }: { readonly curve: Curve; readonly label: string }): ReactNode {
  const [first, last] = [curve[0]?.[0] ?? 0, curve.at(-1)?.[0] ?? 0];
  if (!(last > first) || curve.some(([x, y]) => Number.isNaN(x) || Number.isNaN(y))) return null;
  const points = curve.map(([x, y]) => `${String(((x - first) / (last - first)) * pictureWidth)},${String(pictureHeight * (1 - y / 100))}`);
  return (
    <svg
      className={styles.picture}
      viewBox={`-2 -2 ${String(pictureWidth + 4)} ${String(pictureHeight + 4)}`}
      role="img"
      aria-label={label}
    >
      <line x1={0} x2={pictureWidth} y1={pictureHeight} y2={pictureHeight} />
      <polyline points={points.join(" ")} />
    </svg>
  );
}
