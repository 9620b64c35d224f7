import { useMemo } from "react";
import { addDays } from "../../../shared/domain/calendar/day.ts";
import { localInstant } from "../../../shared/domain/calendar/local-time.ts";
import { suppose, type Supposed, type Supposition } from "../../ui/peaks/suppose.ts";
import { usePeaksStore } from "./peaks-store.ts";
import type { RowForecast } from "./use-peak-forecast.ts";

export interface SupposedPeak {
  readonly what: Supposition;
  readonly outcome: Supposed;
}

/** What is supposed of the peak under the cursor and what would come of it; null = nothing is supposed, or not of this peak. */
export function useSupposed(forecast: RowForecast | null): SupposedPeak | null {
  const supposed = usePeaksStore((state) => state.supposed);
  const row = forecast?.row;
  const data = forecast?.data;
  return useMemo(() => {
    if (supposed === null || row === undefined || data === undefined || supposed.peakId !== row.peak.peakId) return null;
    const { deadline, timeZone } = row.peak;
    const what: Supposition = {
      capacityPcu: supposed.capacityPcu,
      // Capacity stands by the end of that day.
      capacityFromMs: localInstant(addDays(deadline.neededOn, 1), 0, timeZone),
      event: supposed.event,
    };
    const outcome = suppose(data, row.peak, what);
    return outcome === null ? null : { what, outcome };
  }, [supposed, row, data]);
}
