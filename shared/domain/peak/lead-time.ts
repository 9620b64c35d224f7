import { z } from "zod";
import { country, regionId, timeZone } from "../common.ts";
import { knownRegions } from "../regions.ts";

/** What a company says about one of its regions: how much notice capacity needs there, and by whose calendar it is counted. */
export const regionLeadTime = z.object({
  region: regionId,
  /** Whole working days of work before capacity stands. */
  workingDays: z.number().int().min(0).max(60),
  /** Minutes after local midnight up to which a request counts for the day. */
  cutOffMinute: z.number().int().min(1).max(1440),
  /** null = the known region's, or the customer's own for an unknown one. */
  country: country.nullable(),
  timeZone: timeZone.nullable(),
});
export type RegionLeadTime = z.infer<typeof regionLeadTime>;

export interface LeadTime {
  readonly region: string;
  readonly workingDays: number;
  readonly cutOffMinute: number;
  readonly country: string;
  readonly timeZone: string;
  /** Who says so: the company, the product's table, or nobody (an unknown region has the longest notice of the table). */
  readonly source: "company" | "table" | "fallback";
}

export const defaultCutOffMinute = 18 * 60;

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

/** Notice that a region needs. An unknown region lives by the customer's own country and clock. */
export function leadTimeOf(
  region: string,
  ofCompany: readonly RegionLeadTime[],
  home: { readonly country: string; readonly timeZone: string },
): LeadTime {
  const own = ofCompany.find((one) => one.region === region);
  const known = knownRegions.find((one) => one.id === region);
  return {
    region,
    workingDays: own?.workingDays ?? (known === undefined ? fallbackWorkingDays : workingDaysByRegion[known.id]),
    cutOffMinute: own?.cutOffMinute ?? defaultCutOffMinute,
    country: own?.country ?? known?.country ?? home.country,
    timeZone: own?.timeZone ?? known?.timeZone ?? home.timeZone,
    source: own !== undefined ? "company" : known !== undefined ? "table" : "fallback",
  };
}
