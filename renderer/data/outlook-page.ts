import type { AccountOutlook, RadarPeak, RegionOutlook } from "../../shared/domain/peak/radar.ts";
import { encodePage, PageFormatError, PageReader } from "../../shared/sync/columnar.ts";

/** Raised when forecasts are made or written otherwise: those of an earlier version are not read, but made again. */
const format = 1;
const seriesNames = ["pExceed", "p50", "p90", "p95"] as const;
const singleBytes = 4;

/** A forecast with what it was made from: as long as that is the same, it need not be made again. */
export interface KeptOutlook extends AccountOutlook {
  /** Digest of the rows and of the usage. */
  readonly madeOf: string;
}

/** Both pages of a book: one with a region a row, one with a peak a row. */
export interface OutlookPages {
  readonly outlooks: Uint8Array<ArrayBuffer>;
  readonly peaks: Uint8Array<ArrayBuffer>;
}

/** An account without a region leaves no row. */
export function encodeOutlooks(kept: readonly KeptOutlook[]): OutlookPages {
  const outlooks = kept.flatMap(({ accountId, madeMs, asOfMs, madeOf, regions, refused }) => [
    ...regions.map(({ region, timeZone, firstDay, quality, ...series }) => ({
      accountId,
      madeMs,
      asOfMs,
      madeOf,
      region,
      code: null,
      timeZone,
      firstDay,
      quality: JSON.stringify(quality),
      series: bytesOf(seriesNames.map((name) => series[name])),
    })),
    ...refused.map(({ region, code }) => ({
      accountId,
      madeMs,
      asOfMs,
      madeOf,
      region,
      code,
      timeZone: "",
      firstDay: "",
      quality: "",
      series: new Uint8Array(),
    })),
  ]);
  const peaks = kept.flatMap((one) =>
    one.peaks.map(({ rank, deadline, eventIds, holidays, ...peak }) => ({
      ...peak,
      rankValue: rank.value,
      probability: rank.probability,
      tierWeight: rank.tierWeight,
      scenarioWeight: rank.scenarioWeight,
      ...deadline,
      eventIds: eventIds.length === 0 ? null : JSON.stringify(eventIds),
      holidays: holidays.length === 0 ? null : JSON.stringify(holidays),
    })),
  );
  return { outlooks: encodePage("outlook", outlooks, { format }), peaks: encodePage("peak", peaks, { format }) };
}

/** Empty when another version wrote the pages. Throws PageFormatError on damaged ones, also on two that do not belong together. */
export function decodeOutlooks(pages: OutlookPages): readonly KeptOutlook[] {
  const [outlooks, peaks] = [new PageReader(pages.outlooks), new PageReader(pages.peaks)];
  if (outlooks.meta["format"] !== format || peaks.meta["format"] !== format) return [];
  const found = new Map<
    string,
    { of: KeptOutlook; regions: RegionOutlook[]; refused: AccountOutlook["refused"][number][]; peaks: RadarPeak[] }
  >();
  for (let row = 0; row < outlooks.rows; row += 1) {
    const doc = outlooks.doc(row);
    const { accountId, region, series, code } = doc;
    if (typeof accountId !== "string" || typeof region !== "string" || !(series instanceof Uint8Array))
      throw new PageFormatError("damaged outlook");
    let account = found.get(accountId);
    if (account === undefined) {
      const lists = { regions: [] as RegionOutlook[], refused: [] as AccountOutlook["refused"][number][], peaks: [] as RadarPeak[] };
      const { madeMs, asOfMs, madeOf } = doc as unknown as KeptOutlook;
      account = { of: { accountId, madeMs, asOfMs, madeOf, ...lists }, ...lists };
      found.set(accountId, account);
    }
    // Written by this very version: see `format`.
    if (code !== null) account.refused.push({ region, code: code as AccountOutlook["refused"][number]["code"] });
    else {
      const { timeZone, firstDay, quality } = doc as unknown as {
        readonly timeZone: string;
        readonly firstDay: string;
        readonly quality: string;
      };
      account.regions.push({ region, timeZone, firstDay, ...seriesIn(series), quality: JSON.parse(quality) as RegionOutlook["quality"] });
    }
  }
  for (let row = 0; row < peaks.rows; row += 1) {
    const peak = peakOf(peaks.doc(row));
    const account = found.get(peak.accountId);
    if (account === undefined) throw new PageFormatError("damaged outlook");
    account.peaks.push(peak);
  }
  return Array.from(found.values(), ({ of }) => of);
}

function peakOf(doc: object): RadarPeak {
  // Written by this very version: see `format`.
  const {
    rankValue,
    probability,
    tierWeight,
    scenarioWeight,
    askByDay,
    askByMs,
    neededOn,
    workingDays,
    state,
    eventIds,
    holidays,
    ...peak
  } = doc as Omit<RadarPeak, "eventIds" | "holidays"> &
    RadarPeak["deadline"] &
    Omit<RadarPeak["rank"], "value"> & { readonly rankValue: number; readonly eventIds: string | null; readonly holidays: string | null };
  return {
    ...peak,
    rank: { value: rankValue, probability, tierWeight, scenarioWeight },
    deadline: { askByDay, askByMs, neededOn, workingDays, state },
    eventIds: eventIds === null ? [] : (JSON.parse(eventIds) as RadarPeak["eventIds"]),
    holidays: holidays === null ? [] : (JSON.parse(holidays) as RadarPeak["holidays"]),
  };
}

function bytesOf(series: readonly Float32Array[]): Uint8Array {
  const values = new Float32Array(series.reduce((sum, one) => sum + one.length, 0));
  let at = 0;
  for (const one of series) {
    values.set(one, at);
    at += one.length;
  }
  return new Uint8Array(values.buffer);
}

function seriesIn(bytes: Uint8Array): Pick<RegionOutlook, (typeof seriesNames)[number]> {
  if (bytes.length % (seriesNames.length * singleBytes) !== 0) throw new PageFormatError("damaged outlook");
  const values = new Float32Array(bytes.slice().buffer);
  const days = values.length / seriesNames.length;
  const [pExceed, p50, p90, p95] = seriesNames.map((_, index) => values.subarray(index * days, (index + 1) * days));
  if (pExceed === undefined || p50 === undefined || p90 === undefined || p95 === undefined) throw new PageFormatError("damaged outlook");
  return { pExceed, p50, p90, p95 };
}
