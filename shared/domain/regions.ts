import { zoneOffsetMs } from "./calendar/local-time.ts";

/** The cloud's regions that have a name in the catalogues, a three-letter short form for narrow columns, and the clock and country of the place. */
export const knownRegions = [
  { id: "cn-east", short: "CN-E", timeZone: "Asia/Shanghai", country: "CN" },
  { id: "cn-south", short: "CN-S", timeZone: "Asia/Shanghai", country: "CN" },
  { id: "cn-north", short: "CN-N", timeZone: "Asia/Shanghai", country: "CN" },
  { id: "ap-southeast", short: "SG", timeZone: "Asia/Singapore", country: "SG" },
  { id: "ap-south", short: "BOM", timeZone: "Asia/Kolkata", country: "IN" },
  { id: "ap-northeast", short: "TYO", timeZone: "Asia/Tokyo", country: "JP" },
  { id: "id-west", short: "JKT", timeZone: "Asia/Jakarta", country: "ID" },
  { id: "me-central", short: "DXB", timeZone: "Asia/Dubai", country: "AE" },
  { id: "eu-central", short: "FRA", timeZone: "Europe/Berlin", country: "DE" },
  { id: "na-east", short: "IAD", timeZone: "America/New_York", country: "US" },
  { id: "na-west", short: "SJC", timeZone: "America/Los_Angeles", country: "US" },
  { id: "sa-east", short: "GRU", timeZone: "America/Sao_Paulo", country: "BR" },
] as const;

export type KnownRegion = (typeof knownRegions)[number]["id"];

export function isKnownRegion(region: string): region is KnownRegion {
  return knownRegions.some((known) => known.id === region);
}

/** Short form for a narrow column; an unknown region is shown as it is. */
export function regionShort(region: string): string {
  return knownRegions.find((known) => known.id === region)?.short ?? region.toUpperCase();
}

/** Farther apart than this, an audience does not live by the customer's own clock. */
const sameClockMs = 2 * 3_600_000;

/**
 * The clock by which a region's users live: the customer's own where it differs little from the region's (a Vietnamese audience served from
 * Singapore), else the region's. An unknown region has the customer's.
 */
export function audienceTimeZone(region: string, accountTimeZone: string, atMs: number): string {
  const known = knownRegions.find((one) => one.id === region);
  if (known === undefined) return accountTimeZone;
  const apart = Math.abs(zoneOffsetMs(known.timeZone, atMs) - zoneOffsetMs(accountTimeZone, atMs));
  return apart <= sameClockMs ? accountTimeZone : known.timeZone;
}
