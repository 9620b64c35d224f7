import { useEffect, useState } from "react";
import { addDays } from "../../../shared/domain/calendar/day.ts";
import { localInstant } from "../../../shared/domain/calendar/local-time.ts";
import type { RadarPeak } from "../../../shared/domain/peak/radar.ts";
import { useQuery } from "../../data/hooks.ts";
import type { PeakWhatIf } from "../../data/queries/peak-what-if.ts";
import type { ShownRow } from "../../ui/peaks/peak-columns.tsx";
import { usePeaksStore, type Supposed } from "./peaks-store.ts";

/** What would be, for the peak under the cursor. */
export interface SupposedPeak {
  readonly peakId: string;
  /** null = nothing is supposed: things as they are. */
  readonly what: Supposed | null;
  /** From here on another capacity would stand. */
  readonly capacityFromMs: number;
  readonly p50: Float64Array;
  /** null = it would be no peak any more. */
  readonly peak: RadarPeak | null;
  readonly events: PeakWhatIf["events"];
}

/** What would come of what is supposed; the answer before stays until the next one is here. null = nothing is known of this peak yet. */
export function useSupposed(row: ShownRow | null): SupposedPeak | null {
  const stored = usePeaksStore((state) => state.supposed);
  const what = stored !== null && stored.peakId === row?.peak.peakId ? stored : null;
  const { data, ready } = useQuery("peakWhatIf", {
    accountId: row?.peak.accountId ?? "none",
    region: row?.peak.region ?? "none",
    capacityPcu: what?.capacityPcu ?? null,
    factors: what?.event == null ? {} : { [what.event.id]: what.event.factor },
  });
  const [kept, setKept] = useState<SupposedPeak | null>(null);
  useEffect(() => {
    if (!ready || data === undefined || data === null || row === null) return;
    const { peakId, deadline, timeZone } = row.peak;
    setKept({
      peakId,
      what,
      // Capacity stands by the end of that day.
      capacityFromMs: localInstant(addDays(deadline.neededOn, 1), 0, timeZone),
      p50: data.p50,
      peak: data.peaks.find((peak) => peak.peakId === peakId) ?? null,
      events: data.events,
    });
  }, [data, ready, row, what]);
  return kept?.peakId === row?.peak.peakId ? kept : null;
}
