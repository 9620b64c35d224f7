import type { ReactNode } from "react";
import type { HealthSource } from "../../../../shared/domain/health/health-result.ts";
import type { Kind, RecordOf } from "../../../../shared/domain/kinds.ts";
import { metrics, type MetricId } from "../../../../shared/domain/metrics/metrics.ts";
import { joinDots } from "../../../../shared/i18n/format-number.ts";
import { useQuery } from "../../../data/hooks.ts";
import type { HealthHour } from "../../../data/queries/health-rows.ts";
import { regionName } from "../../../ui/attention-text.ts";
import { Dialog } from "../../../ui/dialog.tsx";
import { useFormats } from "../../../ui/formats.ts";
import { Link } from "../../../ui/link.tsx";
import { useText } from "../../../ui/text.ts";
import styles from "../account.module.css";
import { carrierName } from "../../../ui/carrier-name.ts";
import healthStyles from "./health.module.css";
import { sourceRow } from "./source-row.ts";
import type { RowsAsked } from "./health-tree.tsx";

interface RowsDialogProps {
  readonly accountId: string;
  readonly asked: RowsAsked;
  readonly onClose: () => void;
}

/** The rows that a figure was made from, as they lie on this laptop. */
export function RowsDialog({ accountId, asked, onClose }: RowsDialogProps): ReactNode {
  const t = useText("health");
  return (
    <Dialog open title={t("rows.title", { rule: t(`rule.${asked.rule}`) })} onClose={onClose} width={860}>
      {asked.sources.map((source) => (
        <SourceTable key={JSON.stringify(source)} accountId={accountId} source={source} />
      ))}
    </Dialog>
  );
}

function SourceTable({ accountId, source }: { readonly accountId: string; readonly source: HealthSource }): ReactNode {
  const t = useText("health");
  const domain = useText("domain");
  const { data } = useQuery("healthRows", { accountId, source });
  if (data === undefined) return null;
  const title = data.type === "records" ? domain(`kind.${data.kind}`) : domain(`metric.${data.metric}`);
  return (
    <section aria-label={title}>
      <div className={styles.sectionHead}>
        <h2>{title}</h2>
        <span className={styles.meta}>
          {data.rows.length === 0 ? t("rows.none") : t("rows.shown", { shown: data.rows.length, count: data.total })}
        </span>
      </div>
      {data.rows.length > 0 && (
        <div className={healthStyles.sourceTable} tabIndex={0} role="group" aria-label={title}>
          <table className={styles.table}>
            {data.type === "hours" ? <HourRows rows={data.rows} metric={data.metric} /> : <RecordRows kind={data.kind} rows={data.rows} />}
          </table>
        </div>
      )}
    </section>
  );
}

function HourRows({ rows, metric }: { readonly rows: readonly HealthHour[]; readonly metric: MetricId }): ReactNode {
  const t = useText("health");
  const account = useText("account");
  const domain = useText("domain");
  const formats = useFormats();
  const value = (of: number): string => (metrics[metric].unit === "ratio" ? formats.percent(of, 2) : formats.number(of));
  return (
    <>
      <thead>
        <tr>
          <th scope="col">{t("rows.time")}</th>
          <th scope="col">{t("rows.region")}</th>
          <th scope="col">{t("rows.carrier")}</th>
          <th scope="col" className={styles.number}>
            {t("rows.value")}
          </th>
          <th scope="col" className={styles.number}>
            {t("rows.sessions")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.atMs} ${row.region} ${row.carrier}`}>
            <td>{joinDots([formats.day(row.atMs, "UTC"), formats.time(row.atMs, "UTC")])}</td>
            <td>{regionName(domain, row.region)}</td>
            <td>{row.carrier === null ? account("chart.allCarriers") : carrierName(row.carrier, account)}</td>
            <td className={styles.number}>{value(row.value)}</td>
            <td className={styles.number}>{formats.number(row.sessions)}</td>
          </tr>
        ))}
      </tbody>
    </>
  );
}

function RecordRows<K extends Kind>({ kind, rows }: { readonly kind: K; readonly rows: readonly RecordOf<K>[] }): ReactNode {
  const t = useText("health");
  const domain = useText("domain");
  const common = useText("common");
  const formats = useFormats();
  const lines = rows
    .map((record) => ({ id: record.id, ...sourceRow(kind, record, { domain, formats }) }))
    .toSorted((a, b) => (b.atMs ?? 0) - (a.atMs ?? 0));
  return (
    <>
      <thead>
        <tr>
          <th scope="col">{t("rows.when")}</th>
          <th scope="col">{t("rows.what")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td>{line.atMs === null ? common("value.none") : formats.day(line.atMs)}</td>
            <td className={styles.wide} title={line.text}>
              {line.route === null ? (
                line.text
              ) : (
                <Link route={line.route} quiet>
                  {line.text}
                </Link>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </>
  );
}
