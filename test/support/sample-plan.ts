import type { Handover, HandoverFacts } from "../../shared/domain/handover/handover.ts";

/** Facts of a quiet account: a test names what it speaks about. */
export function sampleHandoverFacts(fields: Partial<HandoverFacts> = {}): HandoverFacts {
  return {
    asOf: "2026-11-10T02:00:00.000Z",
    account: {
      name: "星屿秀场",
      code: "STAR",
      tier: "premium",
      scenario: "show_live",
      timeZone: "Asia/Shanghai",
      locale: "zh-CN",
      summary: "",
    },
    health: null,
    renewal: null,
    incidents: [],
    commitments: [],
    unanswered: [],
    peaks: [],
    people: [],
    problems: [],
    runs: [],
    tasks: [],
    goals: [],
    ...fields,
  };
}

export function sampleHandover(fields: Partial<Handover> = {}): Handover {
  return {
    id: "hnd_1",
    accountId: "acc-1",
    fromId: "user-1",
    toId: "user-2",
    givenById: "user-1",
    at: "2026-11-10T02:00:00.000Z",
    note: "客户的技术负责人只在下午接电话。",
    facts: sampleHandoverFacts(),
    ...fields,
  };
}
