import { z } from "zod";
import { tiers } from "../../../shared/domain/account/account.ts";
import type { PeakLevel, RadarRow } from "../../../shared/domain/peak/radar.ts";
import { matches, searchKey, searchQuery, type SearchKey } from "../../../shared/domain/search/search-key.ts";
import type { Romanize } from "../../../shared/domain/search/romanize.ts";

/** Worst first. */
export const peakLevels: readonly PeakLevel[] = ["critical", "risk", "watch", "unknown", "good"];

const peaksViewSchema = z.object({
  levels: z.array(z.enum(["critical", "risk", "watch", "unknown", "good"])),
  regions: z.array(z.string()),
  tiers: z.array(z.enum(tiers)),
  /** Ids of users; `""` = nobody owns the account. */
  owners: z.array(z.string()),
  /** Only peaks that nobody has written to the customer about. */
  unasked: z.boolean(),
});
/** What the radar shows; an empty list = all. Stored as the definition of a saved view. */
export type PeaksView = Readonly<z.infer<typeof peaksViewSchema>>;

export const wholeView: PeaksView = { levels: [], regions: [], tiers: [], owners: [], unasked: false };

/** Reads a stored definition; one that this version does not understand shows everything instead of nothing. */
export function parsePeaksView(definition: unknown): PeaksView {
  const parsed = peaksViewSchema.safeParse(definition);
  return parsed.success ? parsed.data : wholeView;
}

export function isFiltered(view: PeaksView, text: string): boolean {
  return view.levels.length + view.regions.length + view.tiers.length + view.owners.length > 0 || view.unasked || text.trim() !== "";
}

/** A message that was only begun, given up or not sent has asked nobody. */
export function isUnasked({ contact }: Pick<RadarRow, "contact">): boolean {
  return contact.state === null || contact.state === "draft" || contact.state === "failed" || contact.state === "cancelled";
}

/** Rows that pass, in their order: by rank, greatest first. */
export function filterPeaks<Row extends RadarRow>(
  rows: readonly Row[],
  view: PeaksView,
  text: string,
  romanize: Romanize | null,
): readonly Row[] {
  const query = searchQuery(text);
  const passes = <T>(chosen: readonly T[], value: T): boolean => chosen.length === 0 || chosen.includes(value);
  return rows.filter(
    (row) =>
      passes(view.levels, row.peak.level) &&
      passes(view.regions, row.peak.region) &&
      passes(view.tiers, row.tier) &&
      passes(view.owners, row.ownerId ?? "") &&
      (!view.unasked || isUnasked(row)) &&
      (query.terms.length === 0 || matches(keyOf(row, romanize), query)),
  );
}

const keys = new WeakMap<RadarRow, { readonly romanize: Romanize | null; readonly key: SearchKey }>();

function keyOf(row: RadarRow, romanize: Romanize | null): SearchKey {
  const kept = keys.get(row);
  if (kept !== undefined && kept.romanize === romanize) return kept.key;
  const key = searchKey([row.accountName, row.occasion ?? "", row.peak.region].join("\n"), romanize);
  keys.set(row, { romanize, key });
  return key;
}
