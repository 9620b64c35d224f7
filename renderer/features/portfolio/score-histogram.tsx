import { Table2 } from "lucide-react";
import { useId, useState, type ReactNode } from "react";
import { joinDots } from "../../../shared/i18n/format-number.ts";
import { cx } from "../../ui/cx.ts";
import { useFormats } from "../../ui/formats.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { useText } from "../../ui/text.ts";
import { type Bin, binPoints, binsOf, gradeOrder, gradesOf } from "./portfolio-model.ts";
import type { PortfolioAccount } from "../../data/queries/portfolio.ts";
import styles from "./portfolio.module.css";

interface ScoreHistogramProps {
  readonly accounts: readonly PortfolioAccount[];
  /** Unit of time and age, in words. */
  readonly asOf: string;
}

/** How many accounts have which score, by fives from zero, each bar made of the grades of its accounts; the same as a table. */
export function ScoreHistogram({ accounts, asOf }: ScoreHistogramProps): ReactNode {
  const t = useText("portfolio");
  const charts = useText("charts");
  const formats = useFormats();
  const titleId = useId();
  const [asTable, setAsTable] = useState(false);
  const bins = binsOf(accounts);
  const grades = gradesOf(accounts);
  const top = Math.max(1, ...bins.map(({ count }) => count));
  const unknown = accounts.filter(({ scoreMilli }) => scoreMilli === null).length;
  return (
    <figure className={styles.histogram} aria-labelledby={titleId}>
      <figcaption className={styles.caption}>
        <h2 id={titleId}>{t("histogram.title")}</h2>
        <span className={styles.facts}>{joinDots([t("histogram.unit"), asOf])}</span>
        <IconButton
          label={charts(asTable ? "showChart" : "showTable")}
          icon={<Table2 size={14} aria-hidden="true" />}
          size="small"
          pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        />
      </figcaption>
      {asTable ? <BinTable bins={bins} label={t("histogram.title")} /> : <Bars bins={bins} top={top} />}
      <ul className={styles.legend}>
        {gradeOrder.map((grade) => (
          <li key={grade}>
            <StateMark state={grade} />
            <span className={cx(styles.number, grades[grade] === 0 && styles.zero)}>{formats.number(grades[grade])}</span>
          </li>
        ))}
        {unknown > 0 && <li className={styles.facts}>{t("histogram.unknown", { count: unknown })}</li>}
      </ul>
    </figure>
  );
}

function Bars({ bins, top }: { readonly bins: readonly Bin[]; readonly top: number }): ReactNode {
  const t = useText("portfolio");
  const formats = useFormats();
  return (
    <div className={styles.bars} role="img" aria-label={t("histogram.label", { count: bins.reduce((sum, bin) => sum + bin.count, 0) })}>
      {bins.map((bin) => (
        <div key={bin.from} className={styles.bar} title={`${range(bin)}  ${formats.number(bin.count)}`}>
          <span className={styles.barCount}>{bin.count > 0 ? formats.number(bin.count) : ""}</span>
          <div className={styles.barFill} style={{ flexBasis: `calc(${bin.count / top} * (100% - var(--bar-texts)))` }}>
            {gradeOrder
              .filter((grade) => bin.grades[grade] > 0)
              .map((grade) => (
                <span key={grade} className={styles[`fill${grade}`]} style={{ flexGrow: bin.grades[grade] }} />
              ))}
          </div>
          <span className={styles.barLabel}>{bin.from % (2 * binPoints) === 0 ? formats.number(bin.from) : ""}</span>
        </div>
      ))}
    </div>
  );
}

function BinTable({ bins, label }: { readonly bins: readonly Bin[]; readonly label: string }): ReactNode {
  const t = useText("portfolio");
  const domain = useText("domain");
  const formats = useFormats();
  return (
    <div className={styles.binTable}>
      <table aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t("column.score")}</th>
            <th scope="col">{t("column.accounts")}</th>
            {gradeOrder.map((grade) => (
              <th key={grade} scope="col">
                {domain(`state.${grade}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bins
            .filter(({ count }) => count > 0)
            .map((bin) => (
              <tr key={bin.from}>
                <th scope="row">{range(bin)}</th>
                <td>{formats.number(bin.count)}</td>
                {gradeOrder.map((grade) => (
                  <td key={grade} className={cx(bin.grades[grade] === 0 && styles.zero)}>
                    {formats.number(bin.grades[grade])}
                  </td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

function range({ from }: Bin): string {
  return from + binPoints === 100 ? `${from}–100` : `${from}–<${from + binPoints}`;
}
