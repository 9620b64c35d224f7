import type { Severity } from "../../domain/incident/incident.ts";
import type { ClockKind } from "../../domain/sla/clock-kinds.ts";
import { defaultSlaPolicy } from "../../domain/sla/default-sla-policy.ts";
import { type SlaCalendar, type SlaPolicy, type SlaPolicyDefinition, slaPolicyId, type SlaTarget } from "../../domain/sla/sla-policy.ts";
import { instantOf } from "./instants.ts";

const dayMs = 86_400_000;
const leadId = "usr_gao_yuan";
const hour = 60;

const always: SlaCalendar = { key: "always", timeZone: "Asia/Shanghai", hours: "always", holidays: null, daysOff: [], daysWorked: [] };
/** Working days of the support centre in Shanghai, with its lunch. */
const office: SlaCalendar = {
  key: "office-cn",
  timeZone: "Asia/Shanghai",
  hours: [
    { days: [1, 2, 3, 4, 5], from: "09:00", to: "12:00" },
    { days: [1, 2, 3, 4, 5], from: "13:30", to: "18:30" },
  ],
  holidays: "CN",
  daysOff: [],
  daysWorked: [],
};
/** Questions of premium customers are answered late into the evening and at weekends. */
const extended: SlaCalendar = {
  key: "extended-cn",
  timeZone: "Asia/Shanghai",
  hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: "08:00", to: "23:00" }],
  holidays: null,
  daysOff: [],
  daysWorked: [],
};

/** Who waits for the customer's answer owes him no news either. */
const pausing: SlaPolicyDefinition["pausing"] = [
  { state: "awaiting_customer", clocks: ["next_update", "workaround", "resolution"] },
  { state: "awaiting_vendor", clocks: ["workaround", "resolution"] },
];

type Row = readonly [firstResponse: number, nextUpdate: number | null, workaround: number | null, resolution: number];

/** Minutes; grave ones round the clock, the others in the hours of `calmKey`. */
function targets(rows: Readonly<Record<Severity, Row>>, calmKey: string): SlaPolicyDefinition["targets"] {
  const of = (severity: Severity): Record<ClockKind, SlaTarget | null> => {
    const calendar = severity === "P0" || severity === "P1" ? always.key : calmKey;
    const [first, update, workaround, resolution] = rows[severity].map((minutes) => (minutes === null ? null : { minutes, calendar }));
    return { first_response: first ?? null, next_update: update ?? null, workaround: workaround ?? null, resolution: resolution ?? null };
  };
  return { P0: of("P0"), P1: of("P1"), P2: of("P2"), P3: of("P3") };
}

function policy(name: string, version: number, endMs: number, daysAgo: number, note: string, definition: SlaPolicyDefinition): SlaPolicy {
  const midnightMs = Math.floor(endMs / dayMs) * dayMs;
  return {
    id: slaPolicyId(name, version),
    name,
    version,
    at: instantOf(midnightMs - daysAgo * dayMs + 3 * 3_600_000),
    authorId: leadId,
    note,
    definition,
  };
}

/** What the contracts of the demonstration company promise: two versions for everybody, and one for those who pay for more. */
export function slaPoliciesOf(endMs: number): readonly SlaPolicy[] {
  const second: SlaPolicyDefinition = {
    ...defaultSlaPolicy,
    calendars: [always, office],
    pausing,
    targets: targets(
      {
        P0: [30, 90, 3 * hour, 4 * hour],
        P1: [4 * hour, 12 * hour, null, 7 * hour],
        P2: [8 * hour, null, null, 14 * hour],
        P3: [16 * hour, null, null, 28 * hour],
      },
      office.key,
    ),
    handOffLimit: { P0: { minutes: 90, calendar: always.key }, P1: { minutes: 6 * hour, calendar: always.key }, P2: null, P3: null },
    onSeverityChange: "recompute",
  };
  const third: SlaPolicyDefinition = {
    ...defaultSlaPolicy,
    calendars: [always, office],
    pausing,
    targets: targets(
      {
        P0: [30, 45, 75, 3 * hour],
        P1: [4 * hour, 2 * hour, 4 * hour, 6 * hour],
        P2: [8 * hour, 16 * hour, 8 * hour, 12 * hour],
        P3: [16 * hour, 32 * hour, null, 24 * hour],
      },
      office.key,
    ),
    handOffLimit: {
      P0: { minutes: hour, calendar: always.key },
      P1: { minutes: 4 * hour, calendar: always.key },
      P2: { minutes: 16 * hour, calendar: office.key },
      P3: { minutes: 32 * hour, calendar: office.key },
    },
    credits: [{ clock: "resolution", severities: ["P0"], afterMinutes: 0, percent: 5, clause: "B.3" }],
  };
  const premium: SlaPolicyDefinition = {
    ...third,
    calendars: [always, extended],
    targets: targets(
      {
        P0: [15, 40, 60, 150],
        P1: [hour, 2 * hour, 4 * hour, 6 * hour],
        P2: [4 * hour, 24 * hour, 16 * hour, 24 * hour],
        P3: [8 * hour, 45 * hour, null, 60 * hour],
      },
      extended.key,
    ),
    handOffLimit: {
      P0: { minutes: 45, calendar: always.key },
      P1: { minutes: 3 * hour, calendar: always.key },
      P2: { minutes: 15 * hour, calendar: extended.key },
      P3: { minutes: 30 * hour, calendar: extended.key },
    },
    credits: [
      { clock: "first_response", severities: ["P0"], afterMinutes: 0, percent: 2, clause: "B.1" },
      { clock: "workaround", severities: ["P0", "P1"], afterMinutes: 0, percent: 5, clause: "B.3" },
      { clock: "resolution", severities: ["P0", "P1"], afterMinutes: 0, percent: 10, clause: "B.4" },
    ],
  };
  return [
    policy("default", 2, endMs, 420, "约定进展通报，P2、P3 按工作时间计", second),
    policy("default", 3, endMs, 150, "P2、P3 也约定进展通报与临时方案；移交设上限", third),
    policy("premium", 2, endMs, 200, "尊享客户：十五分钟首次响应，晚间与周末有人", premium),
  ];
}

export const slaPolicyCount = 3;
