import type { AccountOutlook, PeakLevel, RadarPeak } from "../../shared/domain/peak/radar.ts";

const hourMs = 3_600_000;

/** A peak of Singles' Day in the east of China that does not fit; asking helps until 3 November, 18:00. */
export function samplePeak({
  at = "2026-11-11T12:00:00.000Z",
  rank = 1,
  level = "critical",
  ...fields
}: Partial<Omit<RadarPeak, "rank">> & { readonly at?: string; readonly rank?: number; readonly level?: PeakLevel } = {}): RadarPeak {
  const atMs = Date.parse(at);
  return {
    peakId: "p-1",
    accountId: "acc-1",
    region: "cn-east",
    startMs: atMs - 2 * hourMs,
    endMs: atMs + 2 * hourMs,
    atMs,
    timeZone: "Asia/Shanghai",
    p50: 1_100,
    p75: 1_200,
    p90: 1_300,
    p95: 1_400,
    capacityPcu: 1_000,
    pExceed: 0.8,
    shortfallPcu: 150,
    headroomShare: -0.3,
    level,
    rank: { value: rank, probability: 0.8, tierWeight: 1, scenarioWeight: 1 },
    deadline: {
      askByDay: "2026-11-03",
      askByMs: Date.parse("2026-11-03T10:00:00.000Z"),
      neededOn: "2026-11-10",
      workingDays: 5,
      state: "ahead",
    },
    eventIds: [],
    holidays: [{ zh: "双 11", en: "Singles' Day" }],
    ...fields,
  };
}

/** What is known of an account with these peaks: three days ahead of one region. */
export function sampleOutlook(accountId: string, peaks: readonly RadarPeak[], fields: Partial<AccountOutlook> = {}): AccountOutlook {
  return {
    accountId,
    madeMs: Date.parse("2026-11-02T09:05:00.000Z"),
    asOfMs: Date.parse("2026-11-02T08:00:00.000Z"),
    regions: [
      {
        region: "cn-east",
        timeZone: "Asia/Shanghai",
        firstDay: "2026-11-02",
        pExceed: Float32Array.of(0.1, 0.2, 0.8),
        p50: Float32Array.of(700, 800, 1_100),
        p90: Float32Array.of(800, 900, 1_300),
        p95: Float32Array.of(850, 950, 1_400),
        quality: { historyDays: 395, gapShare: 0, notes: [] },
      },
    ],
    peaks,
    refused: [],
    ...fields,
  };
}
