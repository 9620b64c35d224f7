import { knownRegions } from "../regions.ts";
import type { RegionLeadTime } from "./region-lead-time.ts";

/** How much notice capacity needs in a region, and by whose calendar and clock it is counted. */
export interface LeadTime {
  readonly region: string;
  readonly workingDays: number;
  /** Hour of the local day up to which a request counts for that day. */
  readonly cutoffHour: number;
  readonly country: string;
  readonly timeZone: string;
  /** Who says so: the company, the product's table, or nobody (an unknown region has the longest notice of the table). */
  readonly source: "company" | "table" | "fallback";
}

const defaultCutoffHour = 18;

/**
 * Working days of notice by region where a company has not said its own. An assumption, to be replaced by the operations' own figures: own regions
 * get machines from a pool within a week; overseas they are ordered from a data centre, whose own notice and customs come on top.
 */
const workingDaysByRegion: Readonly<Record<(typeof knownRegions)[number]["id"], number>> = {
  "cn-east": 5,
  "cn-south": 5,
  "cn-north": 5,
  "ap-southeast": 6,
  "ap-northeast": 7,
  "ap-south": 8,
  "id-west": 8,
  "me-central": 10,
  "eu-central": 7,
  "na-east": 6,
  "na-west": 6,
  "sa-east": 10,
};

const fallbackWorkingDays = 10;

type CompanyLeadTime = Pick<RegionLeadTime, "region" | "workingDays" | "country" | "cutoffHour">;

/** Notice that a region needs. An unknown region lives by the customer's own country and clock. */
export function leadTimeOf(
  region: string,
  ofCompany: readonly CompanyLeadTime[],
  home: { readonly country: string; readonly timeZone: string },
): LeadTime {
  const own = ofCompany.find((one) => one.region === region);
  const known = knownRegions.find((one) => one.id === region);
  return {
    region,
    workingDays: own?.workingDays ?? (known === undefined ? fallbackWorkingDays : workingDaysByRegion[known.id]),
    cutoffHour: own?.cutoffHour ?? defaultCutoffHour,
    country: own?.country ?? known?.country ?? home.country,
    timeZone: known?.timeZone ?? home.timeZone,
    source: own !== undefined ? "company" : known !== undefined ? "table" : "fallback",
  };
}
