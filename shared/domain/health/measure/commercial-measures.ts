import type { Contract } from "../../contract/contract.ts";
import { daysUntil } from "../../contract/days-left.ts";
import { known, records, unknown, type Measure, type Measures } from "./measure.ts";

/** From here on a renewal draws near: half a year is when budgets are made. */
const renewalHorizonDays = 180;
/** A contract that ended and was not renewed loses the rest of its points over this time. */
const lapseDays = 60;

/**
 * 100 × (1 − nearness × unused share of the commitment), nearness rising straight from 0 at 180 days before renewal to 1 on the day; after it,
 * times what is left of the 60 days in which a lapsed contract is usually signed again.
 */
export function renewalPoints(daysLeft: number, consumption: number): number {
  const nearness = Math.min(1, Math.max(0, 1 - daysLeft / renewalHorizonDays));
  const unused = 1 - Math.min(1, Math.max(0, consumption));
  const lapsed = daysLeft < 0 ? Math.max(0, 1 + daysLeft / lapseDays) : 1;
  return 100 * (1 - nearness * unused) * lapsed;
}

export function commercialMeasures(
  contract: Contract | null,
  consumption: Measure,
  atMs: number,
  timeZone: string,
): Pick<Measures, "renewal_by_consumption"> {
  if (contract === null) return { renewal_by_consumption: unknown("no_contract") };
  if (consumption.measured === null) return { renewal_by_consumption: unknown(consumption.missing ?? "no_usage", consumption.asOfMs) };
  const { asOfMs, freshness, estimated, n, sources } = consumption;
  const points = renewalPoints(daysUntil(contract.renewsOn, atMs, timeZone), consumption.measured);
  const hours = sources.filter((source) => source.type === "hours");
  return {
    renewal_by_consumption: known(points, { asOfMs, freshness, estimated, n, sources: [records("contract", [contract.id]), ...hours] }),
  };
}
