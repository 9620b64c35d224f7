import type { ReviewSnapshot } from "../model/review-snapshot.ts";
import { handSnapshot, type HandRows } from "./hand-snapshot.ts";

/** What a made-up customer's quarters are like. Rates and shares 0–1; `growth` and `drift` per quarter: 0 = the same, 0.2 = a fifth more. */
export interface SyntheticShape {
  /** Users at the peak of a workday in the greatest region. */
  readonly users: number;
  readonly growth: number;
  /** Evening freeze rate of the worst region, before its drift. */
  readonly freeze: number;
  readonly drift: number;
  /** Sessions of a region, carrier, week and part of the day; 0 = no quality data. */
  readonly sessions: number;
  readonly incidents: number;
  /** Share of promises kept. */
  readonly kept: number;
  /** Of capacity, at the quarter's highest hour. */
  readonly use: number;
  readonly behind: number;
  readonly vulnerable: boolean;
  readonly messages: number;
  readonly answered: number;
  readonly commitments: number;
  readonly regions: number;
  /** Whether the quarter before and the year before are known. */
  readonly history: boolean;
}

export const starisle: SyntheticShape = {
  users: 118_000,
  growth: 0.12,
  freeze: 0.021,
  drift: 0.6,
  sessions: 9200,
  incidents: 9,
  kept: 0.94,
  use: 0.93,
  behind: 0.34,
  vulnerable: true,
  messages: 6,
  answered: 4,
  commitments: 4,
  regions: 3,
  history: true,
};

/** September of the synthetic quarter, as a letter looks at it. */
export const september: Partial<ReviewSnapshot> = {
  kind: "letter",
  period: "2026-09",
  periods: {
    q: { fromMs: Date.parse("2026-09-01T00:00:00+08:00"), toMs: Date.parse("2026-10-01T00:00:00+08:00") },
    p: { fromMs: Date.parse("2026-08-01T00:00:00+08:00"), toMs: Date.parse("2026-09-01T00:00:00+08:00") },
    y: { fromMs: Date.parse("2025-09-01T00:00:00+08:00"), toMs: Date.parse("2025-10-01T00:00:00+08:00") },
  },
};

const dayMs = 86_400_000;
const zone = "+08:00";
const allRegions = ["cn-south", "cn-east", "cn-north", "ap-southeast", "eu-central", "na-east"];
const carriers = ["telecom", "mobile", "unicom"];
const sdks = ["4.6.2", "4.8.1", "4.9.0"];
const causes = ["carrier", "capacity", "carrier", "release", "sdk"];
const titles = [
  "Video stalls on evening calls",
  "Joins time out in one room group",
  "Audio gaps after a failover",
  "Recording starts late",
];

/** A whole snapshot of that shape: Q3 2026 of one customer in Shanghai. The same shape gives the same rows. */
export function syntheticSnapshot(shape: SyntheticShape, changed: Partial<ReviewSnapshot> = {}): ReviewSnapshot {
  return handSnapshot(syntheticRows(shape), changed);
}

function syntheticRows(shape: SyntheticShape): HandRows {
  const regions = allRegions.slice(0, shape.regions);
  const quarters = (shape.history ? ([-4, -1, 0] as const) : ([0] as const)).map((back) => ({
    back,
    from: back === 0 ? "2026-07-01" : back === -1 ? "2026-04-01" : "2025-07-01",
    // A year ago is four quarters of growth back.
    level: (1 + shape.growth) ** back,
    freeze: shape.freeze * (1 + shape.drift) ** (back === 0 ? 1 : 0),
  }));
  return {
    ...(shape.users === 0 ? {} : usage(shape, regions, quarters)),
    ...(shape.sessions === 0 ? {} : quality(shape, regions, quarters)),
    ...service(shape, quarters),
    ...dealings(shape, regions),
    ...(shape.users === 0 ? {} : { peaks: peaks(shape, regions, quarters) }),
    targets: [
      target("video_freeze_600_rate", 0.02),
      target("audio_freeze_200_rate", 0.01),
      target("join_5s_rate", 0.97),
      target("sla_attainment", 0.95),
      target("csat", 4),
      target("sdk_behind", 1),
      { ...target("capacity_use", 0.85), source: "review rules" },
    ],
    sdk: [
      {
        platform: "ios",
        version: "4.6.2",
        at: at("2026-09-30"),
        share: shape.behind,
        behind: 4,
        vulnerable: shape.vulnerable ? 1 : 0,
        latest: "4.9.0",
      },
      { platform: "ios", version: "4.9.0", at: at("2026-09-30"), share: 1 - shape.behind, behind: 0, vulnerable: 0, latest: "4.9.0" },
    ],
    exclusions: [{ subject: "usageDays", reason: "hours_without_data", rows: 7, at: at("2026-09-30") }],
  };
}

interface Quarter {
  readonly back: number;
  readonly from: string;
  readonly level: number;
  readonly freeze: number;
}

function at(day: string, hour = 12): number {
  return Date.parse(`${day}T${String(hour).padStart(2, "0")}:00:00${zone}`);
}

function days(from: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => new Date(Date.parse(from) + i * dayMs).toISOString().slice(0, 10));
}

function target(measure: string, value: number) {
  return { measure, value, source: "health model v0", at: at("2026-09-30") };
}

function usage(shape: SyntheticShape, regions: readonly string[], quarters: readonly Quarter[]): HandRows {
  const usageDays = quarters.flatMap(({ from, level }) =>
    days(from, 91).flatMap((day, i) => {
      const weekday = new Date(day).getUTCDay();
      const dayType = i === 80 ? "event" : weekday % 6 === 0 ? "weekend" : "workday";
      const lift = dayType === "event" ? 1.6 : dayType === "weekend" ? 1.2 : 1;
      const rows = regions.map((region, r) => {
        const peakPcu = Math.round((shape.users * level * lift * (1 + i / 900)) / (r + 1));
        return { region, day, at: at(day), peakPcu, peakAt: at(day, 21), userHours: peakPcu * 9, hours: 24, dayType };
      });
      const sum = (column: "peakPcu" | "userHours"): number => rows.reduce((total, row) => total + row[column], 0);
      return [
        ...rows,
        { region: "*", day, at: at(day), peakPcu: sum("peakPcu"), peakAt: at(day, 21), userHours: sum("userHours"), hours: 24, dayType },
      ];
    }),
  );
  const capacity = regions.map((region, r) => ({
    region,
    at: at("2025-01-01"),
    pcu: Math.round(shape.users / (r + 1)),
    id: `cap_${region}`,
  }));
  return { usageDays, capacity };
}

function quality(shape: SyntheticShape, regions: readonly string[], quarters: readonly Quarter[]): HandRows {
  const rows = quarters.flatMap(({ from, freeze, back }) =>
    days(from, 91).flatMap((day, i) => {
      if (i !== 0 && new Date(day).getUTCDay() !== 1) return [];
      const monday = new Date(Date.parse(day) - ((new Date(day).getUTCDay() + 6) % 7) * dayMs).toISOString().slice(0, 10);
      return regions.flatMap((region, r) =>
        // Two weeks of the last region are missing.
        r === 2 && back === 0 && (i === 33 || i === 40)
          ? []
          : carriers.flatMap((carrier, c) =>
              ["evening", "other"].flatMap((hours) => {
                const bad =
                  (freeze * (1 + (back === 0 ? i / 250 : 0)) * (hours === "evening" ? 1 : 0.5)) / (r === 0 ? 1 + c * 0.4 : 2.6 + r * 0.4);
                const row = { region, carrier, week: monday, hours, at: at(day, 13), sessions: Math.round(shape.sessions / (1 + r)) };
                return [
                  { ...row, metric: "video_freeze_600_rate", value: Math.min(1, bad) },
                  { ...row, metric: "join_5s_rate", value: Math.max(0, 0.985 - bad / 4) },
                ];
              }),
            ),
      );
    }),
  );
  const parts = quarters.flatMap(({ from, freeze }) =>
    regions.flatMap((region, r) =>
      carriers.flatMap((carrier, c) =>
        sdks.map((sdk, s) => ({
          metric: "video_freeze_600_rate",
          region,
          carrier,
          sdk,
          platform: "ios",
          at: at(from),
          value: Math.min(1, freeze / ((r === 0 ? 1 + c * 0.4 : 3) * (1 + s * 0.5))),
          sessions: Math.round((shape.sessions * 12) / ((1 + r) * (1 + s))),
        })),
      ),
    ),
  );
  return { quality: rows, qualityParts: parts };
}

function service(shape: SyntheticShape, quarters: readonly Quarter[]): HandRows {
  const all = quarters.flatMap(({ from, back }) =>
    Array.from({ length: Math.max(0, shape.incidents - (back === 0 ? 0 : 2)) }, (_, i) => {
      const day = days(from, 91)[(i * 17 + 5) % 88] ?? from;
      const number = `INC-${String(2200 + back * 100 + i)}`;
      const severity = i % 5 === 0 ? "P0" : i % 3 === 0 ? "P1" : "P2";
      const began = at(day, 20);
      const resolveMs = (40 + i * 35) * 60_000;
      return {
        incident: {
          id: `inc_${number}`,
          number,
          title: titles[i % titles.length] ?? "",
          severity,
          kind: "incident",
          region: allRegions[i % Math.max(1, shape.regions)] ?? null,
          cause: causes[i % causes.length] ?? null,
          at: began,
          endedAt: began + resolveMs,
          acknowledgeMs: (severity === "P0" ? 12 : 95) * 60_000,
          resolveMs,
          handOffs: i % 3,
          reopened: 0,
          repeats: i > 4 ? "INC-2200" : null,
        },
        promises: (["first_response", "resolution"] as const).map((clock, c) => {
          const targetMs = (clock === "first_response" ? 30 : 240) * 60_000;
          const kept = (i * 2 + c + 1) / Math.max(1, shape.incidents * 2) <= shape.kept ? 1 : 0;
          return {
            incidentId: `inc_${number}`,
            number,
            clock,
            severity,
            policy: "premium v2",
            at: began + targetMs,
            kept,
            nearMiss: kept === 1 && i % 4 === 1 ? 1 : 0,
            targetMs,
            elapsedMs: kept === 1 ? targetMs * (i % 4 === 1 ? 0.92 : 0.5) : targetMs * 1.4,
          };
        }),
      };
    }),
  );
  if (all.length === 0) return {};
  const promises = all.flatMap((one) => one.promises);
  return {
    incidents: all.map((one) => one.incident),
    promises,
    credits: promises
      .filter(({ kept, severity }) => kept === 0 && severity === "P0")
      .map(({ number, clock, at: when }) => ({ number, clause: "7.2", clock, at: when, percent: 5 })),
    postmortems: all
      .filter(({ incident }) => incident.severity !== "P2")
      .map(({ incident }) => ({
        number: incident.number,
        cause: incident.cause,
        at: incident.at + 5 * dayMs,
        prevention: 3,
        preventionDone: 2,
      })),
  };
}

function peaks(shape: SyntheticShape, regions: readonly string[], quarters: readonly Quarter[]) {
  return quarters.flatMap(({ from, level }) =>
    days(from, 91).flatMap((day, i) =>
      new Date(day).getUTCDay() !== 1
        ? []
        : regions.map((region, r) => {
            const capacityPcu = Math.round(shape.users / (r + 1));
            const actualPcu = Math.round(capacityPcu * shape.use * level * (r === 0 ? 0.8 + i / 450 : 0.6));
            return {
              id: `${region}_${day}`,
              kind: "week",
              region,
              at: at(day),
              leadDays: 7,
              p50: Math.round(actualPcu * 0.95),
              p90: Math.round(actualPcu * 1.1),
              actualPcu,
              capacityPcu,
            };
          }),
    ),
  );
}

function dealings(shape: SyntheticShape, regions: readonly string[]): HandRows {
  const states = ["kept", "late", "open", "kept"] as const;
  return {
    ...(shape.messages === 0
      ? {}
      : {
          outreach: Array.from({ length: shape.messages }, (_, i) => ({
            id: `out_${String(i)}`,
            kind: "peak",
            subject: `Capacity for the evening of ${days("2026-07-10", 80)[i * 9] ?? ""}`,
            region: regions[i % Math.max(1, regions.length)] ?? null,
            at: at(days("2026-07-03", 80)[i * 9] ?? "2026-07-03", 10),
            answeredAt: i < shape.answered ? at(days("2026-07-04", 80)[i * 9] ?? "2026-07-04", 15) : null,
            answer: i < shape.answered ? (i % 2 === 0 ? "needs" : "declines") : "none",
            answeredPcu: i < shape.answered && i % 2 === 0 ? shape.users : null,
            contact: "Chen Li",
          })),
          capacityRequests: [{ id: "req_1", region: regions[0] ?? null, at: at("2026-08-01"), state: "provisioned", pcu: shape.users }],
        }),
    ...(shape.commitments === 0
      ? {}
      : {
          commitments: Array.from({ length: shape.commitments }, (_, i) => {
            const state = states[i % states.length] ?? "kept";
            return {
              id: `com_${String(i)}`,
              title:
                ["Second Telecom edge in South China", "Upgrade to SDK 4.8", "Load test before the anniversary", "Weekly quality report"][
                  i % 4
                ] ?? "",
              owner: ["Lin Ruoxi", "Chen Li"][i % 2] ?? null,
              at: at("2026-07-02"),
              dueOn: "2026-08-15",
              doneOn: state === "open" ? null : state === "late" ? "2026-09-03" : "2026-08-10",
              state,
              lateDays: state === "late" ? 19 : state === "open" ? null : 0,
            };
          }),
          actions: [
            {
              id: "act_1",
              title: "Confirm the anniversary’s expected peak",
              owner: "Chen Li",
              dueOn: "2026-11-15",
              from: "review",
              state: "open",
            },
            { id: "act_2", title: "Second egress for Foshan", owner: "Lin Ruoxi", dueOn: "2026-12-01", from: "prevention", state: "open" },
          ],
        }),
    surveys: [{ id: "sv_1", type: "csat", at: at("2026-08-20"), score: 4 }],
    health: [
      { day: "2026-06-30", at: at("2026-06-30"), score: 81, confidence: 0.9 },
      { day: "2026-09-30", at: at("2026-09-30"), score: 68, confidence: 0.9 },
    ],
  };
}
