/** The cloud's regions that have a name in the catalogues and a three-letter short form for narrow columns. */
export const knownRegions = [
  { id: "cn-east", short: "CN-E" },
  { id: "cn-south", short: "CN-S" },
  { id: "cn-north", short: "CN-N" },
  { id: "ap-southeast", short: "SG" },
  { id: "ap-south", short: "BOM" },
  { id: "ap-northeast", short: "TYO" },
  { id: "id-west", short: "JKT" },
  { id: "me-central", short: "DXB" },
  { id: "eu-central", short: "FRA" },
  { id: "na-east", short: "IAD" },
  { id: "na-west", short: "SJC" },
  { id: "sa-east", short: "GRU" },
] as const;

export type KnownRegion = (typeof knownRegions)[number]["id"];

export function isKnownRegion(region: string): region is KnownRegion {
  return knownRegions.some((known) => known.id === region);
}

/** Short form for a narrow column; an unknown region is shown as it is. */
export function regionShort(region: string): string {
  return knownRegions.find((known) => known.id === region)?.short ?? region.toUpperCase();
}
