import type { ReactNode } from "react";
import { useMemo } from "react";
import { tiers } from "../../../shared/domain/account/account.ts";
import { useQuery } from "../../data/hooks.ts";
import type { MemoryRow, PastPeak, PeakMemory } from "../../data/queries/peak-memory.ts";
import { regionName } from "../../ui/attention-text.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useFormats, type Formats } from "../../ui/formats.ts";
import { Link } from "../../ui/link.tsx";
import type { Column } from "../../ui/table/column.ts";
import { VirtualTable } from "../../ui/table/virtual-table.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./memory.module.css";
import { usePeaksStore } from "./peaks-store.ts";

/** How forecasts did: over the book by how far ahead they were made, each account's usual error, and every past peak with what was told and came. */
export function MemoryView(): ReactNode {
  const t = useText("peaks");
  const view = usePeaksStore((state) => state.view);
  const query = usePeaksStore((state) => state.query)
    .trim()
    .toLowerCase();
  const { data } = useQuery("peakMemory", {
    regions: view.regions,
    tiers: tiers.filter((tier) => view.tiers.includes(tier)),
    owners: view.owners,
  });
  const named = useMemo(() => {
    const has = (one: { readonly accountName: string }): boolean => query === "" || one.accountName.toLowerCase().includes(query);
    return { peaks: data?.peaks.filter(has) ?? [], rows: data?.rows.filter(has) ?? [] };
  }, [data, query]);
  if (data === undefined) return null;
  if (data.peaks.length === 0 && data.byLead.length === 0) return <EmptyState title={t("memory.none")} text={t("memory.none.text")} />;
  return (
    <div className={styles.memory}>
      <div className={styles.top}>
        <Calibration memory={data} />
        <Biases rows={named.rows} />
      </div>
      <PastPeaks peaks={named.peaks} />
    </div>
  );
}

/** How forecasts of the whole book came out, by how many days ahead they were made. */
function Calibration({ memory }: { readonly memory: PeakMemory }): ReactNode {
  const t = useText("peaks");
  const formats = useFormats();
  return (
    <section className={styles.part}>
      <h2>{t("memory.book")}</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t("memory.lead")}</th>
            <th scope="col" title={t("memory.error.title")}>
              {t("memory.error")}
            </th>
            <th scope="col" title={t("memory.bias.title")}>
              {t("memory.bias")}
            </th>
            <th scope="col" title={t("memory.under90.title")}>
              {t("memory.under90")}
            </th>
            <th scope="col">n</th>
          </tr>
        </thead>
        <tbody>
          {memory.byLead.map((lead) => (
            <tr key={lead.leadDays}>
              <th scope="row">{t("memory.days", { count: lead.leadDays })}</th>
              <td>{formats.number(lead.error * 100, 1)}</td>
              <td>{formats.signed(lead.bias * 100, 1)}</td>
              <td>{formats.number(lead.coverage90 * 100)}</td>
              <td className={styles.quiet}>{formats.number(lead.count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.hint}>{t("memory.book.hint")}</p>
    </section>
  );
}

/** Accounts whose forecasts were usually off: by so much the next one is corrected. */
function Biases({ rows }: { readonly rows: readonly MemoryRow[] }): ReactNode {
  const t = useText("peaks");
  const domain = useText("domain");
  const formats = useFormats();
  const off = rows.filter((row) => row.forecast.logBias !== 0 || row.told.logBias !== 0).slice(0, shownBiases);
  return (
    <section className={styles.part}>
      <h2>{t("memory.biases")}</h2>
      {off.length === 0 ? (
        <p className={styles.hint}>{t("memory.biases.none")}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t("col.account")}</th>
              <th scope="col" title={t("memory.ofForecast.title")}>
                {t("memory.ofForecast")}
              </th>
              <th scope="col">n</th>
              <th scope="col" title={t("memory.ofTold.title")}>
                {t("memory.ofTold")}
              </th>
              <th scope="col">n</th>
            </tr>
          </thead>
          <tbody>
            {off.map((row) => (
              <tr key={`${row.accountId} ${row.region}`}>
                <th scope="row">
                  <Link route={{ screen: "account", accountId: row.accountId, tab: "peaks" }} quiet>
                    {row.accountName} · {regionName(domain, row.region)}
                  </Link>
                </th>
                <td>{biasText(row.forecast.logBias, formats)}</td>
                <td className={styles.quiet}>{formats.number(row.forecast.count)}</td>
                <td>{biasText(row.told.logBias, formats)}</td>
                <td className={styles.quiet}>{formats.number(row.told.count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const shownBiases = 8;

/** log(actual / forecast) as the share by which more or less came. */
function biasText(logBias: number, formats: Formats): string {
  return formats.signed((Math.exp(logBias) - 1) * 100, 1);
}

function PastPeaks({ peaks }: { readonly peaks: readonly PastPeak[] }): ReactNode {
  const t = useText("peaks");
  const columns = useMemoryColumns();
  const groups = useMemo(() => [{ id: "all", header: null, label: t("memory.title"), rows: peaks }], [peaks, t]);
  return (
    <div className={styles.list}>
      <VirtualTable label={t("memory.title")} columns={columns} groups={groups} rowKey={peakKey} empty={t("memory.none")} />
    </div>
  );
}

function peakKey(peak: PastPeak): string {
  return `${peak.memoryId} ${peak.peakId} ${peak.startsAt}`;
}

function useMemoryColumns(): readonly Column<PastPeak>[] {
  const t = useText("peaks");
  const domain = useText("domain");
  const formats = useFormats();
  return useMemo((): readonly Column<PastPeak>[] => {
    const number = (
      id: string,
      header: string,
      value: (peak: PastPeak) => number | null | undefined,
      headerTitle?: string,
    ): Column<PastPeak> => ({
      id,
      header,
      ...(headerTitle === undefined ? {} : { headerTitle }),
      width: 84,
      align: "end",
      cell: (peak) => formats.number(value(peak)),
    });
    const first = (peak: PastPeak) => peak.made.toSorted((a, b) => (a.at < b.at ? -1 : 1))[0];
    const error = (forecast: number | null | undefined, actual: number | null): string =>
      forecast == null || actual === null || forecast <= 0 ? "—" : formats.signed((actual / forecast - 1) * 100, 1);
    return [
      { id: "when", header: t("memory.when"), width: 88, cell: (peak) => formats.day(Date.parse(peak.startsAt)) },
      {
        id: "account",
        header: t("col.account"),
        width: 120,
        grow: 2,
        cell: (peak) => <b className={styles.name}>{peak.accountName}</b>,
        title: (peak) => peak.accountName,
      },
      {
        id: "region",
        header: t("col.region"),
        width: 92,
        grow: 1,
        cell: (peak) => <span className={styles.quiet}>{regionName(domain, peak.region)}</span>,
      },
      {
        id: "name",
        header: t("col.occasion"),
        width: 110,
        grow: 2,
        cell: (peak) => peak.name ?? "—",
        title: (peak) => peak.name ?? undefined,
      },
      {
        id: "lead",
        header: t("memory.ahead"),
        headerTitle: t("memory.ahead.title"),
        width: 56,
        align: "end",
        cell: (peak) => formats.number(first(peak)?.leadDays),
      },
      number("p50", "p50", (peak) => first(peak)?.p50, t("memory.p50.title")),
      number("p90", "p90", (peak) => first(peak)?.p90),
      number("told", t("memory.told"), (peak) => peak.toldPcu, t("memory.told.title")),
      {
        id: "came",
        header: t("memory.came"),
        headerTitle: t("memory.came.title"),
        width: 84,
        align: "end",
        cell: (peak) => <b className={styles.name}>{formats.number(peak.actualPcu)}</b>,
      },
      {
        id: "error",
        header: t("memory.off"),
        headerTitle: t("memory.off.title"),
        width: 70,
        align: "end",
        cell: (peak) => error(first(peak)?.p50, peak.actualPcu),
      },
      { id: "capacity", header: t("fact.capacity"), width: 84, align: "end", cell: (peak) => formats.number(peak.capacityPcu) },
    ];
  }, [t, domain, formats]);
}
