import type { RecordOf } from "../../shared/domain/kinds.ts";

/** Complete records for tests: a test names only the fields it speaks about. */
export function sampleAccount(fields: Partial<RecordOf<"account">> = {}): readonly ["account", RecordOf<"account">] {
  return [
    "account",
    {
      id: "acc-1",
      code: "STAR",
      name: "星屿秀场",
      aliases: [],
      country: "CN",
      timeZone: "Asia/Shanghai",
      locale: "zh-CN",
      regions: ["cn-east"],
      scenario: "show_live",
      tier: "premium",
      ownerId: null,
      lifecycle: "active",
      tags: [],
      summary: "",
      rev: 1,
      ...fields,
    },
  ];
}

export function sampleUser(fields: Partial<RecordOf<"user">> = {}): readonly ["user", RecordOf<"user">] {
  return [
    "user",
    { id: "user-1", name: "林若溪", email: "lin@example.com", role: "csm", locale: "zh-CN", timeZone: "Asia/Shanghai", rev: 1, ...fields },
  ];
}

export function sampleCapacity(fields: Partial<RecordOf<"capacity">> = {}): readonly ["capacity", RecordOf<"capacity">] {
  return [
    "capacity",
    { id: "cap-1", accountId: "acc-1", region: "cn-east", from: "2026-01-01T00:00:00.000Z", pcu: 1000, rev: 1, ...fields },
  ];
}

export function sampleContract(fields: Partial<RecordOf<"contract">> = {}): readonly ["contract", RecordOf<"contract">] {
  return [
    "contract",
    {
      id: "con-1",
      accountId: "acc-1",
      tier: "premium",
      startsOn: "2026-01-01",
      renewsOn: "2027-01-01",
      committedMinutes: 5_000_000,
      slaPolicy: "default v3",
      services: ["ticket"],
      rev: 1,
      ...fields,
    },
  ];
}

export function sampleIncident(fields: Partial<RecordOf<"incident">> = {}): readonly ["incident", RecordOf<"incident">] {
  return [
    "incident",
    {
      id: "inc-1",
      accountId: "acc-1",
      number: "INC-1",
      kind: "incident",
      severity: "P2",
      title: "Slow joins",
      state: "active",
      openedAt: "2026-10-01T00:00:00.000Z",
      resolvedAt: null,
      closedAt: null,
      region: null,
      holderGroup: null,
      holderName: null,
      sourceMadeSla: null,
      rev: 1,
      ...fields,
    },
  ];
}

export function sampleEntry(fields: Partial<RecordOf<"timeline">> = {}): readonly ["timeline", RecordOf<"timeline">] {
  return [
    "timeline",
    {
      id: "tl-1",
      accountId: "acc-1",
      at: "2026-10-01T08:00:00.000Z",
      type: "note",
      text: "Hello",
      authorId: null,
      refKind: null,
      refId: null,
      rev: 1,
      ...fields,
    },
  ];
}

export function sampleContact(fields: Partial<RecordOf<"contact">> = {}): readonly ["contact", RecordOf<"contact">] {
  return [
    "contact",
    {
      id: "ct-1",
      accountId: "acc-1",
      name: "王敏",
      title: "CTO",
      role: "technical_lead",
      locale: "zh-CN",
      timeZone: "Asia/Shanghai",
      channels: [{ type: "email", value: "wang@example.com" }],
      isPrimary: false,
      onCall: false,
      preferredHours: { startMinute: 600, endMinute: 1140 },
      note: "",
      rev: 1,
      ...fields,
    },
  ];
}

export function sampleTask(fields: Partial<RecordOf<"task">> = {}): readonly ["task", RecordOf<"task">] {
  return [
    "task",
    {
      id: "task-1",
      accountId: "acc-1",
      title: "Call",
      ownerId: "user-1",
      dueOn: null,
      state: "open",
      doneOn: null,
      playbook: null,
      rev: 1,
      ...fields,
    },
  ];
}

export function sampleEvent(fields: Partial<RecordOf<"plannedEvent">> = {}): readonly ["plannedEvent", RecordOf<"plannedEvent">] {
  return [
    "plannedEvent",
    {
      id: "ev-1",
      accountId: "acc-1",
      region: null,
      name: "周年庆",
      startsAt: "2026-11-11T12:00:00.000Z",
      endsAt: "2026-11-11T16:00:00.000Z",
      upliftFactor: 1.6,
      toldBy: "customer",
      rev: 1,
      ...fields,
    },
  ];
}
