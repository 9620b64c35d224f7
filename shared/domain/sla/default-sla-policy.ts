import { type Severity, severities } from "../incident/incident.ts";
import type { ClockKind } from "./clock-kinds.ts";
import type { LadderChannel, LadderRole, LadderRung, SeverityTargets, SlaPolicyDefinition } from "./sla-policy.ts";
import type { PolicyRef } from "./sla-reading.ts";

const hour = 60;
const day = 24 * hour;
const calendar = "always";

/** Version 0: before the first one that a company writes. */
export const builtinPolicyRef = { name: "default", version: 0, source: "builtin" } as const satisfies Omit<PolicyRef, "asked">;

function targets(minutes: Readonly<Record<ClockKind, number | null>>): SeverityTargets {
  const target = (of: number | null): SeverityTargets[ClockKind] => (of === null ? null : { minutes: of, calendar });
  return {
    first_response: target(minutes.first_response),
    next_update: target(minutes.next_update),
    workaround: target(minutes.workaround),
    resolution: target(minutes.resolution),
  };
}

type Step = readonly [share: number, role: LadderRole, channel: LadderChannel];

function ladder(clock: ClockKind, of: readonly Severity[], steps: readonly Step[]): readonly LadderRung[] {
  return steps.map(([share, role, channel]) => ({ clock, severities: [...of], share, role, channel }));
}

const urgent: readonly Severity[] = ["P0", "P1"];
const ordinary: readonly Severity[] = ["P2", "P3"];

/**
 * What holds while no contract says otherwise. First responses (P0 30 min, P1 4 h, P2 8 h, P3 24 h, round the clock), the warning at 80 % and the
 * order of the ladder are the product's reference targets (as first-response.ts). The other clocks follow from them: a customer hears again within
 * two first responses (three at P2 and P3) of his last message or ours; workaround and resolution are what round-the-clock support of this field
 * usually promises, and bind nobody until a contract says them: there are no credits.
 */
export const defaultSlaPolicy: SlaPolicyDefinition = {
  calendars: [{ key: calendar, timeZone: "UTC", hours: "always", holidays: null, daysOff: [], daysWorked: [] }],
  targets: {
    P0: targets({ first_response: 30, next_update: 1 * hour, workaround: 4 * hour, resolution: 1 * day }),
    P1: targets({ first_response: 4 * hour, next_update: 8 * hour, workaround: 1 * day, resolution: 3 * day }),
    P2: targets({ first_response: 8 * hour, next_update: 1 * day, workaround: 3 * day, resolution: 7 * day }),
    P3: targets({ first_response: 1 * day, next_update: 3 * day, workaround: null, resolution: 14 * day }),
  },
  pausing: [
    { state: "awaiting_customer", clocks: ["workaround", "resolution"] },
    { state: "awaiting_vendor", clocks: ["workaround", "resolution"] },
  ],
  warningShare: 0.8,
  ladder: [
    ...ladder("first_response", urgent, [
      [0.5, "front_line", "phone"],
      [0.8, "expert", "group"],
      [1, "architect", "phone"],
      [1.5, "research", "phone"],
    ]),
    ...ladder("first_response", ordinary, [
      [0.5, "front_line", "console"],
      [0.8, "expert", "group"],
      [1, "architect", "group"],
      [1.5, "research", "mail"],
    ]),
    ...ladder("next_update", severities, [
      [0.8, "front_line", "console"],
      [1, "manager", "group"],
    ]),
    ...ladder("workaround", urgent, [
      [0.5, "expert", "group"],
      [0.8, "architect", "phone"],
      [1, "research", "phone"],
    ]),
    ...ladder("resolution", severities, [
      [0.5, "expert", "console"],
      [0.8, "architect", "group"],
      [1, "research", "group"],
    ]),
  ],
  handOffLimit: {
    P0: { minutes: 1 * hour, calendar },
    P1: { minutes: 4 * hour, calendar },
    P2: { minutes: 1 * day, calendar },
    P3: { minutes: 3 * day, calendar },
  },
  maxHandOffs: 4,
  onSeverityChange: "forward",
  onReopen: "continue",
  effectiveResponse: {
    types: ["state_changed", "assigned", "customer_update", "workaround_given"],
    emptyPhrases: [
      "recorded, will handle",
      "recorded",
      "noted",
      "noted, will handle",
      "received",
      "got it",
      "ok",
      "will check",
      "looking into it",
      "we are looking into it",
      "thank you for your patience",
      "please wait",
      "已记录，会处理",
      "已记录",
      "已收到",
      "收到",
      "收到，会处理",
      "好的",
      "知道了",
      "会尽快处理",
      "正在处理",
      "正在处理中",
      "请耐心等待",
      "请稍等",
    ],
  },
  credits: [],
};
