import type { ReactNode } from "react";
import { useFormats } from "../formats.ts";
import { useText } from "../text.ts";
import styles from "./memory-table.module.css";

export interface MemoryPeak {
  readonly peakId: string;
  readonly name: string | null;
  readonly startsAt: string;
  readonly made: readonly { readonly at: string; readonly p50: number }[];
  readonly toldPcu: number | null;
  readonly actualPcu: number | null;
}

interface MemoryTableProps {
  readonly peaks: readonly MemoryPeak[];
  readonly timeZone: string;
  /** The newest so many. */
  readonly limit: number;
}

/** Past peaks of a region: what was forecast, what the customer told, what came. PCU. */
export function MemoryTable({ peaks, timeZone, limit }: MemoryTableProps): ReactNode {
  const t = useText("peaks");
  const formats = useFormats();
  const past = peaks
    .filter((peak) => peak.actualPcu !== null)
    .slice(-limit)
    .toReversed();
  if (past.length === 0) return <p className={styles.none}>{t("memory.none")}</p>;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t("memory.peak")}</th>
          <th scope="col">p50</th>
          <th scope="col">{t("memory.told")}</th>
          <th scope="col">{t("memory.came")}</th>
        </tr>
      </thead>
      <tbody>
        {past.map((peak) => {
          const first = peak.made.toSorted((a, b) => (a.at < b.at ? -1 : 1))[0];
          const day = formats.day(Date.parse(peak.startsAt), timeZone);
          return (
            <tr key={peak.peakId}>
              <th scope="row" title={day}>
                {peak.name ?? day}
              </th>
              <td>{formats.number(first?.p50)}</td>
              <td>{formats.number(peak.toldPcu)}</td>
              <td className={styles.came}>{formats.number(peak.actualPcu)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
