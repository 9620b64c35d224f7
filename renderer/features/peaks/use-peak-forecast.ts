import { useDeferredValue, useEffect, useState } from "react";
import { useQuery } from "../../data/hooks.ts";
import type { PeakForecast } from "../../data/queries/peak-forecast.ts";
import type { ShownRow } from "../../ui/peaks/peak-columns.tsx";

/** A row with the forecast of its region, which belong together. */
export interface RowForecast {
  readonly row: ShownRow;
  readonly data: PeakForecast;
}

/** Days of the past that are read: enough to compare earlier forecasts with what came. */
const historyDays = 62;

/** The forecast of the row under the cursor; while another is being worked out, the one before with its own row. null = nothing yet, or nothing to show. */
export function usePeakForecast(shown: ShownRow | null): RowForecast | null {
  // The list is drawn and the cursor moves at once; the forecast follows when nothing else waits.
  const row = useDeferredValue(shown, null);
  const { data, ready } = useQuery("peakForecast", {
    accountId: row?.peak.accountId ?? "none",
    region: row?.peak.region ?? "none",
    historyDays,
  });
  const [kept, setKept] = useState<RowForecast | null>(null);
  const current = row !== null && ready && data !== undefined && data !== null && data.region === row.peak.region ? data : null;
  useEffect(() => {
    if (current !== null && row !== null) setKept({ row, data: current });
  }, [current, row]);
  return current !== null && row !== null ? { row, data: current } : kept;
}
