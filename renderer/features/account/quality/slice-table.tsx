import type { ReactNode } from "react";
import { isPlatform } from "../../../../shared/domain/sdk/sdk-release.ts";
import type { QualitySlice, QualitySlices, SliceDimension } from "../../../data/queries/quality-slices.ts";
import { regionName } from "../../../ui/attention-text.ts";
import { Button } from "../../../ui/button.tsx";
import { useFormats } from "../../../ui/formats.ts";
import { useText } from "../../../ui/text.ts";
import styles from "../account.module.css";
import { carrierName } from "../../../ui/carrier-name.ts";
import type { Choice } from "./quality-controls.tsx";
import { changeText, rateText, trendOf } from "./rate-text.ts";

interface SliceTableProps {
  readonly slices: QualitySlices;
  readonly by: SliceDimension;
  readonly compared: boolean;
  /** Region and carrier lead on: to that part alone. */
  readonly onNarrow: (part: Partial<Choice>) => void;
}

/** Each part in both periods with the sessions it rests on, and what changed; the worst first, all together last. */
export function SliceTable({ slices, by, compared, onNarrow }: SliceTableProps): ReactNode {
  const t = useText("quality");
  const account = useText("account");
  const domain = useText("domain");
  const formats = useFormats();
  const { metric, timeZone } = slices;
  const nameOf = (id: string): string => {
    switch (by) {
      case "region":
        return regionName(domain, id);
      case "carrier":
        return carrierName(id, account);
      case "platform":
        return isPlatform(id) ? t(`platform.${id}`) : id;
      case "sdk":
        return id;
    }
  };
  const span = (from: number, to: number): string =>
    t("column.now", { from: formats.day(from, timeZone), to: formats.day(to - 1, timeZone) });
  const title = t("slices", { metric: domain(`metric.${metric}`), by: t(`by.${by}`) });
  const covered = slices.measuredShare < 0.995 && slices.slices.length > 0;
  return (
    <section aria-label={title}>
      <div className={styles.sectionHead}>
        <h2>{title}</h2>
        <span className={styles.meta}>
          {[t("weighted"), ...(covered ? [t("share", { share: formats.percent(slices.measuredShare, 0) })] : [])].join(" · ")}
        </span>
      </div>
      {slices.slices.length === 0 && (
        <p className={styles.none}>
          {t("slices.none", { by: t(`by.${by}`) })} {(by === "sdk" || by === "platform") && t("slices.none.detail")}
        </p>
      )}
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.wide}>
              {t(`by.${by}`)}
            </th>
            <th scope="col" className={styles.number}>
              {span(slices.fromMs, slices.toMs)}
            </th>
            <th scope="col" className={styles.number}>
              {t("column.n")}
            </th>
            <th scope="col" className={styles.number}>
              {span(slices.beforeFromMs, slices.beforeToMs)}
            </th>
            <th scope="col" className={styles.number}>
              {t("column.n")}
            </th>
            <th scope="col" className={styles.number}>
              {t("column.change")}
            </th>
          </tr>
        </thead>
        <tbody>
          {slices.slices.map((slice) => (
            <tr key={slice.id}>
              <th scope="row">
                {by === "region" || by === "carrier" ? (
                  <Button variant="link" aria-label={t("narrow", { name: nameOf(slice.id) })} onClick={() => onNarrow({ [by]: slice.id })}>
                    {nameOf(slice.id)}
                  </Button>
                ) : (
                  nameOf(slice.id)
                )}
              </th>
              <Figures slice={slice} compared={compared} />
            </tr>
          ))}
          <tr>
            <th scope="row">{t("total")}</th>
            <Figures slice={slices.total} compared={compared} />
          </tr>
        </tbody>
      </table>
    </section>
  );
}

function Figures({ slice, compared }: { readonly slice: Omit<QualitySlice, "id">; readonly compared: boolean }): ReactNode {
  const t = useText("quality");
  const common = useText("common");
  const formats = useFormats();
  const { now, before, change } = slice;
  const worse = compared && change !== null && trendOf(change, now.metric) === "worse";
  return (
    <>
      <td className={styles.number}>{now.value === null ? common("value.none") : rateText(now.value, now.metric, formats, 2)}</td>
      <td className={`${styles.number} ${styles.secondary}`}>{formats.number(now.n)}</td>
      <td className={styles.number}>
        {!compared ? t("refused.cell") : before.value === null ? common("value.none") : rateText(before.value, before.metric, formats, 2)}
      </td>
      <td className={`${styles.number} ${styles.secondary}`}>{compared && formats.number(before.n)}</td>
      <td className={`${styles.number} ${worse ? styles.late : ""}`}>
        {!compared ? t("refused.cell") : change === null ? common("value.none") : changeText(change, now.metric, formats, t)}
      </td>
    </>
  );
}
