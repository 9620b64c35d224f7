import { useState, type ReactNode } from "react";
import { metrics } from "../../../../shared/domain/metrics/metrics.ts";
import type { WeightedRate } from "../../../../shared/domain/quality/weighted.ts";
import type { QualitySlices } from "../../../data/queries/quality-slices.ts";
import { cx } from "../../../ui/cx.ts";
import { useFormats } from "../../../ui/formats.ts";
import { heatClass, heatLevel } from "../../../ui/heat-table.tsx";
import { Segmented } from "../../../ui/segmented.tsx";
import { useLanguage, useText } from "../../../ui/text.ts";
import styles from "../account.module.css";
import heat from "./quality-hours.module.css";
import { bareText, rateText } from "./rate-text.ts";

/** A Sunday, noon UTC: its weekday and those of the days after it have the names that are shown. */
const sundayMs = Date.UTC(2026, 10, 15, 12);
const dayMs = 86_400_000;
const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** Weekdays in the reader's order, 0 = Sunday. */
function weekOf(language: string): readonly number[] {
  return language === "en" ? [0, 1, 2, 3, 4, 5, 6] : [1, 2, 3, 4, 5, 6, 0];
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}

/** When it is bad: hour of the day × weekday on the audience's clock, as one ramp or as figures with their sessions. */
export function QualityHours({ slices }: { readonly slices: QualitySlices }): ReactNode {
  const t = useText("quality");
  const formats = useFormats();
  const [view, setView] = useState<"map" | "table">("map");
  const { metric, timeZone } = slices;
  const top = Math.max(...slices.hours.map(({ value }) => (value === null ? 0 : badness(value, metric))));
  const title = t("heat.title", { zone: timeZone });
  const worst = metrics[metric].better === "higher" ? 1 - top : top;
  return (
    <section aria-label={title}>
      <div className={styles.sectionHead}>
        <h2>{title}</h2>
        <span className={styles.meta}>{[t("weighted"), t("heat.top", { value: rateText(worst, metric, formats, 2) })].join(" · ")}</span>
        <span className={styles.end}>
          <Segmented
            label={t("heat.view")}
            value={view}
            onChange={setView}
            options={[
              { id: "map", label: t("heat.map") },
              { id: "table", label: t("heat.table") },
            ]}
          />
        </span>
      </div>
      {view === "map" ? <HourMap slices={slices} top={top} /> : <HourTable slices={slices} />}
    </section>
  );
}

/** Bad is strong: a rate that should be high is shown by what is missing to 1. */
function badness(value: number, metric: QualitySlices["metric"]): number {
  return metrics[metric].better === "higher" ? 1 - value : value;
}

function HourMap({ slices, top }: { readonly slices: QualitySlices; readonly top: number }): ReactNode {
  const t = useText("quality");
  const formats = useFormats();
  const { metric } = slices;
  const cellText = (day: number, hour: number, { value, n }: WeightedRate): string =>
    t("heat.cell", {
      day: formats.weekday(sundayMs + day * dayMs, "UTC"),
      hour: clock(hour),
      value: rateText(value, metric, formats, 2),
      n: formats.number(n),
    });
  return (
    <table className={heat.table}>
      <thead>
        <tr>
          <th scope="col">{t("heat.corner", { unit: t(metrics[metric].unit === "ms" ? "unit.ms" : "unit.ratio") })}</th>
          {hours.map((hour) => (
            <th key={hour} scope="col">
              {String(hour).padStart(2, "0")}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weekOf(useLanguage()).map((day) => (
          <tr key={day}>
            <th scope="row">{formats.weekday(sundayMs + day * dayMs, "UTC")}</th>
            {hours.map((hour) => {
              const rate = slices.hours[day * 24 + hour] ?? { value: null, n: 0 };
              const level = rate.value === null || top === 0 ? null : heatLevel(badness(rate.value, metric) / top);
              return (
                <td key={hour} title={cellText(day, hour, rate)} className={cx(level !== null && heatClass(level))}>
                  {bareText(rate.value, metric, formats)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function HourTable({ slices }: { readonly slices: QualitySlices }): ReactNode {
  const t = useText("quality");
  const domain = useText("domain");
  const common = useText("common");
  const formats = useFormats();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t("heat.weekday")}</th>
          <th scope="col">{t("heat.hour")}</th>
          <th scope="col" className={styles.number}>
            {domain(`metric.${slices.metric}`)}
          </th>
          <th scope="col" className={styles.number}>
            {t("column.n")}
          </th>
        </tr>
      </thead>
      <tbody>
        {weekOf(useLanguage()).flatMap((day) =>
          hours.map((hour) => {
            const { value, n } = slices.hours[day * 24 + hour] ?? { value: null, n: 0 };
            return (
              <tr key={`${day} ${hour}`}>
                <th scope="row">{formats.weekday(sundayMs + day * dayMs, "UTC")}</th>
                <td>{clock(hour)}</td>
                <td className={styles.number}>{value === null ? common("value.none") : rateText(value, slices.metric, formats, 2)}</td>
                <td className={`${styles.number} ${styles.secondary}`}>{formats.number(n)}</td>
              </tr>
            );
          }),
        )}
      </tbody>
    </table>
  );
}
